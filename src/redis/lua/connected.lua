-- A bot has a new connection: what was acknowledged on the one before may be forgotten. Where Redis can be asked which
-- memory it has, that is no news. ARGV: a mark that no other connection has. Answers what tells memories apart.
local mark = ARGV[1]
if run_and_history() then return { 'info' } end
redis.call('SET', key('connection'), mark)
return { 'connection' }
