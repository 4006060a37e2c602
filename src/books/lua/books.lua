-- The books: who owes whom, in whole rupiah, by double entry. Before every script that moves money.
--
-- The journal is the truth: each of its lines is one event, written by one RPUSH and never changed. What accounts,
-- transfers and statements say follows from it, line by line, and can be done any number of times: what a script that died
-- left undone, the next one does as it opens the books, before it reads anything in them.
--
-- books:journal           list: phase, transfer's id, when (Redis ms), parted by tabs; of a line that begins a transfer also
--                         debit, credit, rupiah, kind, of, by, why
-- books:followed          how many lines have been followed
-- books:transfer:<id>     phase (pending, then posted or voided; or posted at once), all that its first line says, ended
-- books:account:<name>    debits, credits, pending-debits, pending-credits; line: the last one that is in them
-- books:statement:<name>  sorted set by line, of purses: posted transfer's id and the balance after it, parted by a tab
-- books:days:<name>        sorted set, of purses: day in Jakarta by the first line of the statement that is of it
local function parts_of(text)
  local parts = {}
  for part in string.gmatch(text .. '\t', '([^\t]*)\t') do parts[#parts + 1] = part end
  return parts
end

local function balance_of(account)
  return (tonumber(account.credits) or 0) - (tonumber(account.debits) or 0)
end

-- What an account has that is not held for anything.
local function free_in(name)
  local account = hash('books:account:' .. name)
  return balance_of(account) - (tonumber(account['pending-debits']) or 0)
end

-- One side of a transfer that enters a phase. Answers the balance after it, nil if more has been moved since. `began`: it was
-- pending before.
local function move(name, side, rupiah, phase, began, line)
  local account = hash('books:account:' .. name)
  local last = tonumber(account.line) or 0
  if last > line then return nil end
  if last < line then
    local posted, pending = tonumber(account[side]) or 0, tonumber(account['pending-' .. side]) or 0
    if began then pending = pending - rupiah end
    if phase == 'pending' then pending = pending + rupiah end
    if phase == 'posted' then posted = posted + rupiah end
    account[side] = posted
    redis.call('HSET', key('books:account:' .. name), side, int(posted), 'pending-' .. side, int(pending), 'line', int(line))
  end
  return balance_of(account)
end

local function follow(line, text)
  local phase, id, at, debit, credit, rupiah, kind, of, by, why = unpack(parts_of(text))
  local name, began = key('books:transfer:' .. id), debit == nil
  if began then
    redis.call('HSET', name, 'phase', phase, 'ended', at)
    debit, credit, rupiah = unpack(redis.call('HMGET', name, 'debit', 'credit', 'rupiah'))
  else
    redis.call('HSET', name, 'phase', phase, 'debit', debit, 'credit', credit, 'rupiah', rupiah, 'kind', kind, 'of', of,
      'by', by, 'why', why, 'at', at)
  end
  for _, side in ipairs({ { 'debits', debit }, { 'credits', credit } }) do
    local what, account = side[1], side[2]
    local balance = move(account, what, tonumber(rupiah), phase, began, line)
    if balance and phase == 'posted' and string.sub(account, 1, 6) == 'purse:' then
      redis.call('ZADD', key('books:days:' .. account), 'NX', int(line), jakarta_day(at))
      redis.call('ZADD', key('books:statement:' .. account), int(line), id .. '\t' .. int(balance))
    end
  end
  redis.call('SET', key('books:followed'), int(line))
end

-- Before anything in the books is read or written. What cannot be followed raises: nothing is decided on accounts that do
-- not say all.
local function open_books()
  local followed = tonumber(redis.call('GET', key('books:followed'))) or 0
  for further, text in ipairs(redis.call('LRANGE', key('books:journal'), int(followed), -1)) do
    follow(followed + further, text)
  end
end

local function write_line(...)
  local text = table.concat({ ... }, '\t')
  follow(redis.call('RPUSH', key('books:journal'), text), text)
end

-- Begins a transfer as pending or posted, once: its id says what it is for.
local function begin_transfer(phase, id, transfer, now)
  if redis.call('EXISTS', key('books:transfer:' .. id)) == 1 then return end
  write_line(phase, id, int(now), transfer.debit, transfer.credit, transfer.rupiah, transfer.kind, transfer.of,
    transfer.by, transfer.why)
end

-- Posts or voids a pending one, once.
local function end_transfer(phase, id, now)
  if redis.call('HGET', key('books:transfer:' .. id), 'phase') == 'pending' then write_line(phase, id, int(now)) end
end
