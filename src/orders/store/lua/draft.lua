-- Writes a confirmation that can be consumed for ttl_ms. ARGV: id, facts, user, chat, ttl_ms, keep_ms
local id, facts, user, chat, ttl_ms, keep_ms = unpack(ARGV)
local name = key('confirmation:' .. id)
if redis.call('EXISTS', name) == 0 then
  redis.call('HSET', name, 'facts', facts, 'user', user, 'chat', chat, 'expires', int(now_ms() + tonumber(ttl_ms)),
    'identity', identity())
end
expire_once(name, keep_ms)
return { 'drafted' }
