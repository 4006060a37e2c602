-- What became of a broadcast for one person. ARGV: id, user, 'reached', 'blocked', 'never-started', 'failed', 'skipped',
-- 'later' or 'quiet' (they are asleep), most tries, when they wake in ms
local id, user, outcome, most_tries, until_ms = unpack(ARGV)
local name = key('broadcast:' .. id)
local list, missed = name .. ':to', name .. ':missed'
local late, member = key('broadcasts:late'), id .. ' ' .. user
local is_late = redis.call('ZSCORE', late, member)
if not is_late and not redis.call('LPOS', list, user) then return { 'known' } end
if outcome == 'quiet' then
  redis.call('ZADD', late, until_ms, member)
  redis.call('LREM', list, 1, user)
  redis.pcall('HINCRBY', name, 'quiet', 1)
  return { 'quiet' }
end
if outcome == 'later' then
  if redis.call('HINCRBY', name, 'tries ' .. user, 1) < tonumber(most_tries) then
    if is_late then
      redis.call('ZADD', late, int(now_ms() + 60000), member)
      return { 'later' }
    end
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
redis.call('ZREM', late, member)
redis.call('LREM', list, 1, user)
redis.pcall('HINCRBY', name, outcome == 'never-started' and 'blocked' or outcome, 1)
return { 'counted' }
