-- The balance was reckoned up to a reading, from which the next day is. ARGV: when the reading ended that it was reckoned
-- from, the reading it was reckoned up to, notices. Answers 'told', or 'known' where another was here first, or this one.
local from, to, notices = unpack(ARGV)
local last = redis.call('GET', key('balance:reckoned')) or ''
if string.match(last, '"endedMs":(%d+)') ~= from then return { 'known' } end
owe(notices, now_ms())
redis.call('SET', key('balance:reckoned'), to)
return { 'told' }
