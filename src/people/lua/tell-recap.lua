-- Recaps of a day, each owed to one person and noted as told in one step, whoever else saw that it was time.
-- ARGV, again and again: user, day, notices (none: there is nothing to tell)
-- Answers of each 'told' or 'again' (that day was told, or a later one).
local owed, told = key('recaps-owed'), key('recaps-told')

local function tell(user, day, notices)
  local owes = redis.call('HGET', owed, user)
  if not owes then
    local last = tonumber(redis.call('HGET', told, user))
    if last and last >= tonumber(day) then return 'again' end
    owes = day .. '\n' .. notices
    -- From here on it is owed, letter for letter: whatever this dies of, a repeat does the rest and owes nothing else.
    redis.call('HSET', owed, user, owes)
  end
  day, notices = string.match(owes, '^(%d+)\n(.*)$')
  redis.call('HSET', told, user, day)
  owe(notices, now_ms())
  redis.call('HDEL', owed, user)
  return 'told'
end

local reply = {}
for i = 1, #ARGV, 3 do reply[#reply + 1] = tell(ARGV[i], ARGV[i + 1], ARGV[i + 2]) end
return reply
