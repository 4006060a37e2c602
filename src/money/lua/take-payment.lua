-- Money came in. ARGV: payment, method, rupiah, when in ms, note, the ticket it is for or '' (then it is known by its sum),
-- how long nothing is credited by itself in a new memory in ms, notices for when it is credited, when it was credited by hand
-- before, and when an operator has to assign it; in those $ticket and $reseller stand for what is only known here
-- Answers 'credited' or 'consumed' with the ticket, 'waiting', 'again' (it was taken before), or 'differs' (with another sum).
local payment, method, rupiah, at, note, reference, young_ms, told_credited, told_consumed, told_waiting = unpack(ARGV)
local now = now_ms()
local name = key('payment:' .. payment)

open_books()
tell_of_transfers(now)
local known = hash('payment:' .. payment)
local made = redis.call('HGET', key('books:transfer:' .. credit_id(payment)), 'rupiah')
if (known.rupiah or made or rupiah) ~= rupiah then return { 'differs' } end
if made then
  take_off_lists(payment)
  return { 'again' }
end
if known.state then
  if known.state ~= 'waiting' then redis.call('ZREM', key('payments:waiting'), payment) end
  return { 'again' }
end
-- In the list from the first on: of a script that dies now an operator still sees the money.
redis.call('ZADD', key('payments:waiting'), int(now), payment)
redis.call('HSET', name, 'method', method, 'rupiah', rupiah, 'at', at, 'note', note)

-- A memory that went back may have forgotten a credit: for as long as a ticket lives an operator looks at each.
local memory = hash('memory')
if memory.identity ~= identity() then
  -- Where none is noted yet, the engine's lease knows whether this is the first there ever was. Where it has no note
  -- either, Redis may have been emptied a moment ago: whoever held it says so with its next renewal.
  local before = memory.identity or redis.call('HGET', key('lease:engine'), 'first')
  memory.since = before == identity() and '0' or int(now)
  if before then redis.call('HSET', key('memory'), 'identity', identity(), 'since', memory.since) end
end
local is_young = now - tonumber(memory.since) < tonumber(young_ms)

local id = reference ~= '' and reference or redis.call('HGET', key('tickets:totals'), rupiah)
local ticket = id and hash('ticket:' .. id) or {}
local is_sum = rupiah == ticket.total or reference ~= '' and rupiah == ticket.amount
local paid = is_paid(id, ticket)
-- What an operator credited by hand was this very money.
if is_sum and paid and ticket.payment == 'hand:' .. id and (ticket.consumed or payment) == payment then
  redis.call('HSET', key('ticket:' .. id), 'consumed', payment)
  owe(named(told_consumed, { ticket = id, reseller = ticket.reseller }), now)
  redis.call('HSET', name, 'state', 'consumed')
  redis.call('ZREM', key('payments:waiting'), payment)
  return { 'consumed', id }
end
local is_open = ticket.total and is_sum and not paid and not ticket.ended and tonumber(ticket.ends) > now
if is_open and remembered(ticket) and not is_young then
  local told = named(told_credited, { ticket = id, reseller = ticket.reseller })
  credit(payment, method, ticket.reseller, rupiah, id, '', '', told, now)
  take_off_list(id, ticket)
  redis.call('ZREM', key('payments:waiting'), payment)
  return { 'credited', id }
end
owe(told_waiting, now)
redis.call('HSET', name, 'state', 'waiting')
return { 'waiting' }
