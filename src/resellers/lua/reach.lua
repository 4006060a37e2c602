-- What became of a broadcast for one person. ARGV: id, user, 'reached', 'blocked', 'failed', 'skipped' or 'later', most tries
local id, user, outcome, most_tries = unpack(ARGV)
local name = key('broadcast:' .. id)
local list = name .. ':to'
if redis.call('LREM', list, 1, user) == 0 then return { 'known' } end
if outcome == 'later' then
  if redis.call('HINCRBY', name, 'tries ' .. user, 1) < tonumber(most_tries) then
    redis.call('RPUSH', list, user)
    return { 'later' }
  end
  outcome = 'failed'
end
redis.call('HINCRBY', name, outcome, 1)
return { 'counted' }
