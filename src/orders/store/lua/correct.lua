-- Records once, beside a final order, that the upstream says otherwise, and tells the operators.
-- ARGV: order id, what the upstream says, notices, why "never placed" is no longer trusted ('' or none: it is)
local id, says, notices, doubt = unpack(ARGV)
local now = now_ms()
local order = hash('order:' .. id)
if not order.name then return { 'gone' } end
if order.correction then
  finish_again(id, order, now)
else
  if doubt and doubt ~= '' then distrust(line_of(order), doubt, now) end
  write(id, order, { 'correction', int(now) .. ' ' .. says }, notices, now)
end
return { 'corrected' }
