-- Sums of one day, which begins at midnight in Jakarta. An order counts on the day it was confirmed, whenever it ends.
-- Before confirm.lua and apply.lua; each of them counts once for one transition, so nothing is counted twice.
local day_kept_s = 40 * 24 * 3600
local max_services_a_day = 1000
local max_profits_a_day = 5000
-- Times from confirmation to success are counted by these upper bounds; beyond the last, under #bounds + 1.
local done_bounds_s = { 1, 2, 3, 5, 8, 12, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1200, 1800, 3600, 7200, 21600, 86400, 259200 }

local function count(name, field, amount)
  redis.pcall('HINCRBY', name, field, int(amount))
  redis.pcall('EXPIRE', name, day_kept_s)
end

-- In a hash of at most so many fields.
local function count_among(name, most, field, amount)
  if redis.call('HLEN', name) >= most and redis.call('HEXISTS', name, field) == 0 then return end
  count(name, field, amount)
end

local function count_service(services, what, code, amount)
  count_among(services, 3 * max_services_a_day, what .. ' ' .. code, amount)
end

-- Nothing is written where resellers pay what it costs.
local function count_profit(day, order, facts)
  local profit, profits = facts.priceRupiah - charged_for(order, facts), key('sums:' .. day .. ':profits')
  if profit == 0 then return end
  count(key('sums:' .. day), 'profit', profit)
  count_among(profits, max_profits_a_day, 'category ' .. facts.service.category, profit)
  count_among(profits, max_profits_a_day, 'reseller ' .. order.reseller, profit)
end

local function counts_confirmed(reseller, price, now)
  local sums, spent = key('sums:' .. jakarta_day(now)), key('spent:' .. jakarta_day(now))
  count(sums, 'confirmed', 1)
  count(spent, reseller, price)
  count(spent, reseller .. ':orders', 1)
end

-- `order` in its final state, which is entered once.
local function counts_ended(order, now)
  local day = jakarta_day(order.confirmed)
  local sums, spent, services = key('sums:' .. day), key('spent:' .. day), own(line_of(order), 'sums:' .. day .. ':services')
  if redis.call('EXISTS', sums) == 0 then return end
  local facts = cjson.decode(order.facts)
  if order.name == 'succeeded' then
    local took_ms = now - tonumber(order.confirmed)
    local bucket = 1
    while done_bounds_s[bucket] and took_ms > done_bounds_s[bucket] * 1000 do bucket = bucket + 1 end
    count(sums, 'succeeded', 1)
    count(sums, 'rupiah', facts.priceRupiah)
    count(sums, 'done ' .. bucket, 1)
    count_service(services, 'ok', facts.service.code, 1)
    count_service(services, 'ms', facts.service.code, took_ms)
    count_profit(day, order, facts)
    return
  end
  count(spent, order.reseller, -facts.priceRupiah)
  count(spent, order.reseller .. ':orders', -1)
  -- Withdrawn before it was sent: neither a success of the supplier nor a failure.
  local reason = cjson.decode(order.state).failure.reason
  local left = reason ~= 'withdrawn' and reason ~= 'not-sent'
  count(sums, left and 'failed' or 'withdrawn', 1)
  if left then count_service(services, 'bad', facts.service.code, 1) end
end

-- `order` was decided although the upstream never answered it: `decision` says how.
local function counts_decided(order, decision)
  local sums = key('sums:' .. jakarta_day(order.confirmed))
  if redis.call('EXISTS', sums) == 1 then count(sums, 'decided ' .. decision, 1) end
end

-- Sums come last and fail nothing: an order counts for more than a figure.
local function count_confirmed(...) pcall(counts_confirmed, ...) end
local function count_ended(...) pcall(counts_ended, ...) end
local function count_decided(...) pcall(counts_decided, ...) end
