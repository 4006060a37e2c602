-- Mirrors transactions, keeps the chain of pages and answers whose each transaction is ('' for nobody's), each followed by
-- how that order stands (`add_order`).
-- ARGV: line, mirror retention in s, begun (Redis ms when a page's request began; '' for a query by ref), age_ms (how much
-- older than the first page a transaction may look and still be new), then ref, created_s, fingerprint, transaction each.
local line, mirror_retention_s, begun, age_ms = ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4])
local now = now_ms()
local is_page = begun ~= ''
-- What is older was forgotten, and is not new because a slow shop's page shows it still.
local oldest_s = math.floor(now / 1000) - mirror_retention_s
local chain = hash(line_mark(line) .. 'chain')
local known = redis.call('ZCARD', own(line, 'mirror'))
local shown = redis.call('ZCARD', own(line, 'shown'))

local old, shown_again, shares, count = {}, 0, false, 0
for i = 5, #ARGV, 4 do
  local ref = ARGV[i]
  count = count + 1
  if redis.call('ZSCORE', own(line, 'mirror'), ref) then old[ref] = true end
  if redis.call('ZSCORE', own(line, 'shown'), ref) then shown_again = shown_again + 1 end
  if redis.call('ZSCORE', own(line, 'chain:refs'), ref) then shares = true end
end
local old_count = 0
for _ in pairs(old) do old_count = old_count + 1 end

-- Gapless: shares a transaction with the chain, or holds every one that a page has ever shown. Else a new chain starts.
-- Where none was ever shown a page proves nothing: what it leaves out may have come and gone since the last look.
-- A chain starts now, when its first page has surely been read, not when its request began: what came in between may
-- have come and gone. A gap is written first: should this die below, no page follows on one that was never mirrored.
if is_page and chain.started and not shares and not (shown > 0 and shown_again == shown) then
  redis.call('HSET', own(line, 'chain'), 'started', int(now))
  redis.call('DEL', own(line, 'chain:refs'))
end

-- What a search for matches reads comes before the refs by which later pages are recognised as following on this one.
-- One that lies as it was shown is passed over: most of a page does, and each write is an fsync of Redis. So the copy it
-- is compared with is written after what is found by its fingerprint, and it is in `mirror` once all of it is written.
for i = 5, #ARGV, 4 do
  local ref, created, print, transaction = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]
  local copy = old[ref] and hash(line_mark(line) .. 'transaction:' .. ref) or {}
  if copy.transaction ~= transaction or copy.fingerprint ~= print then
    redis.call('ZADD', key('alike-transactions:' .. print), created, ref)
    redis.call('EXPIRE', key('alike-transactions:' .. print), mirror_retention_s)
    redis.call('HSET', own(line, 'transaction:' .. ref), 'transaction', transaction, 'fingerprint', print)
    redis.call('EXPIRE', own(line, 'transaction:' .. ref), mirror_retention_s)
  end
end

local owners = {}
for i = 5, #ARGV, 4 do
  local ref, created = ARGV[i], ARGV[i + 1]
  local owner = redis.call('GET', own(line, 'ref:' .. ref))
  if owner then
    redis.call('SREM', own(line, 'unseen'), owner)
  elseif chain.first and not old[ref] and tonumber(created) > oldest_s and tonumber(created) * 1000 >= tonumber(chain.first) - age_ms then
    redis.call('ZADD', own(line, 'unclaimed'), 'NX', int(now), ref)
  end
  redis.call('ZADD', own(line, 'mirror'), created, ref)
  if is_page then
    redis.call('ZADD', own(line, 'shown'), created, ref)
    redis.call('ZADD', own(line, 'chain:refs'), created, ref)
  end
  owners[#owners + 1] = owner or ''
end

-- That everything up to this page is known is said last.
if is_page then
  local said = { 'last', begun }
  if not chain.started then said = { 'first', begun, 'started', int(now), 'last', begun } end
  -- A page that left something out shows how many a page can hold.
  if old_count < known and count > (tonumber(chain.largest) or 0) then
    said[#said + 1] = 'largest'
    said[#said + 1] = count
  end
  redis.call('HSET', own(line, 'chain'), unpack(said))
end
redis.pcall('ZREMRANGEBYRANK', own(line, 'chain:refs'), 0, -301)
for _, index in ipairs({ 'mirror', 'shown' }) do
  redis.pcall('ZREMRANGEBYSCORE', own(line, index), '-inf', int(oldest_s))
end
local reply = {}
for _, owner in ipairs(owners) do
  reply[#reply + 1] = owner
  if owner ~= '' then add_order(reply, owner) end
end
return reply
