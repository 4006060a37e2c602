-- Counts one more of what a person may do in a window that begins with the first.
-- KEYS: the count, with the person's hash tag. ARGV: window in ms. Answers {count, ms left}.
redis.call('SET', KEYS[1], 0, 'PX', ARGV[1], 'NX')
return { redis.call('INCR', KEYS[1]), redis.call('PTTL', KEYS[1]) }
