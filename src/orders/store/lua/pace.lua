-- How far apart orders of one line are begun, for confirm.lua, claim.lua and slower.lua. The line's hash `pace`:
-- last    when an order was begun last
-- gap     ms from there to the next one, as learnt; 0: none is needed; absent: not known
-- tried   when that was learnt, or a shorter one tried
-- before  what it was before it was tried shorter
-- by      the attempt whose refusal it was learnt from
-- paced   ms that lay between orders begun, added up: time in which the queue moved, which uses up nobody's time to be sent
local try_shorter_after_ms = 3600 * 1000
local shortest_gap_ms, longest_gap_ms = 250, 300 * 1000
local first_guess_ms = 1000
-- Two requests do not take equally long to the upstream.
local gap_margin_ms = 250
-- Orders that follow one another within this, gap or no gap, follow as fast as can be.
local unpaced_ms = 2000

local function pace_of(line)
  return hash(line_mark(line) .. 'pace')
end

-- What an order notes as it is confirmed; what cannot be read holds up no confirmation.
local function paced_so_far(line)
  local paced = redis.pcall('HGET', own(line, 'pace'), 'paced')
  return type(paced) == 'string' and paced or '0'
end

-- The gap that holds at `now`, nil where none is known; and whether it is shorter than the learnt one, which is tried
-- only by an order that waits for it: after a quiet day nothing would be known of it. `fixed`: by the settings, else ''.
local function gap_at(pace, fixed, now)
  if fixed ~= '' then return tonumber(fixed), false end
  local gap, tried = tonumber(pace.gap), tonumber(pace.tried) or 0
  if not gap or gap == 0 or now - tried < try_shorter_after_ms then return gap, false end
  local shorter = math.floor(gap * 3 / 4)
  return shorter < shortest_gap_ms and 0 or shorter, true
end
