-- Consumes a confirmation without an order. ARGV: confirmation id, order id, user, chat
local id, order_id, user, chat = unpack(ARGV)
local name = key('confirmation:' .. id)
local confirmation = hash('confirmation:' .. id)
if confirmation.user ~= user or confirmation.chat ~= chat then return { 'gone' } end
if confirmation.done == 'confirmed' or redis.call('EXISTS', key('order:' .. order_id)) == 1 then return { 'confirmed' } end
-- An order may have come of it that is forgotten.
if not remembered(confirmation) then return { 'gone' } end
redis.call('HSET', name, 'done', 'discarded')
redis.call('HDEL', name, 'facts')
return { 'discarded' }
