-- A reseller's level. ARGV: user, level ('' for none), act
local user, level, act = unpack(ARGV)
if was_done(act) then return { 'before' } end
if level == '' then redis.call('HDEL', key('levels'), user) else redis.call('HSET', key('levels'), user, level) end
note_done(act)
return { 'set' }
