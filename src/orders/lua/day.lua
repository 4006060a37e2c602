-- Sums of one day, which begins at midnight in Jakarta. An order counts on the day it was confirmed, whenever it ends.
-- Before confirm.lua and apply.lua; each of them runs once for one transition, so nothing is counted twice.
local day_kept_s = 40 * 24 * 3600
local max_services_a_day = 1000
-- Times from confirmation to success are counted by these upper bounds; beyond the last, under #bounds + 1.
local done_bounds_s = { 1, 2, 3, 5, 8, 12, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1200, 1800, 3600, 7200, 21600, 86400, 259200 }

local function day_of(ms)
  return int(math.floor((tonumber(ms) + 25200000) / 86400000))
end

local function count_confirmed(reseller, price, now)
  local sums, spent = key('sums:' .. day_of(now)), key('spent:' .. day_of(now))
  redis.call('HINCRBY', sums, 'confirmed', 1)
  redis.call('HINCRBY', spent, reseller, int(price))
  redis.call('HINCRBY', spent, reseller .. ':orders', 1)
  redis.call('EXPIRE', sums, day_kept_s)
  redis.call('EXPIRE', spent, day_kept_s)
end

local function count_service(services, what, code, amount)
  local field = what .. ' ' .. code
  if redis.call('HLEN', services) >= 3 * max_services_a_day and redis.call('HEXISTS', services, field) == 0 then return end
  redis.call('HINCRBY', services, field, int(amount))
  redis.call('EXPIRE', services, day_kept_s)
end

-- `order` as it stood before: a final state is entered once.
local function count_ended(order, to, state, now)
  local day = day_of(order.confirmed)
  local sums, spent, services = key('sums:' .. day), key('spent:' .. day), key('sums:' .. day .. ':services')
  if redis.call('EXISTS', sums) == 0 then return end
  local facts = cjson.decode(order.facts)
  if to == 'succeeded' then
    local took_ms = now - tonumber(order.confirmed)
    local bucket = 1
    while done_bounds_s[bucket] and took_ms > done_bounds_s[bucket] * 1000 do bucket = bucket + 1 end
    redis.call('HINCRBY', sums, 'succeeded', 1)
    redis.call('HINCRBY', sums, 'rupiah', int(facts.priceRupiah))
    redis.call('HINCRBY', sums, 'done ' .. bucket, 1)
    count_service(services, 'ok', facts.service.code, 1)
    count_service(services, 'ms', facts.service.code, took_ms)
    return
  end
  redis.call('HINCRBY', spent, order.reseller, int(-facts.priceRupiah))
  redis.call('HINCRBY', spent, order.reseller .. ':orders', -1)
  -- Withdrawn before it was sent: neither a success of the supplier nor a failure.
  local withdrawn = cjson.decode(state).failure.reason == 'withdrawn'
  redis.call('HINCRBY', sums, withdrawn and 'withdrawn' or 'failed', 1)
  if not withdrawn then count_service(services, 'bad', facts.service.code, 1) end
end
