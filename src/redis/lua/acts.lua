-- What an operator sets counts once: it is handled again by whoever takes the update over, and late by a process that
-- slept meanwhile must not undo what the operator did after it. `act`: of the update, '' where it is of none.
local function was_done(act)
  return act ~= '' and redis.call('ZSCORE', key('acts'), act) ~= false
end

-- The last that an act does.
local function note_done(act)
  if act == '' then return end
  local now = now_ms()
  redis.call('ZADD', key('acts'), int(now), act)
  redis.call('ZREMRANGEBYSCORE', key('acts'), '-inf', int(now - 7 * 24 * 3600 * 1000))
end
