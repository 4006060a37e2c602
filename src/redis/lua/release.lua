-- Lets a lease go at once. ARGV: name, holder
local name, holder = unpack(ARGV)
if redis.call('HGET', key('lease:' .. name), 'holder') == holder then
  redis.call('HSET', key('lease:' .. name), 'until', '0')
end
return { 'released' }
