-- Puts aside a notice that Telegram refused. For `keep_ms` after it was refused first it is tried again (`unshelve`),
-- then it goes to the dead letters; 0: at once. ARGV: chat, notice, letter, how many are kept, keep_ms, shortest_ms.
-- Answers 'refused' (for the first time), 'again', 'buried' (for good) or 'gone' (it is not in the chat's list).
local chat, notice, letter, kept = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
local keep_ms, shortest_ms = tonumber(ARGV[5]), tonumber(ARGV[6])
local list, refused = key('outbox:' .. chat), key('outbox:refused:' .. chat)
local outcome = 'gone'
if redis.call('LPOS', list, notice) then
  local now = now_ms()
  local times = redis.call('HGET', refused, notice)
  local first = times and tonumber(string.match(times, '^%d+')) or now
  if now - first < keep_ms and redis.call('HLEN', refused) < kept then
    outcome = times and 'again' or 'refused'
    redis.call('HSET', refused, notice, int(first) .. ' ' .. int(now))
    local again = tonumber(redis.call('ZSCORE', key('outbox:again'), chat) or 'inf')
    if now + shortest_ms < again then redis.call('ZADD', key('outbox:again'), int(now + shortest_ms), chat) end
    redis.call('SADD', key('outbox:shelved'), chat)
  else
    outcome = 'buried'
    redis.call('LPUSH', key('outbox:dead'), letter)
    redis.call('LTRIM', key('outbox:dead'), 0, kept - 1)
    redis.call('HDEL', refused, notice)
  end
  -- Last, so that dying before it only repeats this.
  redis.call('LREM', list, 1, notice)
end
if redis.call('EXISTS', list) == 0 then redis.call('ZREM', key('outbox:due'), chat) end
return { outcome }
