-- The durable intent: `confirmed` -> `sending`, if this holder has the lease, no equal order is out and there is room.
-- ARGV: order id, expected version, token, holder, epoch, cap, state
local id, expected, token, holder, epoch, cap, state = unpack(ARGV)
local order = hash('order:' .. id)
-- My own claim, whose reply was lost.
if order.last == token and order.name == 'sending' then return { 'claimed' } end
local now = now_ms()
local lease = hash('lease:engine')
if lease.holder ~= holder or lease.epoch ~= epoch or tonumber(lease['until']) <= now then return { 'lease-lost' } end
if order.name ~= 'confirmed' or order.version ~= expected then return { 'conflict' } end
local by = redis.call('HGET', key('holds'), order.fingerprint)
if by and by ~= id then return { 'held', by } end
-- What is out unseen must fit on one page with three to spare, so that consecutive pages overlap.
local page = tonumber(redis.call('HGET', key('chain'), 'largest')) or 15
if redis.call('SCARD', key('unseen')) >= math.max(1, math.min(tonumber(cap), page - 3)) then return { 'full' } end

redis.call('HSET', key('order:' .. id), 'sent', int(now))
redis.call('HSET', key('holds'), order.fingerprint, id)
redis.call('SADD', key('unseen'), id)
enter(id, order, 'sending', state, 'sending', token, now)
return { 'claimed' }
