-- Any other transition of one order, with everything that becomes true in the same instant.
-- ARGV: order id, expected version, token, to, state, why, facts or '', ref or '', watch_ms (0: not watched), notices,
-- the state it is moved out of (versions are counted anew in another memory; '' or none: any), 'ref' if its own
-- transaction is watched for and not one like it, its bearing on trust (trusting.lua): 'needed' for it, 'earned' or
-- 'lost' by it ('' or none: none), the digest of the voucher it succeeded with ('none': with none; '' or none: it did
-- not), 'told' if the state says what is wrong with that, how it was decided without an answer ('' or none: it was not)
local id, expected, token, to, state, why, facts, ref, watch_ms, notices, from, watched_by, trust, voucher, told, decision = unpack(ARGV)
local now = now_ms()
local order = hash('order:' .. id)
if order.last == token then
  finish_again(id, order, now)
  return { 'applied' }
end
if order.version ~= expected then return { 'conflict' } end
if ref ~= '' then
  local by = redis.call('GET', own(line_of(order), 'ref:' .. ref))
  if by and by ~= id then return { 'ref-taken', by } end
end
if from and from ~= '' and order.name ~= from then return { 'conflict' } end
-- That it was sent may be forgotten.
if order.name == 'confirmed' and to == 'failed' and not remembered(order) then return { 'forgotten' } end
if trust == 'needed' and not trusted(line_of(order)) then return { 'conflict' } end
local first
if voucher and voucher ~= '' then
  local doubt
  doubt, first = voucher_doubt(id, order, voucher)
  if doubt and told ~= 'told' then return { 'doubtful', unpack(doubt) } end
end

-- Written before the state, so that no state stands without them; alone they only make judgement stricter.
if ref ~= '' then redis.call('SET', own(line_of(order), 'ref:' .. ref), id) end
if watch_ms ~= '0' then
  if watched_by == 'ref' then
    local given_back = own(line_of(order), 'given-back')
    redis.call('ZADD', given_back, int(now), id)
    redis.call('ZREMRANGEBYSCORE', given_back, '-inf', int(now - watch_ms))
    redis.call('PEXPIRE', given_back, watch_ms)
  else
    redis.call('SET', key('watched:' .. order.fingerprint), id, 'PX', watch_ms)
  end
  redis.call('SET', own(line_of(order), 'watching'), id, 'PX', watch_ms)
end
if trust == 'lost' then distrust(line_of(order), 'placed-after-all\t' .. id, now) end
if voucher and voucher ~= '' and voucher ~= 'none' and not first then keep_voucher(id, order, voucher) end
local more = facts ~= '' and { 'facts', facts } or {}
if trust == 'earned' then
  more[#more + 1] = 'earned'
  more[#more + 1] = int(now)
end
enter(id, order, to, state, why, token, more, notices, now)
if to == 'succeeded' or to == 'failed' then count_ended(order, now) end
if decision and decision ~= '' then count_decided(order, decision) end
if voucher and voucher ~= '' then count_voucher(order, voucher, first and first ~= id) end
return { 'applied' }
