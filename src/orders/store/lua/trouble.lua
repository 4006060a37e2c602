-- Turns a trouble of the shop on or off and, where that is news, tells the operators.
-- ARGV: trouble, '1' (on) or '0' (off), notices. Answers 'told' or 'known'.
local name, on, notices = unpack(ARGV)
local was_on = redis.call('HEXISTS', key('troubles'), name) == 1
if (on == '1') == was_on then return { 'known' } end
local now = now_ms()
owe(notices, now)
if was_on then
  redis.call('HDEL', key('troubles'), name)
else
  redis.call('HSET', key('troubles'), name, int(now))
end
return { 'told' }
