-- Starts a broadcast. ARGV: id, what (JSON), operator, recipients (JSON array of users), kept_ms of its figures
-- Answers 'started' or 'before'.
return { announce(unpack(ARGV)) }
