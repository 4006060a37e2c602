-- Writes a confirmation that can be consumed for ttl_ms. ARGV: id, facts, user, chat, ttl_ms, keep_ms,
-- 'short' where its reseller's purse has too little for it: it is shown again once there is enough
local id, facts, user, chat, ttl_ms, keep_ms, short = unpack(ARGV)
local name = key('confirmation:' .. id)
if redis.call('EXISTS', name) == 0 then
  redis.call('HSET', name, 'facts', facts, 'user', user, 'chat', chat, 'expires', int(now_ms() + tonumber(ttl_ms)),
    'identity', identity())
end
expire_once(name, keep_ms)
if short == 'short' then redis.call('HSET', key('short'), user, id) end
return { 'drafted' }
