-- Ends a ticket that is not paid. ARGV: id, its reseller or '' for an operator, 'cancelled' or 'refused', by, notices
-- Answers 'ended'; 'before' with how it ended and by whom; 'paid'; 'gone' (none of theirs).
local id, reseller, how, by, notices = unpack(ARGV)
local now = now_ms()
open_books()
tell_of_transfers(now)
local ticket = hash('ticket:' .. id)
if not ticket.total or reseller ~= '' and ticket.reseller ~= reseller then return { 'gone' } end
if is_paid(id, ticket) then
  take_off_list(id, ticket)
  return { 'paid' }
end
if ticket.ended then
  take_off_list(id, ticket)
  return { 'before', ticket.ended, ticket.by }
end
owe(notices, now)
redis.call('HSET', key('ticket:' .. id), 'ended', how, 'by', by)
take_off_list(id, ticket)
return { 'ended' }
