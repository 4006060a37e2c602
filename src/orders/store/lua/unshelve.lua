-- Makes due again what a chat still has to be told: what was shelved (they had blocked the bot), and of what Telegram
-- refused (hash notice -> `first last` refusal, unix ms) all that lay for as long as it had been tried before, but for
-- `shortest` to `longest` ms. It stays in the hash until it is delivered or given up. ARGV: chat, shortest, longest
local chat, shortest, longest = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local list, now, next_ms = key('outbox:' .. chat), now_ms(), nil
local ready = {}
for notice, times in pairs(hash('outbox:refused:' .. chat)) do
  if not redis.call('LPOS', list, notice) then
    local first, last = string.match(times, '^(%d+) (%d+)$')
    local due = last + math.max(shortest, math.min(longest, last - first))
    if due <= now then
      ready[#ready + 1] = { first = tonumber(first), notice = notice }
    elseif next_ms == nil or due < next_ms then
      next_ms = due
    end
  end
end
-- Oldest refusal first: a hash has no order of its own.
table.sort(ready, function(a, b)
  if a.first ~= b.first then return a.first < b.first end
  return a.notice < b.notice
end)
for _, one in ipairs(ready) do redis.call('RPUSH', list, one.notice) end
local was_shelved = redis.call('SISMEMBER', key('outbox:shelved'), chat) == 1
if (was_shelved or #ready > 0) and redis.call('EXISTS', list) == 1 then 
  redis.call('ZADD', key('outbox:due'), 'NX', '0', chat)
end
if next_ms then
  redis.call('ZADD', key('outbox:again'), int(next_ms), chat)
else
  redis.call('ZREM', key('outbox:again'), chat)
  redis.call('SREM', key('outbox:shelved'), chat)
end
return { 'unshelved' }
