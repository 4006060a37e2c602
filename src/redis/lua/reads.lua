-- Reads that were asked for in the same moment. ARGV, again and again: how many words, a command, its words.
-- Answers what each of them answers; one that fails does so alone.
local replies, at = {}, 1
while at <= #ARGV do
  local words = tonumber(ARGV[at])
  replies[#replies + 1] = redis.pcall(unpack(ARGV, at + 1, at + words))
  at = at + words + 1
end
return replies
