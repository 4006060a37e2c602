-- Who began these lives, and is done with their turn: no death is counted against them. KEYS: updates in hand. ARGV: ids
for _, id in ipairs(ARGV) do
  local update, times = string.match(redis.call('HGET', KEYS[1], id) or '', '^(.*"times":)(%d+)}$')
  if times then redis.call('HSET', KEYS[1], id, update .. (times - 1) .. '}') end
end
return { 'given back' }
