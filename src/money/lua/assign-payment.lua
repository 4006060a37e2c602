-- An operator says whose money it is. ARGV: payment, reseller ('' to ignore it), ticket or '', operator, notices
-- Answers 'assigned' or 'ignored'; 'before' with 'credited', 'consumed' or 'ignored'; 'gone'.
local payment, reseller, id, by, notices = unpack(ARGV)
local now = now_ms()
open_books()
tell_of_transfers(now)
local name = 'payment:' .. payment
local known = hash(name)
if not known.rupiah then return { 'gone' } end
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
-- A ticket that is paid stays as it is: this is other money.
local ticket = id ~= '' and hash('ticket:' .. id) or {}
if not ticket.total or is_paid(id, ticket) then id = '' end
credit(payment, known.method, reseller, known.rupiah, id, by, '', notices, now)
if id ~= '' then take_off_list(id, ticket) end
redis.call('ZREM', key('payments:waiting'), payment)
return { 'assigned' }
