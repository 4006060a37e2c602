-- Reminds operators of orders in review: at most once in every_ms, not at night. The first `every` begins when the
-- first order enters review, which was told then. ARGV: every_ms, '1' to stay quiet from 22:00 to 07:00 in Jakarta,
-- operators (JSON array of chats). Answers 'reminded', 'none', 'early' or 'night'.
local every_ms, quiet, operators = tonumber(ARGV[1]), ARGV[2], cjson.decode(ARGV[3])
local now = now_ms()
local open = redis.call('ZCARD', key('state:review'))
if open == 0 then
  redis.call('DEL', key('reminded'))
  return { 'none' }
end
local last = redis.call('GET', key('reminded'))
if not last then
  redis.call('SET', key('reminded'), int(now))
  return { 'early' }
end
-- One in the future was noted by a clock that was set back since.
local since = now - tonumber(last)
if since >= 0 and since < every_ms then return { 'early' } end
local hour = jakarta_hour(now)
if quiet == '1' and (hour >= 22 or hour < 7) then return { 'night' } end
local notice = cjson.encode({ kind = 'reviews', id = 'reviews:' .. int(now), count = open })
for _, chat in ipairs(operators) do owe_one({ chat = chat, notice = notice }, now) end
redis.call('SET', key('reminded'), int(now))
return { 'reminded' }
