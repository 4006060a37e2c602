-- What a reading of the balance is told with, as its request begins. ARGV: how many open orders it may name.
-- Answers the time, the identity of Redis's memory, and every order that is not over: or '' alone where there are more.
local max_open = tonumber(ARGV[1])
local answer, open = { int(now_ms()), identity() }, 0
for _, name in ipairs({ 'confirmed', 'sending', 'unknown', 'review', 'placed' }) do
  open = open + redis.call('ZCARD', key('state:' .. name))
  if open > max_open then return { answer[1], answer[2], '' } end
  for _, id in ipairs(redis.call('ZRANGE', key('state:' .. name), 0, -1)) do answer[#answer + 1] = id end
end
return answer
