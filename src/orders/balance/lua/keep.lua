-- Keeps a reading of the balance, newest first. ARGV: begun, identity, rupiah, open (JSON), how many are kept, for how
-- long in ms. Answers 'kept' and the reading, or 'void': between its two ends Redis's clock or memory became another.
local begun, under, rupiah, open, kept, kept_ms = unpack(ARGV)
local now = now_ms()
if identity() ~= under or now < tonumber(begun) then return { 'void' } end
-- By hand, and with texts: what Lua would write of a large number is not that number.
local reading = string.format(
  '{"v":1,"begunMs":%s,"endedMs":%s,"rupiah":%s,"identity":%s,"open":%s}',
  begun, int(now), rupiah, cjson.encode(under), open
)
redis.call('LPUSH', key('balance'), reading)
redis.call('LTRIM', key('balance'), 0, tonumber(kept) - 1)
redis.call('PEXPIRE', key('balance'), kept_ms)
-- The first one ever is what the next day's is reckoned from.
redis.call('SETNX', key('balance:reckoned'), reading)
return { 'kept', reading }
