-- Takes or renews a lease; its epoch counts holders. ARGV: name, holder, ms. Answers {epoch, 0, now} or {0, ms left, now}.
local name, holder, ms = unpack(ARGV)
local lease = hash('lease:' .. name)
local now = now_ms()
local left = (tonumber(lease['until']) or 0) - now
local epoch = tonumber(lease.epoch) or 0
-- With longer to run than it was taken for, it is stale: Redis's clock went back since. (Of a lease without its length
-- we know only ours.)
if left > (tonumber(lease.ms) or tonumber(ms)) and lease.holder ~= holder then left = 0 end
if left > 0 and lease.holder ~= holder then return { 0, left, now } end
if left <= 0 then epoch = epoch + 1 end
redis.call('HSET', key('lease:' .. name), 'holder', holder, 'epoch', epoch, 'until', int(now + tonumber(ms)), 'ms', ms)
return { epoch, 0, now }
