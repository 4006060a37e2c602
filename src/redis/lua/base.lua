-- Prepended to every script. KEYS[1] is the account's prefix, `osimesa:{<account>}:`; every key used has its hash tag.
--
-- Scripts validate first and write last, and can be run twice: the reply of the first run may have been lost. A script
-- can also die at any command (a wrong type, an overflow, a forbidden command), and Redis keeps what it wrote before.
-- So what makes a repeat harmless is written first, and what a repeat can still do comes last.
local prefix = KEYS[1]

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

-- This run of Redis and the history it writes; nil where INFO is forbidden.
local function run_and_history()
  local server, replication = redis.pcall('INFO', 'server'), redis.pcall('INFO', 'replication')
  if type(server) ~= 'string' or type(replication) ~= 'string' then return nil end
  return string.match(server, 'run_id:(%x+)'):sub(1, 12) .. string.match(replication, 'master_replid:(%x+)'):sub(1, 12)
end

-- Which memory this is. It changes when Redis starts anew, is promoted or comes back to its primary: then it may have
-- forgotten what it had acknowledged. Where Redis may not be asked, each connection of a bot is taken for another one
-- (`connected.lua`): none of the three leaves one standing.
local function read_identity()
  return run_and_history() or redis.call('GET', key('connection')) or ''
end

local known_identity
local function identity()
  known_identity = known_identity or read_identity()
  return known_identity
end

-- KEYS[2]: the prefix and the identity that the caller's term began under. What it read is no reason to write elsewhere.
if KEYS[2] and KEYS[2] ~= prefix .. identity() then return redis.error_reply('IDENTITY not the memory this term began in') end

-- Jakarta's clock, as `src/jakarta.ts` has it.
local jakarta_offset_ms = 7 * 3600 * 1000

local function jakarta_day(ms)
  return int(math.floor((tonumber(ms) + jakarta_offset_ms) / 86400000))
end

local function jakarta_hour(ms)
  return math.floor((tonumber(ms) + jakarta_offset_ms) / 3600000) % 24
end

-- A hash as a table; an absent one as an empty table.
local function hash(name)
  local flat = redis.call('HGETALL', key(name))
  local fields = {}
  for i = 1, #flat, 2 do fields[flat[i]] = flat[i + 1] end
  return fields
end

-- Gives a key its time to live if it has none: it was just made, or by a script that died before it could.
local function expire_once(name, ms)
  if redis.call('PTTL', name) == -1 then redis.call('PEXPIRE', name, ms) end
end
