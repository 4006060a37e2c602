-- Orders are taken again, and sending may go on. Who was told why it closed is told that it opens, in the same instant:
-- once for each pause, however often and by whom it is ended.
-- ARGV: what they are told (JSON), operator, recipients (JSON array of users), kept_ms of its figures, act
-- Answers 'resumed' or 'open' (there was no pause), reason and beginning; 'over' where the act was done before and the
-- shop was closed again since.
local what, operator, recipients, kept_ms, act = unpack(ARGV)
local pause = hash('pause')
if was_done(act) then return { pause.at and 'over' or 'resumed', '', '' } end
if (pause.reason or '') ~= '' then
  announce('resumed-' .. (pause.at or ''), what, operator, recipients, kept_ms)
end
redis.call('SET', key('resumed'), int(now_ms()))
redis.call('DEL', key('pause'))
note_done(act)
return { pause.at and 'resumed' or 'open', pause.reason or '', pause.at or '' }
