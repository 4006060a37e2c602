-- Keeps a chat's notices for the person's next update (they blocked the bot). ARGV: chat
redis.call('SADD', key('outbox:shelved'), ARGV[1])
redis.call('ZREM', key('outbox:due'), ARGV[1])
return { 'shelved' }
