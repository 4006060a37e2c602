-- A reseller wants to be told no more. ARGV: user, watch
local user, watch = unpack(ARGV)
redis.call('HDEL', key('service-watches-owed'), user .. ' ' .. watch)
redis.call('HDEL', key('service-watches:' .. user), watch)
redis.call('SREM', key('service-watches'), user .. ' ' .. watch)
return { 'forgotten' }
