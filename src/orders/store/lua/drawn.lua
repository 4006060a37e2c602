-- The card shows this version of its order; older versions need no drawing. ARGV: order id, version, card message id or ''
local id, version, card = unpack(ARGV)
if card ~= '' and redis.call('EXISTS', key('order:' .. id)) == 1 then redis.call('HSET', key('order:' .. id), 'card', card) end
for drawn = 1, tonumber(version) do redis.call('ZREM', key('cards'), id .. '@' .. drawn) end
return { 'drawn' }
