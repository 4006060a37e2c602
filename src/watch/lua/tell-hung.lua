-- An order takes long: its reseller is told, once for ever, whoever else saw it too, and its card is drawn again with 🆘.
-- ARGV: order, version as it was read, notices
-- Answers 'told', 'before', or 'moved' (it is another version by now).
local id, version, notices = unpack(ARGV)
if redis.call('HEXISTS', key('hung'), id) == 1 then return { 'before' } end
if redis.call('HGET', key('order:' .. id), 'version') ~= version then return { 'moved' } end
local now = now_ms()
owe(notices, now)
redis.call('ZADD', key('cards'), int(now), id .. '@' .. version)
-- Last: it says that it was told.
redis.call('HSET', key('hung'), id, int(now))
return { 'told' }
