-- Keeps one thing more of a person's, of which there may be so many. ARGV: name below the prefix, field, value, most
-- Answers 'kept' or 'full'.
local name, field, value, most = unpack(ARGV)
if redis.call('HEXISTS', key(name), field) == 0 and redis.call('HLEN', key(name)) >= tonumber(most) then
  return { 'full' }
end
redis.call('HSET', key(name), field, value)
return { 'kept' }
