-- Owes notices that go with no transition. ARGV: notices, then where they say that "never placed" is no longer to be
-- trusted: of which line, and why
local notices, line, doubt = unpack(ARGV)
if doubt then distrust(line, doubt, now_ms()) end
owe(notices, now_ms())
return { 'owed' }
