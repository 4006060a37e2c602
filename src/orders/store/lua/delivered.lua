-- Removes delivered notices of a chat; a chat without any is due no more. ARGV: chat, notice...
local list, refused = key('outbox:' .. ARGV[1]), key('outbox:refused:' .. ARGV[1])
for i = 2, #ARGV do
  redis.call('LREM', list, 1, ARGV[i])
  redis.call('HDEL', refused, ARGV[i])
end
if redis.call('EXISTS', list) == 0 then redis.call('ZREM', key('outbox:due'), ARGV[1]) end
return { 'delivered' }
