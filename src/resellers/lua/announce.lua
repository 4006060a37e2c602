-- Starts a broadcast. ARGV: id, what (JSON), operator, recipients (JSON array of users), kept_ms of its figures
-- Answers 'started' or 'before'.
local id, what, operator, recipients, kept_ms = unpack(ARGV)
local name = key('broadcast:' .. id)
if redis.call('EXISTS', name) == 1 then return { 'before' } end
local users = cjson.decode(recipients)
redis.call('HSET', name, 'what', what, 'operator', operator, 'total', #users)
redis.call('PEXPIRE', name, kept_ms)
for _, user in ipairs(users) do redis.call('RPUSH', name .. ':to', user) end
if #users > 0 then redis.call('PEXPIRE', name .. ':to', kept_ms) end
redis.call('RPUSH', key('broadcasts'), id)
return { 'started' }
