-- What became of a broadcast for one person. ARGV: id, user, 'reached', 'blocked', 'never-started', 'failed', 'skipped' or
-- 'later', most tries
local id, user, outcome, most_tries = unpack(ARGV)
local name = key('broadcast:' .. id)
local list, missed = name .. ':to', name .. ':missed'
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
if outcome == 'blocked' or outcome == 'never-started' or outcome == 'failed' then
  redis.call('HSET', missed, user, outcome)
  expire_once(missed, 7 * 24 * 3600 * 1000)
end
redis.call('LREM', list, 1, user)
redis.pcall('HINCRBY', name, outcome == 'never-started' and 'blocked' or outcome, 1)
return { 'counted' }
