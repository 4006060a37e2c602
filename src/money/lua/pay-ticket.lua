-- An operator says that a ticket's money is there. ARGV: id, rupiah, operator, notices
-- Answers 'paid'; 'before' (it was paid); 'ended' with how and by whom; 'gone'.
local id, rupiah, by, notices = unpack(ARGV)
local now = now_ms()
open_books()
tell_of_transfers(now)
local ticket = hash('ticket:' .. id)
if not ticket.total then return { 'gone' } end
if is_paid(id, ticket) then
  take_off_list(id, ticket)
  return { 'before' }
end
if ticket.ended then return { 'ended', ticket.ended, ticket.by } end
credit('hand:' .. id, 'hand', ticket.reseller, rupiah, id, by, '', notices, now)
take_off_list(id, ticket)
return { 'paid' }
