-- The upstream said that orders follow one another too closely: the gap between them becomes longer.
-- ARGV: line, attempt's token, when it was begun (Redis ms), gap_ms that the upstream named or ''
-- Answers the gap that holds from now on, '' where none is known.
local line, token, sent, named = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local now = now_ms()
local pace = pace_of(line)
local gap, tried = tonumber(pace.gap), tonumber(pace.tried)
-- What was begun before the gap was learnt says nothing of it. A time to come is a clock's that was set back.
if pace.by == token or (tried and tried <= now and sent < tried) then return { gap and int(gap) or '' } end

local before = tonumber(pace.before) or 0
local longer
if named and named + gap_margin_ms > (gap or 0) then
  longer = named + gap_margin_ms
elseif before > (gap or 0) then
  -- It was tried shorter: back at once.
  longer = before
elseif named then
  -- It was kept and is not enough, so what is named counts from elsewhere: from somebody else's order, perhaps.
  longer = math.max(gap, math.min(math.ceil(gap * 5 / 4), named * 2))
else
  longer = math.max(first_guess_ms, (gap or 0) * 2)
end
longer = math.min(longer, longest_gap_ms)
redis.call('HSET', own(line, 'pace'), 'gap', int(longer), 'tried', int(now), 'by', token, 'before', 0)
return { int(longer) }
