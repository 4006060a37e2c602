-- Moves a notice that will never be accepted to the dead letters. ARGV: chat, notice, letter, how many letters are kept
local chat, notice, letter, kept = unpack(ARGV)
local list = key('outbox:' .. chat)
if redis.call('LREM', list, 1, notice) == 1 then
  redis.call('LPUSH', key('outbox:dead'), letter)
  redis.call('LTRIM', key('outbox:dead'), 0, kept - 1)
end
if redis.call('EXISTS', list) == 0 then redis.call('ZREM', key('outbox:due'), chat) end
return { 'buried' }
