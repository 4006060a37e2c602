-- An operator says that a ticket's money is there. ARGV: id, rupiah, operator, notices, in which $payment stands for what paid
-- Answers 'paid'; 'before' (it was paid); 'ended' with how and by whom; 'gone'.
local id, rupiah, by, notices = unpack(ARGV)
local now = now_ms()
open_books()
tell_of_transfers(now)
local ticket = hash('ticket:' .. id)
if not ticket.total then return { 'gone' } end
if is_paid(id, ticket) then
  take_off_lists(ticket.payment)
  return { 'before' }
end
if ticket.ended then return { 'ended', ticket.ended, ticket.by } end
-- Money that waits with this very sum is what the operator has seen: credited beside it, it would be credited twice.
local payment, method = waiting_with(rupiah)
if not payment then payment, method = 'hand:' .. id, 'hand' end
credit(payment, method, ticket.reseller, rupiah, id, by, '', named(notices, { payment = payment }), now)
take_off_list(id, ticket)
redis.call('ZREM', key('payments:waiting'), payment)
return { 'paid' }
