-- Orders are taken again, and sending may go on. Answers 'resumed' or 'open' (there was no pause), reason and beginning.
local pause = hash('pause')
redis.call('SET', key('resumed'), int(now_ms()))
redis.call('DEL', key('pause'))
return { pause.at and 'resumed' or 'open', pause.reason or '', pause.at or '' }
