-- Gives a person access or takes it, at once and for good. ARGV: user, 'in' or 'out', where they stand without
-- an operator's word ('in' or 'out'), operator, operator's name, how long who was removed cannot ask in ms, notices, act
-- Answers 'changed', or 'same' when they stood there already.
local user, to, usual, operator, operator_name, refused_ms, notices, act = unpack(ARGV)
if was_done(act) then return { 'same' } end
local now = now_ms()
local stands = string.match(redis.call('HGET', key('roster'), user) or usual, '^%a+')
if stands == to then
  note_done(act)
  return { 'same' }
end
owe(notices, now)
redis.call('DEL', key('request:' .. user))
if to == 'out' then
  redis.call('HSET', key('request:' .. user), 'state', 'refused', 'by', operator, 'by_name', operator_name,
    'until', int(now + tonumber(refused_ms)))
  redis.call('PEXPIRE', key('request:' .. user), refused_ms)
end
-- After all this: it says that it was done.
redis.call('HSET', key('roster'), user, to .. ' ' .. operator .. ' ' .. int(now))
note_done(act)
return { 'changed' }
