-- Learns from a placed order's own transaction: the offset of the upstream's clock, or that the matching rule is wrong.
-- ARGV: ref, created_s, offset_ms, wrong ('' or why), off_ms, operators (JSON array of chats)
local ref, created, offset_ms, wrong, off_ms, operators = unpack(ARGV)
redis.call('ZADD', key('offsets'), created, ref .. ' ' .. offset_ms)
redis.call('ZREMRANGEBYRANK', key('offsets'), 0, -10)
if wrong ~= '' then
  local new = redis.call('EXISTS', key('matching-off')) == 0
  redis.call('SET', key('matching-off'), wrong, 'PX', off_ms)
  if new then
    local notice = cjson.encode({ kind = 'alarm', id = 'matching-off:' .. ref, alarm = 'matching-off', detail = wrong, ref = ref })
    local owed = {}
    for _, chat in ipairs(cjson.decode(operators)) do owed[#owed + 1] = { chat = chat, notice = notice } end
    if #owed > 0 then owe(cjson.encode(owed), now_ms()) end
  end
end
return { 'learned' }
