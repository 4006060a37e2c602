-- Every order confirmed since a moment. ARGV: unix ms, how many at most. Answers their ids, or '' alone where there are more.
local since, most = ARGV[1], tonumber(ARGV[2])
local ids = {}
for _, name in ipairs(state_names) do
  local more = redis.call('ZRANGEBYSCORE', key('state:' .. name), since, '+inf', 'LIMIT', 0, most + 1 - #ids)
  for _, id in ipairs(more) do ids[#ids + 1] = id end
  if #ids > most then return { '' } end
end
return ids
