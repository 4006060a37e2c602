-- Takes or renews a lease; its epoch counts holders, and changes of Redis's memory. It notes which memory it was held in.
-- ARGV: name, holder, ms, then the memory that this process held it in last and when it did ('' for never). Answers {0, ms left, now}, or {epoch, 0, now, identity, the first identity that was noted here,
-- since when it is this one, from when on the one before may have been forgotten or '' where none was noted}.
local name, holder, ms, known, known_ms = unpack(ARGV)
local lease = hash('lease:' .. name)
local now, memory = now_ms(), identity()
local left = (tonumber(lease['until']) or 0) - now
local epoch = tonumber(lease.epoch) or 0
-- With longer to run than it was taken for, it is stale: Redis's clock went back since. (Of a lease without its length
-- we know only ours.)
if left > (tonumber(lease.ms) or tonumber(ms)) and lease.holder ~= holder then left = 0 end
if left > 0 and lease.holder ~= holder then return { 0, left, now } end

-- Emptied since: what was noted of the memory before is gone with it, but who held the lease in it still knows.
local emptied = not lease.holder and (known or '') ~= ''
if emptied then lease.first, lease.renewed = known, known_ms end
local since, lost, first = lease.since or int(now), lease.lost or '', lease.first or memory
local changed = lease.identity ~= memory
if changed and (lease.identity or emptied) then
  -- What was done after the latest renewal that is remembered may be forgotten. A loss of the last day is not over yet.
  local still = lost ~= '' and now - tonumber(since) < 86400000
  since, lost = int(now), still and lost or lease.renewed
  -- Later epochs may be forgotten too: one of this size none of them had.
  epoch = math.max(epoch, math.floor(now / 1000))
end
if left <= 0 or changed then epoch = epoch + 1 end
redis.call('HSET', key('lease:' .. name), 'holder', holder, 'epoch', epoch, 'until', int(now + tonumber(ms)), 'ms', ms,
  'renewed', int(now), 'identity', memory, 'first', first, 'since', since, 'lost', lost)
return { epoch, 0, now, memory, first, since, lost }
