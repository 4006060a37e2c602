-- Deposits. A reseller announces one by a ticket, whose total no other ticket has; the money is known by that total. Before
-- every script that has to do with tickets or payments.
--
-- ticket:<id>              hash: reseller, amount, total, opened, ends, identity; ended ('cancelled' or 'refused') and by;
--                          payment: what pays it, and it is paid as soon as that payment's transfer stands; consumed: the
--                          payment that was the money an operator had credited by hand
-- tickets:totals           hash: total -> its ticket, until a while after the ticket's end, while its money may still come
-- tickets:released         sorted set by when it is free again: totals
-- tickets:open             sorted set by end: tickets that are neither ended nor paid
-- tickets:open:<reseller>  the same of one reseller
-- payment:<id>             hash: method, rupiah, at, note; state: 'waiting', 'consumed' or 'ignored', once it is that
-- payments:waiting         sorted set by arrival: payments that an operator has to assign
-- memory                   hash: Redis's identity, and since when it is known
local tickets_kept_ms = 400 * 24 * 3600 * 1000
-- More than that many nobody has looked at for long.
local most_waiting = 100

-- The payment makes the transfer, not the ticket: one credit for each, for ever.
local function credit_id(payment)
  return 'deposit:' .. payment
end

local function is_credited(payment)
  return redis.call('EXISTS', key('books:transfer:' .. credit_id(payment))) == 1
end

-- By its own credit: what a script that died was about to pay it with may have been assigned elsewhere since.
local function is_paid(id, ticket)
  return ticket.payment and redis.call('HGET', key('books:transfer:' .. credit_id(ticket.payment)), 'of') == id
end

-- Also of a ticket that is over: it may have been paid by a script that died.
local function take_off_list(id, ticket)
  redis.call('ZREM', key('tickets:open'), id)
  redis.call('ZREM', key('tickets:open:' .. ticket.reseller), id)
end

-- What a script that died after its credit left in the lists.
local function take_off_lists(payment)
  redis.call('ZREM', key('payments:waiting'), payment)
  local id = redis.call('HGET', key('books:transfer:' .. credit_id(payment)), 'of')
  local ticket = id and id ~= '' and hash('ticket:' .. id) or {}
  if ticket.reseller then take_off_list(id, ticket) end
end

-- The oldest payment that waits with this sum, and its method; nil: none does.
local function waiting_with(rupiah)
  for _, payment in ipairs(redis.call('ZRANGE', key('payments:waiting'), 0, most_waiting - 1)) do
    local known = hash('payment:' .. payment)
    local is_over = known.state == 'consumed' or known.state == 'ignored'
    if known.rupiah == rupiah and not is_over and not is_credited(payment) then return payment, known.method end
  end
end

-- In notices $ticket, $reseller and $payment stand for what only a script knows.
local function named(notices, names)
  return (string.gsub(notices, '%$(%a+)', names))
end

-- Money that came, to a reseller's purse. `id`: of the ticket that it pays, or ''.
local function credit(payment, method, reseller, rupiah, id, by, why, notices, now)
  if id ~= '' then redis.call('HSET', key('ticket:' .. id), 'payment', payment) end
  make_transfer(credit_id(payment), {
    debit = 'cash:' .. method, credit = 'purse:' .. reseller, rupiah = rupiah, kind = 'deposit', of = id, by = by, why = why,
  }, notices, now)
end
