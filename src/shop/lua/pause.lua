-- No orders are taken from now on. ARGV: reason (may be empty), operator, act
-- Answers 'paused', or 'over' where the act was done before and its pause has ended since.
local reason, operator, act = unpack(ARGV)
if was_done(act) then return { redis.call('EXISTS', key('pause')) == 1 and 'paused' or 'over' } end
redis.call('HSET', key('pause'), 'reason', reason, 'by', operator, 'at', int(now_ms()))
note_done(act)
return { 'paused' }
