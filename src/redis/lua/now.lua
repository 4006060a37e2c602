-- Redis's clock, of the server that has the account's keys: a bare TIME would be answered by any node of a cluster.
return { int(now_ms()) }
