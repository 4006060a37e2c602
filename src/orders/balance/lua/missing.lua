-- Nobody says a balance: not asked again for a while. ARGV: ms. Answers 'noted'.
redis.call('SET', key('balance:missing'), '1', 'PX', ARGV[1])
return { 'noted' }
