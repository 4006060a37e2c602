-- Makes a shelved chat's notices due again. ARGV: chat
if redis.call('SREM', key('outbox:shelved'), ARGV[1]) == 1 then
  redis.call('ZADD', key('outbox:due'), '0', ARGV[1])
end
return { 'unshelved' }
