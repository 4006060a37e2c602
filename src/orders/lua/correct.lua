-- Records once, beside a final order, that the upstream says otherwise, and tells the operators.
-- ARGV: order id, what the upstream says, notices
local id, says, notices = unpack(ARGV)
local now = now_ms()
if redis.call('HSETNX', key('order:' .. id), 'correction', int(now) .. ' ' .. says) == 1 then owe(notices, now) end
return { 'corrected' }
