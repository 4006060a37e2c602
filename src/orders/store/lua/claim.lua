-- The durable intent: `confirmed` -> `sending`, if this holder has the lease, no equal order is out and there is room.
-- ARGV: order id, expected version, token, holder, epoch, cap, state
local id, expected, token, holder, epoch, cap, state = unpack(ARGV)
local now = now_ms()
local order = hash('order:' .. id)
-- My own claim, whose reply was lost.
if order.last == token and order.name == 'sending' then
  finish_again(id, order, now)
  return { 'claimed' }
end
local lease = hash('lease:engine')
if lease.holder ~= holder or lease.epoch ~= epoch or tonumber(lease['until']) <= now then return { 'lease-lost' } end
if order.name ~= 'confirmed' or order.version ~= expected then return { 'conflict' } end
if not remembered(order) then return { 'forgotten' } end
local by = redis.call('HGET', key('holds'), order.fingerprint)
if by and by ~= id then return { 'held', by } end
-- What is out unseen must fit on one page with three to spare, so that consecutive pages overlap.
local page = tonumber(redis.call('HGET', own(line_of(order), 'chain'), 'largest')) or 15
if redis.call('SCARD', own(line_of(order), 'unseen')) >= math.max(1, math.min(tonumber(cap), page - 3)) then return { 'full' } end

-- Before the state: nothing may be sent that is not held and counted. Should the state not follow, mend.lua undoes it.
redis.call('ZADD', key('unfinished'), int(now), id)
redis.call('HSET', key('holds'), order.fingerprint, id)
redis.call('SADD', own(line_of(order), 'unseen'), id)
enter(id, order, 'sending', state, 'sending', token, {
  'sent', int(now), 'attempt', token, 'attempts', int((tonumber(order.attempts) or 0) + 1),
}, '[]', now)
return { 'claimed' }
