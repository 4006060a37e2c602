-- What a reseller may order for, or owe. ARGV: 'limits' or 'credits', user, amount ('' for the usual), act
local name, user, amount, act = unpack(ARGV)
if was_done(act) then return { 'before' } end
if amount == '' then redis.call('HDEL', key(name), user) else redis.call('HSET', key(name), user, amount) end
note_done(act)
return { 'set' }
