-- A person without access asks for it; the operators are told in the same instant.
-- ARGV: user, name, notice id, notices, most new requests an hour, kept_ms
-- Answers 'asked', 'waiting' (asked before), 'refused' with until when in ms, or 'busy' (too many strangers at once).
local user, name, notice_id, notices, most, kept_ms = unpack(ARGV)
local now = now_ms()
local request = hash('request:' .. user)
if request.state == 'open' then
  expire_once(key('request:' .. user), kept_ms)
  redis.call('ZADD', key('requests'), 'NX', request.at, user)
  return { 'waiting' }
end
if request.state == 'refused' then return { 'refused', request['until'] } end
redis.call('ZREMRANGEBYSCORE', key('requests'), '-inf', int(now - 3600000))
-- Nor is one of this hour told of again that its person had erased since.
local is_new = not redis.call('ZSCORE', key('requests'), user)
if not is_new or redis.call('ZCARD', key('requests')) >= tonumber(most) then return { 'busy' } end
redis.call('DEL', key('request:' .. user))
-- Told before it stands: who asks again while it stands is not told of again.
owe(notices, now)
redis.call('HSET', key('request:' .. user), 'state', 'open', 'name', name, 'notice', notice_id, 'at', int(now))
expire_once(key('request:' .. user), kept_ms)
redis.call('ZADD', key('requests'), int(now), user)
return { 'asked' }
