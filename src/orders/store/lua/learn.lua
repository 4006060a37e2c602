-- Learns from a placed order's own transaction: the offset of the upstream's clock, or that the matching rule is wrong.
-- ARGV: line, ref, created_s, offset_ms, wrong ('' or why), off_ms, operators (JSON array of chats)
local line, ref, created, offset_ms, wrong, off_ms, operators = unpack(ARGV)
if wrong ~= '' then
  distrust(line, 'matching-wrong\t', now_ms())
  redis.call('SET', own(line, 'matching-off'), wrong, 'PX', off_ms)
  -- Told once for as long as it lasts. A key of its own says so, because the rule must be off before it can be told.
  if redis.call('EXISTS', own(line, 'matching-off:told')) == 0 then
    local notice = cjson.encode({ kind = 'alarm', id = 'matching-off:' .. line_mark(line) .. ref, alarm = 'matching-off', detail = wrong, ref = ref })
    for _, chat in ipairs(cjson.decode(operators)) do owe_one({ chat = chat, notice = notice }, now_ms()) end
  end
  redis.call('SET', own(line, 'matching-off:told'), ref, 'PX', off_ms)
end
redis.call('ZADD', own(line, 'offsets'), created, ref .. ' ' .. offset_ms)
redis.call('ZREMRANGEBYRANK', own(line, 'offsets'), 0, -10)
return { 'learned' }
