-- Prepended to every script. KEYS[1] is the account's prefix, `osimesa:{<account>}:`; every key used has its hash tag.
-- Scripts validate first and write last, and can be run twice: the reply of the first run may have been lost.
local prefix = KEYS[1]
local retention_s = 400 * 24 * 3600
local alike_retention_s = 2 * 24 * 3600
-- Steps that follow one another quickly share one edit of the card.
local card_delay_ms = 700

local function key(name)
  return prefix .. name
end

-- Lua would print 1774522545123 as 1.774522545e+12.
local function int(number)
  return string.format('%.0f', number)
end

local function now_ms()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

-- notices: [{chat, id, notice}]; a repeated notice is not written twice. NX keeps a chat's postponement.
local function owe(notices_json, now)
  for _, owed in ipairs(cjson.decode(notices_json)) do
    local list = key('outbox:' .. owed.chat)
    if not redis.call('LPOS', list, owed.notice) then
      redis.call('RPUSH', list, owed.notice)
    end
    redis.call('ZADD', key('outbox:due'), 'NX', int(now), owed.chat)
  end
end

-- Makes `order` (its key's hash) stand in a new state: the state itself, its line in the timeline, its place in the
-- indexes and its card. `why` has no line break.
local function enter(id, order, to, state, why, token, now)
  local order_key = key('order:' .. id)
  local version = (tonumber(order.version) or 0) + 1
  local line = int(now) .. '\t' .. to .. '\t' .. why .. '\n'
  redis.call('HSET', order_key, 'name', to, 'state', state, 'version', version, 'changed', int(now),
    'timeline', (order.timeline or '') .. line, 'last', token)
  if order.name ~= to then
    if order.name then redis.call('ZREM', key('state:' .. order.name), id) end
    redis.call('ZADD', key('state:' .. to), order.confirmed, id)
  end
  redis.call('ZADD', key('cards'), int(now + card_delay_ms), id .. '@' .. version)
end

-- A hash as a table; an absent one as an empty table.
local function hash(name)
  local flat = redis.call('HGETALL', key(name))
  local fields = {}
  for i = 1, #flat, 2 do fields[flat[i]] = flat[i + 1] end
  return fields
end
