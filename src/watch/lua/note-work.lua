-- Notes that the bot works. Where that was noted last at least `gap_ms` ago, operators are told from when until when it
-- did not: nobody else can have told them. ARGV: gap_ms, operators (JSON array of chats). Answers 'told' or 'noted'.
local gap_ms, operators = tonumber(ARGV[1]), cjson.decode(ARGV[2])
local now = now_ms()
local last = tonumber(redis.call('GET', key('worked')) or '')
local was_away = last ~= nil and now - last >= gap_ms
if was_away then
  local notice = cjson.encode({ kind = 'was-away', id = 'was-away:' .. int(last), fromMs = last, untilMs = now })
  for _, chat in ipairs(operators) do owe_one({ chat = chat, notice = notice }, now) end
end
-- Last: it says that it was told.
redis.call('SET', key('worked'), int(now))
return { was_away and 'told' or 'noted' }
