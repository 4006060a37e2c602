-- Opens a ticket. ARGV: id, reseller, amount, where to begin to look for a free total (1 to 999 above the amount), how long
-- it is open and how long its total stays its own after that in ms, most open tickets of one reseller, notices
-- Answers 'opened' or 'again' with total and end; 'many' (enough are open) or 'full' (no total is free).
local id, reseller, amount, first, open_ms, late_ms, most, notices = unpack(ARGV)
local now = now_ms()
local ticket = hash('ticket:' .. id)
if ticket.total then
  expire_once(key('ticket:' .. id), tickets_kept_ms)
  return { 'again', ticket.total, ticket.ends }
end

for _, free in ipairs(redis.call('ZRANGEBYSCORE', key('tickets:released'), '-inf', int(now))) do
  redis.call('HDEL', key('tickets:totals'), free)
  redis.call('ZREM', key('tickets:released'), free)
end
redis.call('ZREMRANGEBYSCORE', key('tickets:open'), '-inf', int(now))
redis.call('ZREMRANGEBYSCORE', key('tickets:open:' .. reseller), '-inf', int(now))
if redis.call('ZCARD', key('tickets:open:' .. reseller)) >= tonumber(most) then return { 'many' } end

-- None that is round: who pays without a ticket, or forgets its last digits, pays such a sum, and it would be credited to
-- whoever has a ticket with it.
local total
for step = 0, 998 do
  local candidate = int(tonumber(amount) + (tonumber(first) - 1 + step) % 999 + 1)
  local owner = redis.call('HGET', key('tickets:totals'), candidate)
  if candidate % 100 ~= 0 and (not owner or owner == id) then
    total = candidate
    break
  end
end
if not total then return { 'full' } end

local ends = int(now + tonumber(open_ms))
redis.call('ZADD', key('tickets:released'), int(now + tonumber(open_ms) + tonumber(late_ms)), total)
redis.call('HSET', key('tickets:totals'), total, id)
redis.call('ZADD', key('tickets:open'), ends, id)
redis.call('ZADD', key('tickets:open:' .. reseller), ends, id)
-- Told before it stands: who opens it again while it stands tells nobody.
owe(notices, now)
redis.call('HSET', key('ticket:' .. id), 'reseller', reseller, 'amount', amount, 'total', total, 'opened', int(now),
  'ends', ends, 'identity', identity())
redis.call('PEXPIRE', key('ticket:' .. id), tickets_kept_ms)
return { 'opened', total, ends }
