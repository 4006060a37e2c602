-- Cards show these versions of their orders; older versions need no drawing.
-- ARGV, again and again: order id, version, id of the message that shows it from now on or '' (the one that did)
for i = 1, #ARGV, 3 do
  local id, version, card = ARGV[i], tonumber(ARGV[i + 1]), ARGV[i + 2]
  if card ~= '' and redis.call('EXISTS', key('order:' .. id)) == 1 then redis.call('HSET', key('order:' .. id), 'card', card) end
  local drawn = {}
  for one = 1, version do drawn[one] = id .. '@' .. one end
  redis.call('ZREM', key('cards'), unpack(drawn))
end
return { 'drawn' }
