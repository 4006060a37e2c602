-- A transaction that was answered to an order which Redis has forgotten since. It is in the mirror before a page shows it:
-- nobody owns it, an equal order finds it before it is sent, and nobody wonders later who else has made it.
-- ARGV: line, mirror retention in s, ref, created_s (0: not known), fingerprint of the order, transaction
local line, mirror_retention_s, ref, created, print, transaction = unpack(ARGV)
if created == '0' then created = int(math.floor(now_ms() / 1000)) end
redis.call('ZADD', key('alike-transactions:' .. print), 'NX', created, ref)
redis.call('EXPIRE', key('alike-transactions:' .. print), mirror_retention_s)
if not redis.call('ZSCORE', own(line, 'mirror'), ref) then
  redis.call('HSET', own(line, 'transaction:' .. ref), 'transaction', transaction, 'fingerprint', print)
  redis.call('EXPIRE', own(line, 'transaction:' .. ref), mirror_retention_s)
  redis.call('ZADD', own(line, 'mirror'), created, ref)
end
redis.call('ZREM', own(line, 'unclaimed'), ref)
return { 'kept' }
