-- Owes notices that go with no transition. ARGV: notices
owe(ARGV[1], now_ms())
return { 'owed' }
