-- The broadcast is over: its operator gets the figures, once, and the first who have not got it. ARGV: id
local id = ARGV[1]
local most_named = 20
if not redis.call('LPOS', key('broadcasts'), id) then return { 'known' } end
local broadcast = hash('broadcast:' .. id)
redis.call('DEL', key('broadcast:' .. id .. ':to'))
if not broadcast.operator then
  redis.call('LREM', key('broadcasts'), 1, id)
  return { 'gone' }
end
local missed = {}
for user, why in pairs(hash('broadcast:' .. id .. ':missed')) do
  missed[#missed + 1] = { userId = tonumber(user), why = why }
end
-- The same each time: a notice is known by its words.
table.sort(missed, function(one, other) return one.userId < other.userId end)
for place = #missed, most_named + 1, -1 do missed[place] = nil end
local notice = cjson.encode({
  kind = 'broadcast-report', id = 'broadcast:' .. id, reached = tonumber(broadcast.reached or 0),
  blocked = tonumber(broadcast.blocked or 0), failed = tonumber(broadcast.failed or 0),
  quiet = tonumber(broadcast.quiet),
  missed = #missed > 0 and missed or nil,
})
owe_one({ chat = broadcast.operator, notice = notice }, now_ms())
redis.call('LREM', key('broadcasts'), 1, id)
return { 'finished' }
