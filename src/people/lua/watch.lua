-- A reseller wants to be told of a service. ARGV: user, watch (`<wish> <service id>`), record (JSON), most of one person
-- Answers 'watching' or 'full'.
local user, watch, record, most = unpack(ARGV)
local name = key('service-watches:' .. user)
if redis.call('HEXISTS', name, watch) == 0 and redis.call('HLEN', name) >= tonumber(most) then return { 'full' } end
-- The index first: what stands in it without a record is taken off it by who looks (tell-watch.lua).
local member = user .. ' ' .. watch
redis.call('SADD', key('service-watches'), member)
-- What was begun to be told was of the one before.
redis.call('HDEL', key('service-watches-owed'), member)
redis.call('HSET', name, watch, record)
return { 'watching' }
