-- The broadcast is over: its operator gets the figures, once. ARGV: id
local id = ARGV[1]
if not redis.call('LPOS', key('broadcasts'), id) then return { 'known' } end
local broadcast = hash('broadcast:' .. id)
redis.call('DEL', key('broadcast:' .. id .. ':to'))
if not broadcast.operator then
  redis.call('LREM', key('broadcasts'), 1, id)
  return { 'gone' }
end
local notice = cjson.encode({
  kind = 'broadcast-report', id = 'broadcast:' .. id, reached = tonumber(broadcast.reached or 0),
  blocked = tonumber(broadcast.blocked or 0), failed = tonumber(broadcast.failed or 0),
})
owe_one({ chat = broadcast.operator, notice = notice }, now_ms())
redis.call('LREM', key('broadcasts'), 1, id)
return { 'finished' }
