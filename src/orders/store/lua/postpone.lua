-- Makes what is due due later; what is not due any more stays so. ARGV: 'outbox:due' or 'cards', member, until_ms
redis.call('ZADD', key(ARGV[1]), 'XX', ARGV[3], ARGV[2])
return { 'postponed' }
