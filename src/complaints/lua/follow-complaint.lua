-- Something more is said of a complaint, or it is done; whoever has to hear of it is told in the same instant.
-- ARGV: id, what happens: 'asked' (its reseller says more), 'answered' or 'done' (an operator), reseller who may say more
-- ('' for operators), word id ('' where nothing is said), word (JSON), most words, operator, operator's name, notice id
-- ('' keeps the one there is), notices
-- Answers 'followed', 'again' (this was said before), 'full', 'done' with by whom (id, name), or 'gone'.
local id, what, reseller, word_id, word, most, by, by_name, notice_id, notices = unpack(ARGV)
local now = now_ms()
local name = key('complaint:' .. id)
local complaint = hash('complaint:' .. id)
if not complaint.state or (reseller ~= '' and complaint.reseller ~= reseller) then return { 'gone' } end
if complaint['word ' .. word_id] then return { 'again' } end
-- An operator may say more of one that is done.
if complaint.state == 'done' and what ~= 'answered' then return { 'done', complaint.by, complaint.by_name } end
if word_id ~= '' and tonumber(complaint.words or 0) >= tonumber(most) then return { 'full' } end
local fields = {}
local function set(field, value)
  fields[#fields + 1] = field
  fields[#fields + 1] = value
end
if word_id ~= '' then
  -- They are read in the order of their times: also those of one millisecond, and where a clock was set back.
  local at = math.max(now, tonumber(complaint.spoke or 0) + 1)
  set('word ' .. word_id, int(at) .. '\t' .. word)
  set('words', int(tonumber(complaint.words or 0) + 1))
  set('spoke', int(at))
end
if notice_id ~= '' then set('notice', notice_id) end
if what == 'done' then
  redis.call('ZREM', key('complaints'), id)
  redis.call('ZREM', key('complaints:of:' .. complaint.reseller), id)
  set('state', 'done')
  set('by', by)
  set('by_name', by_name)
end
owe(notices, now)
-- Last, and all at once: it says that all this was done.
redis.call('HSET', name, unpack(fields))
return { 'followed' }
