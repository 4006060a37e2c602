-- ⭐ on a service: a favourite, or none any more. The same press again changes nothing: who died before they had heard of
-- it, or before they had said that it was handled, is given it once more.
-- ARGV: user, service, record (JSON), most, press
-- Answers 'added', 'removed' or 'full'.
local user, service, record, most, press = unpack(ARGV)
local name = key('favourites:' .. user)
-- No service is called so: their ids have eight letters.
local last = 'last'
local before, outcome = string.match(redis.call('HGET', name, last) or '', '^(%S+) (%S+)$')
if before == press then
  if outcome == 'removed' then redis.call('HDEL', name, service) end
  return { outcome }
end
local was = redis.call('HEXISTS', name, service) == 1
local others = redis.call('HLEN', name) - (before and 1 or 0)
if not was and others >= tonumber(most) then return { 'full' } end
outcome = was and 'removed' or 'added'
if was then
  redis.call('HSET', name, last, press .. ' ' .. outcome)
  redis.call('HDEL', name, service)
else
  redis.call('HSET', name, last, press .. ' ' .. outcome, service, record)
end
return { outcome }
