-- Lets a chat go at once. KEYS: session, form, lease. ARGV: the mark of who took it
if redis.call('GET', KEYS[3]) == ARGV[1] then redis.call('DEL', KEYS[3]) end
return { 'left' }
