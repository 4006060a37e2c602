-- Orders are taken again, and sending may go on. Who was told why it closed is told that it opens, in the same instant:
-- once for each pause, however often and by whom it is ended.
-- ARGV: what they are told (JSON), operator, recipients (JSON array of users), kept_ms of its figures
-- Answers 'resumed' or 'open' (there was no pause), reason and beginning.
local what, operator, recipients, kept_ms = unpack(ARGV)
local pause = hash('pause')
if (pause.reason or '') ~= '' then
  announce('resumed-' .. (pause.at or ''), what, operator, recipients, kept_ms)
end
redis.call('SET', key('resumed'), int(now_ms()))
redis.call('DEL', key('pause'))
return { pause.at and 'resumed' or 'open', pause.reason or '', pause.at or '' }
