-- Mirrors what a page or a query showed and answers whose each transaction is ('' for nobody's).
-- ARGV: mirror retention in seconds, then ref, created_at, transaction for each
local mirror_retention_s = tonumber(ARGV[1])
local now_s = math.floor(now_ms() / 1000)
local owners = {}
for i = 2, #ARGV, 3 do
  local ref, created, transaction = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  redis.call('SET', key('transaction:' .. ref), transaction, 'EX', mirror_retention_s)
  redis.call('ZADD', key('mirror'), created, ref)
  local owner = redis.call('GET', key('ref:' .. ref))
  if owner then redis.call('SREM', key('unseen'), owner) end
  owners[#owners + 1] = owner or ''
end
redis.call('ZREMRANGEBYSCORE', key('mirror'), '-inf', int(now_s - mirror_retention_s))
return owners
