-- An operator's decision on a request: the first one counts. ARGV: user, operator, operator's name,
-- 'accepted' or 'refused', how long who is refused cannot ask again in ms, kept_ms, notices
-- Answers 'decided' or 'before', with what was decided and by whom (id, name); 'gone' when there is no request.
local user, operator, operator_name, decision, refused_ms, kept_ms, notices = unpack(ARGV)
local now = now_ms()
local name = key('request:' .. user)
local request = hash('request:' .. user)
if not request.state then return { 'gone' } end
if request.state ~= 'open' then return { 'before', request.state, request.by, request.by_name } end
-- What is decided is done and told before it stands as decided: a repeat does it again.
if decision == 'accepted' then
  redis.call('HSET', key('roster'), user, 'in ' .. operator .. ' ' .. int(now))
  redis.call('HSET', key('names'), user, request.name)
end
owe(notices, now)
local ends_ms = decision == 'accepted' and kept_ms or refused_ms
redis.call('PEXPIRE', name, ends_ms)
redis.call('HSET', name, 'state', decision, 'by', operator, 'by_name', operator_name, 'until', int(now + tonumber(ends_ms)))
return { 'decided', decision, operator, operator_name }
