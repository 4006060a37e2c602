-- Starts a broadcast, once. `recipients`: a JSON array of users. Answers 'started' or 'before'.
local function announce(id, what, operator, recipients, kept_ms)
  local name = key('broadcast:' .. id)
  local list = name .. ':to'
  if redis.call('EXISTS', name) == 1 then
    expire_once(name, kept_ms)
    -- Under way once its recipients are known, whatever this died of then.
    if redis.call('EXISTS', list) == 1 and not redis.call('LPOS', key('broadcasts'), id) then
      redis.call('RPUSH', key('broadcasts'), id)
    end
    return 'before'
  end
  local users = cjson.decode(recipients)
  redis.call('DEL', list)
  for _, user in ipairs(users) do redis.call('RPUSH', list, user) end
  if #users > 0 then redis.call('PEXPIRE', list, kept_ms) end
  redis.call('HSET', name, 'what', what, 'operator', operator, 'total', #users)
  expire_once(name, kept_ms)
  redis.call('RPUSH', key('broadcasts'), id)
  return 'started'
end
