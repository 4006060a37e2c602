-- When a person wants their recap. A day that was over by then is not told for it.
-- ARGV: user, time (minute of the day, or 'off'), the latest day whose time was over
local user, time, day = unpack(ARGV)
local last = tonumber(redis.call('HGET', key('recaps-told'), user))
if not last or last < tonumber(day) then redis.call('HSET', key('recaps-told'), user, day) end
redis.call('HSET', key('recap-times'), user, time)
return { 'kept' }
