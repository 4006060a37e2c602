-- Prepended to every script that moves orders or owes notices, after base.lua, books.lua and money.lua.
local alike_retention_s = 2 * 24 * 3600
-- More equal orders than this need no counting (`reader.ts`).
local most_alike = 100
-- A consumed confirmation answers with its order for so long.
local consumed_kept_ms = 48 * 3600 * 1000
-- Steps that follow one another quickly share one edit of the card.
local card_delay_ms = 700
-- Of those that earn trust; it needs fewer.
local most_decisions = 100
local state_names = { 'confirmed', 'sending', 'unknown', 'review', 'placed', 'succeeded', 'failed' }

-- What stands before a line's names: nothing for `game`, which was there first (`line.ts`).
local function line_mark(line)
  return line == 'game' and '' or line .. ':'
end

-- Names of what each line of the upstream has for itself: of two lines the same ref is two transactions.
local function own(line, name)
  return key(line_mark(line) .. name)
end

-- `order`: its hash. The first version wrote no line.
local function line_of(order)
  return order.line or 'game'
end

-- A final order of long ago: what its hash says but for this much stands in pieces (`packed-order.ts`), and all that
-- follows from it was done before.
local function is_packed(order)
  return order.v == '2'
end

-- Whether this order or card was written in the memory that Redis has now; if not, what became of it may be forgotten.
-- The first version noted no identity: what it wrote is of the one that was noted first.
local function remembered(hash)
  local born = hash.identity or redis.call('HGET', key('lease:engine'), 'first')
  return not born or born == identity()
end

-- What a reader has of an order, in the order in which it reads it (`stored-order.ts`).
local told_fields = { 'v', 'facts', 'state', 'version', 'confirmed', 'sent', 'changed', 'attempt', 'attempts', 'identity', 'paced', 'card', 'timeline' }

