-- Tells operators, once, that orders are about to go for the first time; again only if they are to go sooner than was told.
-- ARGV: for how many days orders are kept, from_ms (none goes earlier), notices. Answers from when they may go.
local days, from, notices = tonumber(ARGV[1]), ARGV[2], ARGV[3]
local told = hash('leaving')
if told.days and tonumber(told.days) <= days then return { told.from } end
owe(notices, now_ms())
-- Last: it says that it was told.
redis.call('HSET', key('leaving'), 'days', int(days), 'from', from)
return { from }
