-- Trust in "no page shows it, so it was never placed". Operators earn it, order by order; whatever says that they or the
-- pages were wrong ends it with one write. trust.lua makes it begin, and tells the operators of both.
-- `trust`: since (only what was decided after it counts), identity (of the memory that counted), on (while orders are
-- decided without a person), over (why that has ended, until the operators were told).
local function distrust(line, why, now)
  redis.call('HSET', own(line, 'trust'), 'since', int(now), 'over', why)
end

local function trusted(line)
  local read, trust = pcall(hash, line_mark(line) .. 'trust')
  return read and trust.on ~= nil and trust.over == nil and trust.identity == identity()
end
