-- No orders are taken from now on. ARGV: reason (may be empty), operator. Answers since when, in ms.
local now = now_ms()
redis.call('HSET', key('pause'), 'reason', ARGV[1], 'by', ARGV[2], 'at', int(now))
return { int(now) }
