-- An operator's decision on a request: the first one counts. ARGV: user, operator, operator's name,
-- 'accepted' or 'refused', how long who is refused cannot ask again in ms, kept_ms, notices
-- Answers 'decided' or 'before', with what was decided and by whom (id, name); 'gone' when there is no request.
local user, operator, operator_name, decision, refused_ms, kept_ms, notices = unpack(ARGV)
local now = now_ms()
local name = key('request:' .. user)
local request = hash('request:' .. user)
if not request.state then return { 'gone' } end
if request.state ~= 'open' then return { 'before', request.state, request.by, request.by_name } end
redis.call('HSET', name, 'state', decision, 'by', operator, 'by_name', operator_name)
if decision == 'accepted' then
  redis.call('HSET', key('roster'), user, 'in ' .. operator .. ' ' .. int(now))
  redis.call('HSET', key('names'), user, request.name)
  redis.call('PEXPIRE', name, kept_ms)
else
  redis.call('HSET', name, 'until', int(now + tonumber(refused_ms)))
  redis.call('PEXPIRE', name, refused_ms)
end
owe(notices, now)
return { 'decided', decision, operator, operator_name }
