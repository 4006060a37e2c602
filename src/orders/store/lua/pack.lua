-- Puts what a final order's hash says into pieces small enough for Redis to keep the hash as one list: a hash that ever held
-- a longer value takes several times as much for good, so it becomes a new one.
-- ARGV: order id, version as it was read, ref or '', line of the ref, then the pieces.
-- Answers 'packed' (by now), or 'moved' (there is no such order, it is not over, or something of it is still to be done).
local id, version, ref, line = unpack(ARGV)
local order = hash('order:' .. id)
if is_packed(order) then return { 'packed' } end
local final = order.name == 'succeeded' or order.name == 'failed'
local undone = order.owes or order.consumes or order.earned or redis.call('ZSCORE', key('unfinished'), id)
if not final or undone or order.version ~= version then return { 'moved' } end

-- Earlier versions let these expire.
redis.call('PERSIST', key('history:' .. order.reseller))
if ref ~= '' then redis.call('PERSIST', own(line, 'ref:' .. ref)) end
for print in (order.numbers or ''):gmatch('%S+') do redis.call('PERSIST', key('number:' .. print)) end
local fields = { 'v', '2', 'name', order.name, 'version', order.version }
if order.correction then
  fields[#fields + 1] = 'correction'
  fields[#fields + 1] = order.correction
end
for place = 5, #ARGV do
  fields[#fields + 1] = place - 5
  fields[#fields + 1] = ARGV[place]
end
-- What a script that died here left.
redis.call('DEL', key('packing'))
redis.call('HSET', key('packing'), unpack(fields))
redis.call('RENAME', key('packing'), key('order:' .. id))
return { 'packed' }
