-- Removes an order with all that finds it; of what it was paid the books say. Only a packed one: it is over, and all that
-- follows from it was done. ARGV: order id, its state, before_ms (it was confirmed earlier), reseller, chat, ref or '', line
-- of the ref, then prints of its numbers.
-- Answers 'removed', 'gone' (before), or 'kept'.
local id, name, before_ms, reseller, chat, ref, line = unpack(ARGV)
local state = key('state:' .. name)
local order = hash('order:' .. id)
if not order.name then
  redis.call('ZREM', state, id)
  return { 'gone' }
end
local confirmed = redis.call('ZSCORE', state, id)
local undone = order.owes or redis.call('ZSCORE', key('unfinished'), id)
if not is_packed(order) or undone or not confirmed or tonumber(confirmed) >= tonumber(before_ms) then return { 'kept' } end

-- What a blocked chat was never told of it.
local list = key('outbox:' .. chat)
for _, notice in ipairs(redis.call('LRANGE', list, 0, -1)) do
  if string.find(notice, '"orderId":"' .. id .. '"', 1, true) then redis.call('LREM', list, 1, notice) end
end
if redis.call('EXISTS', list) == 0 then redis.call('ZREM', key('outbox:due'), chat) end
redis.call('HDEL', key('hung'), id)
redis.call('ZREM', key('history:' .. reseller), id)
for place = 8, #ARGV do redis.call('ZREM', key('number:' .. ARGV[place]), id .. ':' .. reseller) end
if ref ~= '' and redis.call('GET', own(line, 'ref:' .. ref)) == id then redis.call('DEL', own(line, 'ref:' .. ref)) end
redis.call('DEL', key('order:' .. id))
-- Last: by this index it is found again by who does what a script that died left undone.
redis.call('ZREM', state, id)
return { 'removed' }
