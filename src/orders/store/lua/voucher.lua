-- Before apply.lua. Of vouchers only digests are kept, long enough for one to come a second time.
local voucher_kept_s = 90 * 24 * 3600
-- So often before it is taken as this service's way.
local habit_times = 3

local function service_of(order)
  return cjson.decode(order.facts).service.code
end

-- Whether it has come so often, and at least as often as not, that it is nothing to tell of.
local function is_habit(times, otherwise)
  return times >= habit_times and times >= otherwise
end

-- What is wrong with a success that comes with this voucher ('none': with none), as words of a reply; nil: nothing. Some
-- services never give one, some give the same to the same player: what is a service's way is not told.
-- Answers also which order had it first.
local function voucher_doubt(id, order, voucher)
  local sums = hash(line_mark(line_of(order)) .. 'sums:vouchers:' .. service_of(order))
  local with, without, again = tonumber(sums.with) or 0, tonumber(sums.without) or 0, tonumber(sums.again) or 0
  if voucher == 'none' then
    return with > 0 and not is_habit(without, with) and { 'missing' } or nil
  end
  local by = redis.call('GET', own(line_of(order), 'voucher:' .. voucher)) or nil
  return by and by ~= id and not is_habit(again, with - again) and { 'repeated', by } or nil, by
end

local function keep_voucher(id, order, voucher)
  redis.call('SET', own(line_of(order), 'voucher:' .. voucher), id, 'EX', voucher_kept_s)
end

local function counts_voucher(order, voucher, is_again)
  local sums = own(line_of(order), 'sums:vouchers:' .. service_of(order))
  redis.call('HINCRBY', sums, voucher == 'none' and 'without' or 'with', 1)
  if is_again then redis.call('HINCRBY', sums, 'again', 1) end
  redis.call('EXPIRE', sums, voucher_kept_s)
end

-- Last, and fails nothing: a habit is learnt from the next as well.
local function count_voucher(...) pcall(counts_voucher, ...) end
