-- A reseller complains of an order, or asks something; the operators are told in the same instant.
-- ARGV: id, subject (`order:<id>` or `person:<id>`), reseller, facts (JSON), notice id, notices, most of one person that
-- are open, kept_ms
-- Answers 'made', 'again' (the same one was made before), 'open' with the one that is open of this subject, or 'full'.
local id, subject, reseller, facts, notice_id, notices, most, kept_ms = unpack(ARGV)
local now = now_ms()
local name, of, mine = key('complaint:' .. id), key('complaint-of:' .. subject), key('complaints:of:' .. reseller)
if redis.call('EXISTS', name) == 1 then
  expire_once(name, kept_ms)
  return { 'again' }
end
local other = redis.call('GET', of)
if other and other ~= id then
  local state, said = unpack(redis.call('HMGET', key('complaint:' .. other), 'state', 'word ' .. id))
  -- What was said of it before stays so, though it may be done by now.
  if state == 'open' or said then return { 'open', other } end
end
for _, index in ipairs({ key('complaints'), mine }) do
  redis.call('ZREMRANGEBYSCORE', index, '-inf', int(now - tonumber(kept_ms)))
end
if not redis.call('ZSCORE', mine, id) and redis.call('ZCARD', mine) >= tonumber(most) then return { 'full' } end
redis.call('ZADD', mine, int(now), id)
redis.call('PEXPIRE', mine, kept_ms)
redis.call('ZADD', key('complaints'), int(now), id)
redis.call('SET', of, id, 'PX', kept_ms)
-- Told before it stands: a repeat that finds it standing tells nobody.
owe(notices, now)
redis.call('HSET', name, 'state', 'open', 'at', int(now), 'facts', facts, 'subject', subject, 'reseller', reseller,
  'notice', notice_id)
expire_once(name, kept_ms)
return { 'made' }
