-- Consumes a confirmation and writes its order as `confirmed`, or says what became of it before.
-- ARGV: confirmation id, order id, user, chat, card message id, keep_ms of the consumed confirmation,
-- daily limit in rupiah of who has none of their own ('' for none)
local id, order_id, user, chat, card, keep_ms, usual_limit = unpack(ARGV)
local name = key('confirmation:' .. id)
local confirmation = hash('confirmation:' .. id)
if confirmation.user ~= user or confirmation.chat ~= chat then return { 'gone' } end
if confirmation.done == 'confirmed' then return { 'again' } end
if confirmation.done == 'discarded' then return { 'discarded' } end
local now = now_ms()
if tonumber(confirmation.expires) <= now then return { 'expired', confirmation.facts } end

-- Not taken for now; the confirmation stays good for as long as it lives.
local pause = redis.call('HGET', key('pause'), 'reason')
if pause then return { 'paused', pause } end
local facts = cjson.decode(confirmation.facts)
-- A limit of their own is an amount, or a word for "none".
local limit = tonumber(redis.call('HGET', key('limits'), user) or usual_limit)
if limit then
  local spent = tonumber(redis.call('HGET', key('spent:' .. day_of(now)), user)) or 0
  if spent + facts.priceRupiah > limit then return { 'limit', int(limit), int(spent) } end
end

local order_key = key('order:' .. order_id)
redis.call('HSET', order_key, 'v', 1, 'facts', confirmation.facts, 'confirmed', int(now), 'card', card,
  'reseller', user, 'fingerprint', facts.fingerprint)
local order = { confirmed = int(now) }
enter(order_id, order, 'confirmed', '{"name":"confirmed"}', 'confirmed', id, now)
for _, index in ipairs({ 'history:' .. user, 'open:' .. user }) do
  redis.call('ZADD', key(index), int(now), order_id)
end
redis.call('ZREMRANGEBYSCORE', key('history:' .. user), '-inf', int(now - retention_s * 1000))
redis.call('EXPIRE', key('history:' .. user), retention_s)
local alike = key('alike:' .. facts.fingerprint)
redis.call('ZADD', alike, int(now), order_id .. ':' .. user)
redis.call('EXPIRE', alike, alike_retention_s)

count_confirmed(user, facts.priceRupiah, now)

-- The facts live on in the order only, so that a secret has one place to be erased from.
redis.call('HSET', name, 'done', 'confirmed')
redis.call('HDEL', name, 'facts')
redis.call('PEXPIRE', name, keep_ms)
return { 'confirmed' }
