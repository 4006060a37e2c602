-- Takes or renews the lease of a chat, and reads the chat: who has it sees what everybody before wrote.
-- KEYS: session, form, lease. ARGV: the taker's mark, ms. Answers {'busy', ms left} or {'held', session, form}, '' for none.
local mark, ms = unpack(ARGV)
local holder = redis.call('GET', KEYS[3])
if holder and holder ~= mark then return { 'busy', redis.call('PTTL', KEYS[3]) } end
redis.call('SET', KEYS[3], mark, 'PX', ms)
return { 'held', redis.call('GET', KEYS[1]) or '', redis.call('GET', KEYS[2]) or '' }
