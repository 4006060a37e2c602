-- The durable intent: `confirmed` -> `sending`, if this holder has the lease, no equal order is out, there is room and the
-- order before it was begun long enough ago.
-- ARGV: order id, expected version, token, holder, epoch, cap, state, gap_ms by the settings or '' for the learnt one,
-- '1' once orders that followed one another at once were placed
-- Answers a claim with the ms to wait before the next one, '' where that is not known, and the order as it stands.
local id, expected, token, holder, epoch, cap, state, fixed, close = unpack(ARGV)
local now = now_ms()
local order = hash('order:' .. id)
local line = line_of(order)
local pace = pace_of(line)
local gap, shorter = gap_at(pace, fixed, now)
local function claimed(gap)
  local reply = { 'claimed', gap and int(gap) or '' }
  add_order(reply, id)
  return reply
end
-- My own claim, whose reply was lost.
if order.last == token and order.name == 'sending' then
  finish_again(id, order, now)
  return claimed(gap)
end
local lease = hash('lease:engine')
if lease.holder ~= holder or lease.epoch ~= epoch or tonumber(lease['until']) <= now then return { 'lease-lost' } end
if order.name ~= 'confirmed' or order.version ~= expected then return { 'conflict' } end
if not remembered(order) then return { 'forgotten' } end
local by = redis.call('HGET', key('holds'), order.fingerprint)
if by and by ~= id then return { 'held', by } end
-- What is out unseen must fit on one page with three to spare, so that consecutive pages overlap.
local page = tonumber(redis.call('HGET', own(line, 'chain'), 'largest')) or 15
if redis.call('SCARD', own(line, 'unseen')) >= math.max(1, math.min(tonumber(cap), page - 3)) then return { 'full' } end
local last = tonumber(pace.last)
-- A clock that was set back would hold up everybody until it is there again.
if last and last > now then
  redis.call('HSET', own(line, 'pace'), 'last', int(now))
  last = now
end
if last and gap and last + gap > now then return { 'early', int(last + gap - now) } end

-- Before the state: nothing may be sent that is not held and counted, nor too soon after it. Should the state not follow,
-- mend.lua undoes it.
local since = last and now - last or 0
local said = { 'last', int(now), 'paced', int((tonumber(pace.paced) or 0) + math.min(since, math.max(unpaced_ms, math.floor((gap or 0) * 3 / 2)))) }
local learnt
if shorter and since < tonumber(pace.gap) then
  learnt = { 'gap', int(gap), 'before', pace.gap, 'tried', int(now) }
elseif not gap and close == '1' then
  gap, learnt = 0, { 'gap', 0, 'tried', int(now) }
end
for _, word in ipairs(learnt or {}) do said[#said + 1] = word end
redis.call('HSET', own(line, 'pace'), unpack(said))
redis.call('ZADD', own(line, 'turns'), int(now), order.reseller)
redis.call('ZREMRANGEBYRANK', own(line, 'turns'), 0, -1001)
redis.call('ZADD', key('unfinished'), int(now), id)
redis.call('HSET', key('holds'), order.fingerprint, id)
redis.call('SADD', own(line, 'unseen'), id)
enter(id, order, 'sending', state, 'sending', token, {
  'sent', int(now), 'attempt', token, 'attempts', int((tonumber(order.attempts) or 0) + 1),
}, '[]', now)
return claimed(gap)
