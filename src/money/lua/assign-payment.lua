-- An operator says whose money it is. ARGV: payment, reseller ('' to ignore it), ticket or '', operator, notices, and those
-- for when it pays a ticket, and how much the operator was shown ('': that does not matter)
-- Answers 'assigned' or 'ignored'; 'before' with 'credited', 'consumed' or 'ignored'; 'gone'.
local payment, reseller, id, by, notices, told_ticket, shown = unpack(ARGV)
local now = now_ms()
open_books()
tell_of_transfers(now)
local name = 'payment:' .. payment
local known = hash(name)
-- It may have been read in another memory, where a bell told of another sum: the notices say that one.
if not known.rupiah or shown ~= '' and shown ~= known.rupiah then return { 'gone' } end
if is_credited(payment) then
  take_off_lists(payment)
  return { 'before', 'credited' }
end
if known.state == 'consumed' or known.state == 'ignored' then
  redis.call('ZREM', key('payments:waiting'), payment)
  return { 'before', known.state }
end
if reseller == '' then
  owe(notices, now)
  redis.call('HSET', key(name), 'state', 'ignored', 'by', by)
  redis.call('ZREM', key('payments:waiting'), payment)
  return { 'ignored' }
end
-- Where no ticket is named, it is of the one with this very sum if that is theirs: left open, its ✅ would credit it again.
if id == '' then id = redis.call('HGET', key('tickets:totals'), known.rupiah) or '' end
local ticket = id ~= '' and hash('ticket:' .. id) or {}
-- A ticket that is paid stays as it is: this is other money.
if ticket.reseller ~= reseller or is_paid(id, ticket) then id = '' end
local told = id == '' and notices or named(told_ticket, { ticket = id, reseller = reseller })
credit(payment, known.method, reseller, known.rupiah, id, by, '', told, now)
if id ~= '' then take_off_list(id, ticket) end
redis.call('ZREM', key('payments:waiting'), payment)
return { 'assigned' }