-- Adds to an answer how an order stands: these, '' for what it has not; only one '' for an order that is over, or that
-- cannot be read here.
local function add_order(reply, id)
  local fields = redis.pcall('HMGET', key('order:' .. id), 'name', unpack(told_fields))
  local name, v = fields[1], fields[2]
  if not v or v == '' or name == 'succeeded' or name == 'failed' then
    reply[#reply + 1] = ''
    return
  end
  for place = 1, #told_fields do reply[#reply + 1] = fields[place + 1] or '' end
end

-- The newest card that a reseller was shown of this.
local function newest_card(user, facts)
  return key('card:' .. user .. ':' .. facts.fingerprint)
end

-- Whether ✅ of a newer card can still come to something, and not just after this order.
local function is_in_the_way(confirmation_id, order_id, now)
  local card = hash('confirmation:' .. confirmation_id)
  return not card.done and (tonumber(card.expires) or 0) > now and card.knows ~= order_id
end

-- The latest order of a reseller that cannot be told apart from this; nil: none in two days, or nobody can say.
local function latest_alike(fingerprint, user)
  local alike = redis.pcall('ZREVRANGE', key('alike:' .. fingerprint), 0, most_alike - 1)
  for _, member in ipairs(alike) do
    local id, reseller = member:match('^([^:]*):(.*)$')
    if reseller == user then return id end
  end
end

-- A notice already in its chat's list is not written twice. NX keeps a chat's postponement.
local function owe_one(owed, now)
  local list = key('outbox:' .. owed.chat)
  if not redis.call('LPOS', list, owed.notice) then redis.call('RPUSH', list, owed.notice) end
  redis.call('ZADD', key('outbox:due'), 'NX', int(now), owed.chat)
end

-- notices: [{chat, notice}]. Before the write that says they were owed, so that a repeat owes them again.
local function owe(notices_json, now)
  for _, owed in ipairs(cjson.decode(notices_json)) do owe_one(owed, now) end
end

-- What transfers owe that do not follow from an order is written down before they are made (`untold`: transfer -> notices),
-- and owed once they stand; of one that was never made nothing is. Of scripts that died too.
local function tell_of_transfers(now)
  local untold, ids = hash('books:untold'), {}
  for id in pairs(untold) do ids[#ids + 1] = id end
  table.sort(ids)
  for _, id in ipairs(ids) do
    local made = redis.call('EXISTS', key('books:transfer:' .. id)) == 1
    -- A chat that nothing can be owed to holds up nobody's money.
    if not made or pcall(owe, untold[id], now) then redis.call('HDEL', key('books:untold'), id) end
  end
end

-- Such a transfer, made at once. Before it the books are open and nothing is untold.
local function make_transfer(id, transfer, notices, now)
  redis.call('HSET', key('books:untold'), id, notices)
  begin_transfer('posted', id, transfer, now)
  tell_of_transfers(now)
end

-- An order moves by one HSET of its hash, which says in `owes` what notices it owes and in `consumes` whose
-- confirmation it is. All the rest follows from the hash, can be done any number of times, and no failure in it fails
-- the script: what could not be done leaves the order in `unfinished`, for a repeat or for mend.lua.
-- Answers whether nothing is left to do. `order`: its hash as it stands.
local function finish_unguarded(id, order, now)
  local order_key, line = key('order:' .. id), line_of(order)
  local complete = true
  local function attempt(...)
    local reply = redis.pcall(...)
    local failed = type(reply) == 'table' and reply.err
    if failed then complete = false end
    return not failed and reply
  end
  -- Earlier versions let it expire; what orders leave goes with them (remove.lua).
  local function keep_for_good(name)
    attempt('PERSIST', key(name))
  end

  if order.owes then
    local kept = {}
    for _, owed in ipairs(cjson.decode(order.owes)) do
      if not pcall(owe_one, owed, now) then kept[#kept + 1] = owed end
    end
    if #kept == 0 then
      attempt('HDEL', order_key, 'owes')
    else
      attempt('HSET', order_key, 'owes', cjson.encode(kept))
      complete = false
    end
  end
  if order.name and not is_packed(order) then
    local final = order.name == 'succeeded' or order.name == 'failed'
    for _, name in ipairs(state_names) do
      if name == order.name then
        attempt('ZADD', key('state:' .. name), order.confirmed, id)
      else
        attempt('ZREM', key('state:' .. name), id)
      end
    end

    -- A second order with this fingerprint could not be told apart upstream.
    local holds = order.name == 'sending' or order.name == 'unknown' or order.name == 'review'
    if holds then
      attempt('HSETNX', key('holds'), order.fingerprint, id)
    elseif attempt('HGET', key('holds'), order.fingerprint) == id then
      attempt('HDEL', key('holds'), order.fingerprint)
    end

    -- Outstanding are those whose transaction may exist unseen: not one already in the mirror, nor one that is decided,
    -- nor one that was sent, if at all, in a memory that is lost: as many of these as there may be.
    local ref = order.name == 'placed' and cjson.decode(order.state).ref
    if order.sent and (order.name == 'sending' or order.name == 'unknown') then
      attempt('SADD', own(line, 'unseen'), id)
    elseif not ref or attempt('EXISTS', own(line, 'transaction:' .. ref)) == 1 then
      attempt('SREM', own(line, 'unseen'), id)
    end
    if ref then attempt('ZREM', own(line, 'unclaimed'), ref) end

    if order.consumes then
      attempt('ZADD', key('history:' .. order.reseller), order.confirmed, id)
      keep_for_good('history:' .. order.reseller)
      attempt('ZADD', key('alike:' .. order.fingerprint), order.confirmed, id .. ':' .. order.reseller)
      attempt('EXPIRE', key('alike:' .. order.fingerprint), alike_retention_s)
      for print in (order.numbers or ''):gmatch('%S+') do
        attempt('ZADD', key('number:' .. print), order.confirmed, id .. ':' .. order.reseller)
        keep_for_good('number:' .. print)
      end
      -- The facts live on in the order only, so that a secret has one place to be erased from.
      local confirmation = key('confirmation:' .. order.consumes)
      if attempt('EXISTS', confirmation) == 1 then
        attempt('HSET', confirmation, 'done', 'confirmed')
        attempt('HDEL', confirmation, 'facts')
        attempt('PEXPIRE', confirmation, consumed_kept_ms)
      end
      if complete then attempt('HDEL', order_key, 'consumes') end
    end
    if not pcall(settle_money, id, order, now) then complete = false end
    -- An operator's decision that earns trust (trusting.lua). Of a set: however often this is done, it counts once.
    if order.earned then
      local counted = not remembered(order) or attempt('ZADD', own(line, 'trust:decisions'), order.earned, id)
      attempt('ZREMRANGEBYRANK', own(line, 'trust:decisions'), 0, -1 - most_decisions)
      if counted then attempt('HDEL', order_key, 'earned') end
    end
    if final then
      attempt('ZREM', key('open:' .. order.reseller), id)
    else
      attempt('ZADD', key('open:' .. order.reseller), order.confirmed, id)
    end
    attempt('ZADD', key('cards'), int(now + card_delay_ms), id .. '@' .. order.version)
  end
  if complete then attempt('ZREM', key('unfinished'), id) end
  return complete
end

local function finish(...)
  local ran, complete = pcall(finish_unguarded, ...)
  return ran and complete
end

-- The order's last write was this very one: what it left undone is done now.
local function finish_again(id, order, now)
  if redis.pcall('ZSCORE', key('unfinished'), id) then finish(id, order, now) end
end

-- Writes fields (a flat list) to the order's hash together with the notices they owe, then does the rest.
local function write(id, order, fields, notices_json, now)
  local notices = order.owes and cjson.decode(order.owes) or {}
  for _, owed in ipairs(cjson.decode(notices_json)) do notices[#notices + 1] = owed end
  if #notices > 0 then
    fields[#fields + 1] = 'owes'
    fields[#fields + 1] = cjson.encode(notices)
  end
  redis.call('ZADD', key('unfinished'), int(now), id)
  redis.call('HSET', key('order:' .. id), unpack(fields))
  for i = 1, #fields, 2 do order[fields[i]] = fields[i + 1] end
  finish(id, order, now)
end

-- Makes the order stand in a new state, with what else becomes true in the same instant: `more` fields of its hash
-- and the notices it owes. `why` has no line break.
local function enter(id, order, to, state, why, token, more, notices_json, now)
  local line = int(now) .. '\t' .. to .. '\t' .. why .. '\n'
  local fields = {
    'name', to, 'state', state, 'version', int((tonumber(order.version) or 0) + 1), 'changed', int(now),
    'timeline', (order.timeline or '') .. line, 'last', token,
  }
  for _, field in ipairs(more) do fields[#fields + 1] = field end
  write(id, order, fields, notices_json, now)
end
