-- Writes what one update changed of its chat together with the mark that it was handled: all of it or nothing.
-- KEYS: session, form, lease, which have the chat's hash tag.
-- ARGV: the session as the update found it ('' for none), its mark in the lease ('' for none), the session,
-- 'same', 'gone' or 'form', the form, seconds to live
local found, mark, session, what, form, ttl_s = unpack(ARGV)
-- Somebody else wrote since, or works on the chat now: what was made of the older session must not go over theirs.
if (redis.call('GET', KEYS[1]) or '') ~= found then return { 'stale' } end
if (redis.call('GET', KEYS[3]) or '') ~= mark then return { 'stale' } end
-- One command, so that neither is written without the other; a form that is gone is an empty one until it is deleted.
if what == 'same' then
  redis.call('SET', KEYS[1], session, 'EX', ttl_s)
else
  redis.call('MSET', KEYS[1], session, KEYS[2], form)
  redis.call('EXPIRE', KEYS[1], ttl_s)
  if what == 'gone' then redis.call('DEL', KEYS[2]) else redis.call('EXPIRE', KEYS[2], ttl_s) end
end
return { 'written' }
