-- Keeps a chat for longer. KEYS: session, form, lease. ARGV: the mark of who took it, ms
if redis.call('GET', KEYS[3]) ~= ARGV[1] then return { 'lost' } end
redis.call('PEXPIRE', KEYS[3], ARGV[2])
return { 'kept' }
