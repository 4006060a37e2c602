-- Consumes a confirmation and writes its order as `confirmed`, or says what became of it before.
-- ARGV: confirmation id, order id, user, chat, card message id,
-- daily limit and credit in rupiah of who has none of their own ('' for none), what it costs the reseller by now ('' or
-- none: not known)
local id, order_id, user, chat, card, usual_limit, usual_credit, price_now = unpack(ARGV)
local now = now_ms()
local order = hash('order:' .. order_id)
local confirmation = hash('confirmation:' .. id)
if confirmation.user ~= user or confirmation.chat ~= chat then return { 'gone' } end
-- The order is the proof that a press was taken: its confirmation may not say so yet.
if order.name or confirmation.done == 'confirmed' then
  finish_again(order_id, order, now)
  return { 'again' }
end
if confirmation.done == 'discarded' then return { 'discarded' } end
if not remembered(confirmation) then return { 'forgotten', confirmation.facts } end
if tonumber(confirmation.expires) <= now then return { 'expired', confirmation.facts } end

-- Not taken for now; the confirmation stays good for as long as it lives.
local pause = redis.call('HGET', key('pause'), 'reason')
if pause then return { 'paused', pause } end
local facts = cjson.decode(confirmation.facts)
if price_now and price_now ~= '' and tonumber(price_now) ~= facts.priceRupiah then
  return { 'price', confirmation.facts }
end
-- Something equal that its reseller ordered since, or has on a newer card, whose ✅ may be on its way: asked about first.
if confirmation.knows and confirmation.knows ~= '*' then
  local latest = latest_alike(facts.fingerprint, user)
  if latest and latest ~= confirmation.knows then return { 'alike', latest } end
  local newest = redis.call('GET', newest_card(user, facts))
  if newest and newest ~= id and is_in_the_way(newest, order_id, now) then return { 'newer', newest } end
end
-- A limit of their own is an amount, or a word for "none".
local limit = tonumber(redis.call('HGET', key('limits'), user) or usual_limit)
if limit then
  local spent = tonumber(redis.call('HGET', key('spent:' .. jakarta_day(now)), user)) or 0
  if spent + facts.priceRupiah > limit then return { 'limit', int(limit), int(spent) } end
end

open_books()
-- An earlier run may have died after its hold: then its money is set aside, or was given back and the card is spent.
local held = redis.call('HGET', key('books:transfer:' .. price_id(order_id)), 'phase')
if held == 'voided' then return { 'expired', confirmation.facts } end
local credit = tonumber(redis.call('HGET', key('credits'), user) or usual_credit)
if credit and not held then
  local missing = facts.priceRupiah - credit - free_in('purse:' .. user)
  if missing > 0 then return { 'short', int(missing) } end
end

-- Held before the order is written, so that no second one is promised the same money. Should no order follow, mend.lua
-- gives it back.
redis.call('ZADD', key('unfinished'), int(now), order_id)
begin_price('pending', order_id, user, facts, now)
enter(order_id, order, 'confirmed', '{"name":"confirmed"}', 'confirmed', id, {
  'v', '1', 'facts', confirmation.facts, 'confirmed', int(now), 'card', card, 'reseller', user,
  'line', facts.line or 'game', 'fingerprint', facts.fingerprint, 'consumes', id,
  'paced', paced_so_far(facts.line or 'game'),
  'identity', identity(), 'numbers', confirmation.numbers or '',
}, '[]', now)
count_confirmed(user, facts.priceRupiah, now)
return { 'confirmed' }
