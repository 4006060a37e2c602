-- What a reseller watches for has come: owed to them and spent in one step, whoever else saw it too.
-- ARGV: user, watch, record as it was read ('' for none), what it becomes ('' to forget it), notices, hour_ms
-- Answers 'told', 'early' (they were told less than hour_ms ago), 'changed' (the record is another one by now) or 'gone'.
local user, watch, record, becomes, notices, hour_ms = unpack(ARGV)
local name, member = key('service-watches:' .. user), user .. ' ' .. watch
local told = key('service-watch-told:' .. member)
local owes = redis.call('HGET', key('service-watches-owed'), member)
if not owes then
  local stands = redis.call('HGET', name, watch)
  if not stands then
    redis.call('SREM', key('service-watches'), member)
    return { 'gone' }
  end
  if stands ~= record then return { 'changed' } end
  if redis.call('EXISTS', told) == 1 then return { 'early' } end
  owes = becomes .. '\n' .. notices
  -- From here on it is owed, letter for letter: whatever this dies of, a repeat does the rest and owes nothing else.
  redis.call('HSET', key('service-watches-owed'), member, owes)
end
becomes, notices = string.match(owes, '^(.-)\n(.*)$')
redis.call('SET', told, '1', 'PX', hour_ms)
owe(notices, now_ms())
if becomes == '' then redis.call('HDEL', name, watch) else redis.call('HSET', name, watch, becomes) end
redis.call('HDEL', key('service-watches-owed'), member)
-- Last: as long as it stands in the index, what is left undone is found.
if becomes == '' then redis.call('SREM', key('service-watches'), member) end
return { 'told' }
