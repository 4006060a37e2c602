-- Moves money by hand, once: the transfer's id says what it is for.
-- ARGV: id, debit, credit, rupiah, kind, of, by, why, notices
-- Answers 'done', 'again' (this very one was made before), or 'differs' (another one has its id).
local id, debit, credit, rupiah, kind, of, by, why, notices = unpack(ARGV)
local now = now_ms()
open_books()
tell_of_transfers(now)
local wanted = { debit = debit, credit = credit, rupiah = rupiah, kind = kind, of = of, by = by, why = why }
local made = hash('books:transfer:' .. id)
if not made.phase then
  make_transfer(id, wanted, notices, now)
  return { 'done' }
end
for field, value in pairs(wanted) do
  if made[field] ~= value then return { 'differs' } end
end
return { 'again' }
