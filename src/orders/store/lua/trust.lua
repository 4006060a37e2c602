-- Begins the trust in "never placed" (trusting.lua) once operators decided so often enough, does what is left to do after
-- its end, and tells them of both.
-- ARGV: line, how many decisions begin it ('': nobody relies on it), operators (JSON array of chats).
-- Answers whether it is trusted (1|0) and how many decisions count.
local line, wanted, operators = unpack(ARGV)
local now = now_ms()
local name, decisions = own(line, 'trust'), own(line, 'trust:decisions')
local trust = hash(line_mark(line) .. 'trust')

local function tell(phase, why)
  if wanted == '' then return end
  local id = 'trust-' .. phase .. ':' .. line_mark(line) .. trust.since
  local notice = cjson.encode({ kind = 'trust', id = id, phase = phase, detail = why })
  for _, chat in ipairs(cjson.decode(operators)) do owe_one({ chat = chat, notice = notice }, now) end
end

-- In another memory something may be missing that would have ended it, and its clock may be another one.
if trust.identity ~= identity() then
  redis.call('DEL', decisions)
  redis.call('HSET', name, 'identity', identity(), 'since', int(now), 'over', 'memory-changed\t')
  trust = hash(line_mark(line) .. 'trust')
end

local function count()
  return redis.call('ZCOUNT', decisions, '(' .. trust.since, '+inf')
end

if trust.over then
  redis.call('ZREMRANGEBYSCORE', decisions, '-inf', trust.since)
  if trust.on then tell('over', trust.over) end
  redis.call('HDEL', name, 'on', 'over')
elseif not trust.on and wanted ~= '' and count() >= tonumber(wanted) then
  tell('begun', '')
  redis.call('HSET', name, 'on', int(now))
end
return { trusted(line) and 1 or 0, count() }
