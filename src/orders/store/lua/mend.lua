-- Does what scripts that died in the middle left undone; for that too it takes what the books do not say yet of orders that
-- were open before there were books. ARGV: how many orders at most, retry_ms
-- Answers how many were mended, then the orders of which something is still left; those are tried again after retry_ms.
local most, retry_ms = unpack(ARGV)
local now = now_ms()
if redis.call('EXISTS', key('books:since')) == 0 then
  for _, name in ipairs(state_names) do
    if money_in[name] == 'pending' then
      for _, id in ipairs(redis.call('ZRANGE', key('state:' .. name), 0, -1)) do
        redis.call('ZADD', key('unfinished'), 'NX', int(now), id)
      end
    end
  end
  redis.call('SET', key('books:since'), int(now))
end
pcall(function()
  open_books()
  tell_of_transfers(now)
end)
local reply = { 0 }
for _, id in ipairs(redis.call('ZRANGEBYSCORE', key('unfinished'), '-inf', int(now), 'LIMIT', 0, most)) do
  local read, order = pcall(hash, 'order:' .. id)
  local opened, held_until = true, nil
  if read and not order.name then opened, held_until = pcall(orphan_until, id, now) end
  if opened and held_until then
    redis.pcall('ZADD', key('unfinished'), int(held_until), id)
  elseif opened and read and finish(id, order, now) then
    reply[1] = reply[1] + 1
  else
    redis.pcall('ZADD', key('unfinished'), int(now + tonumber(retry_ms)), id)
    reply[#reply + 1] = id
  end
end
return reply
