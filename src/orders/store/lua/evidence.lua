-- What is known of the outcome of one order. ARGV: its line, order id, fingerprint, from_s, to_s (created_at of a match).
-- Answers chain's start, its last page's begin, strict (1|0), why matching is off or '', watched order or '',
-- whether "never placed" is trusted (1|0), matching refs.
local line, id, print, from_s, to_s = unpack(ARGV)
local chain = hash(line_mark(line) .. 'chain')
local watched = redis.call('GET', key('watched:' .. print))
local reply = {
  chain.started or '', chain.last or '', redis.call('EXISTS', own(line, 'strict')),
  redis.call('GET', own(line, 'matching-off')) or '', watched and watched ~= id and watched or '',
  trusted(line) and 1 or 0,
}
for _, ref in ipairs(redis.call('ZRANGEBYSCORE', key('alike-transactions:' .. print), from_s, to_s)) do
  -- Its own claim, of a script that died before it could say `placed`, is no objection.
  local by = redis.call('GET', own(line, 'ref:' .. ref))
  if not by or by == id then reply[#reply + 1] = ref end
end
return reply
