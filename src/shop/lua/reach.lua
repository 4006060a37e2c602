-- What became of a broadcast for one person. ARGV: id, user, 'reached', 'blocked', 'failed', 'skipped' or 'later', most tries
local id, user, outcome, most_tries = unpack(ARGV)
local name = key('broadcast:' .. id)
local list = name .. ':to'
if not redis.call('LPOS', list, user) then return { 'known' } end
if outcome == 'later' then
  if redis.call('HINCRBY', name, 'tries ' .. user, 1) < tonumber(most_tries) then
    -- Behind the others first, then away from before them: rather twice in the list than not at all.
    redis.call('RPUSH', list, user)
    redis.call('LREM', list, 1, user)
    return { 'later' }
  end
  outcome = 'failed'
end
redis.call('LREM', list, 1, user)
redis.pcall('HINCRBY', name, outcome, 1)
return { 'counted' }
