-- Writes a confirmation that can be consumed for ttl_ms. ARGV: id, facts, user, chat, ttl_ms, keep_ms,
-- 'short' where its reseller's purse has too little for it: it is shown again once there is enough,
-- prints of the numbers it is for, the equal order of its reseller after which it is to come ('' for none; '*': it asks
-- about none)
local id, facts, user, chat, ttl_ms, keep_ms, short, numbers, knows = unpack(ARGV)
local name = key('confirmation:' .. id)
if redis.call('EXISTS', name) == 0 then
  redis.call('HSET', name, 'facts', facts, 'user', user, 'chat', chat, 'expires', int(now_ms() + tonumber(ttl_ms)),
    'identity', identity(), 'numbers', numbers or '', 'knows', knows or '*')
end
-- After it: a card that was not written is in the way of none before it.
if knows and knows ~= '*' then redis.call('SET', newest_card(user, cjson.decode(facts)), id, 'PX', keep_ms) end
expire_once(name, keep_ms)
if short == 'short' then redis.call('HSET', key('short'), user, id) end
return { 'drafted' }
