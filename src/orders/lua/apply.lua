-- Any other transition of one order, with everything that becomes true in the same instant.
-- ARGV: order id, expected version, token, to, state, why, facts or '', ref or '', holds (1|0), final (1|0),
-- watch_ms (0: not watched), notices
local id, expected, token, to, state, why, facts, ref, holds, final, watch_ms, notices = unpack(ARGV)
local order = hash('order:' .. id)
if order.last == token then return { 'applied' } end
if order.version ~= expected then return { 'conflict' } end
if ref ~= '' then
  local by = redis.call('GET', key('ref:' .. ref))
  if by and by ~= id then return { 'ref-taken', by } end
end

local now = now_ms()
local order_key = key('order:' .. id)
if ref ~= '' then
  redis.call('SET', key('ref:' .. ref), id, 'EX', retention_s)
  redis.call('ZREM', key('unclaimed'), ref)
end
local by = redis.call('HGET', key('holds'), order.fingerprint)
if holds == '1' and not by then
  redis.call('HSET', key('holds'), order.fingerprint, id)
elseif holds == '0' and by == id then
  redis.call('HDEL', key('holds'), order.fingerprint)
end
-- Outstanding are those whose transaction may exist unseen: not one already in the mirror, nor one that is decided.
local seen = to == 'placed' and redis.call('EXISTS', key('transaction:' .. ref)) == 1
if seen or to == 'review' or final == '1' then redis.call('SREM', key('unseen'), id) end
if watch_ms ~= '0' then
  redis.call('SET', key('watched:' .. order.fingerprint), id, 'PX', watch_ms)
  redis.call('SET', key('watching'), id, 'PX', watch_ms)
end
if facts ~= '' then redis.call('HSET', order_key, 'facts', facts) end
enter(id, order, to, state, why, token, now)
if final == '1' then
  redis.call('ZREM', key('open:' .. order.reseller), id)
  redis.call('EXPIRE', order_key, retention_s)
  redis.call('ZREMRANGEBYSCORE', key('state:' .. to), '-inf', int(now - retention_s * 1000))
  count_ended(order, to, state, now)
end
owe(notices, now)
return { 'applied' }
