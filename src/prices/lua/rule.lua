-- Sets a field of the rules, or takes it out. ARGV: field, value ('' to take it out), mark, how many fields there may be, act
-- Answers 'set', or 'full'.
local field, value, mark, most, act = unpack(ARGV)
if was_done(act) then return { 'set' } end
local rules = key('price-rules')
if value ~= '' and redis.call('HEXISTS', rules, field) == 0 and redis.call('HLEN', rules) >= tonumber(most) then
  return { 'full' }
end
-- First: by it every process sees that the rules have changed, and reads them again. Of one that did not change that is
-- no harm.
redis.call('HSET', key('levels'), 'rules', mark)
if value == '' then redis.call('HDEL', rules, field) else redis.call('HSET', rules, field, value) end
note_done(act)
return { 'set' }
