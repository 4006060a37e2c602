-- Does what scripts that died in the middle left undone. ARGV: how many orders at most, retry_ms
-- Answers how many were mended, then the orders of which something is still left; those are tried again after retry_ms.
local most, retry_ms = unpack(ARGV)
local now = now_ms()
local reply = { 0 }
for _, id in ipairs(redis.call('ZRANGEBYSCORE', key('unfinished'), '-inf', int(now), 'LIMIT', 0, most)) do
  local read, order = pcall(hash, 'order:' .. id)
  if read and finish(id, order, now) then
    reply[1] = reply[1] + 1
  else
    redis.pcall('ZADD', key('unfinished'), int(now + tonumber(retry_ms)), id)
    reply[#reply + 1] = id
  end
end
return reply
