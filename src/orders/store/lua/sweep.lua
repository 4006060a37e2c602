-- Judges transactions that nobody has claimed for a while: of a watched order, or of somebody else on this account.
-- ARGV: line, wait_ms, strict_ms, operators (JSON array of chats). Answers how many were judged.
local line, wait_ms, strict_ms, operators = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), cjson.decode(ARGV[4])
local now = now_ms()

local function alarm(name, ref, order_id)
  local notice = { kind = 'alarm', id = name .. ':' .. line_mark(line) .. ref, alarm = name, detail = '', ref = ref, orderId = order_id }
  for _, chat in ipairs(operators) do owe_one({ chat = chat, notice = cjson.encode(notice) }, now) end
end

-- While an equal order may still claim it. One in review may stay for days, and a watched order's alarm does not wait so long.
local function may_be_claimed(print, watched)
  local holder = redis.call('HGET', key('holds'), print)
  return holder and not (watched and redis.call('HGET', key('order:' .. holder), 'name') == 'review')
end

-- Nothing fitted this order, so it waits for an operator: what turns up now says that nothing is no proof.
local function was_said_to_be_none(print)
  local holder = redis.call('HGET', key('holds'), print)
  local order = holder and hash('order:' .. holder) or {}
  local why = order.name == 'review' and cjson.decode(order.state).why
  return type(why) == 'table' and why.code == 'none-fits'
end

local judged = 0
for _, ref in ipairs(redis.call('ZRANGEBYSCORE', own(line, 'unclaimed'), '-inf', int(now - wait_ms), 'LIMIT', 0, 100)) do
  local print = redis.call('HGET', own(line, 'transaction:' .. ref), 'fingerprint')
  local watched = print and redis.call('GET', key('watched:' .. print))
  if not print or redis.call('EXISTS', own(line, 'ref:' .. ref)) == 1 then
    redis.call('ZREM', own(line, 'unclaimed'), ref)
  elseif not may_be_claimed(print, watched) then
    judged = judged + 1
    distrust(line, (watched and 'turned-up' or 'account-shared') .. '\t' .. ref, now)
    if watched then
      alarm('watched-transaction', ref, watched)
    else
      -- Told once: while matching is strict already, the operator knows, unless it was this one and the alarm failed.
      local strict = redis.call('GET', own(line, 'strict'))
      redis.call('SET', own(line, 'strict'), ref, 'PX', strict_ms)
      if not strict or strict == ref then alarm('unexplained-transaction', ref) end
    end
    redis.call('ZREM', own(line, 'unclaimed'), ref)
  elseif was_said_to_be_none(print) and redis.call('EXISTS', own(line, 'trust:decisions')) == 1 then
    distrust(line, 'turned-up\t' .. ref, now)
  end
end
return { judged }
