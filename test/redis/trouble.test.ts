import assert from "node:assert/strict";
import { test } from "node:test";
import { createLog } from "../../src/log.ts";
import { createTroubleLog } from "../../src/redis/trouble.ts";
import { ask } from "../../sandbox/redis/sentinel-set.ts";
import { startClusterNode, startLonePrimary } from "../replicas/cluster-set.ts";
import { until } from "../story/until.ts";
import { clientOf } from "./client-of.ts";

/** As Redis 7 says them, and what the operator reads. */
const refusals: Record<string, RegExp> = {
  "MOVED 3999 127.0.0.1:6381": /another node of the cluster has the account's keys/,
  "ASK 3999 127.0.0.1:6381": /slot is being moved/,
  "TRYAGAIN Multiple keys request during rehashing of slot": /tried again/,
  "LOADING Redis is loading the dataset in memory": /reads its data from disk/,
  "READONLY You can't write against a read only replica.": /is a replica, which takes no orders/,
  "NOREPLICAS Not enough good replicas to write.": /too few of its replicas are connected/,
  "CLUSTERDOWN The cluster is down": /the Redis Cluster does not work/,
  "MASTERDOWN Link with MASTER is down": /cut off from its primary/,
  "NOAUTH Authentication required.": /wants a password; set it in REDIS_URL/,
  "WRONGPASS invalid username-password pair": /does not take the name or password/,
  "NOPERM this user has no permissions to run the 'get' command": /forbids the bot's user/,
  "OOM command not allowed when used memory > 'maxmemory'.": /Redis is full/,
  "MISCONF Errors writing to the AOF file": /cannot write to its disk/,
  "Too many Cluster redirections. Last error: ReplyError: CLUSTERDOWN Hash slot not served":
    /the Redis Cluster does not work/,
};

function openLog() {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  return { log: createLog({ level: "info", secrets: [], destination }), lines };
}

for (const [refusal, word] of Object.entries(refusals))
  test(`${refusal.slice(0, 40)}: one line says what it means and what to do, however often it comes`, () => {
    const { log, lines } = openLog();
    const { refused } = createTroubleLog(log);
    for (let time = 0; time < 3; time += 1) refused(new Error(refusal));
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? "", word);
  });

test("what a script says of itself, a lost connection and a timeout are no refusals", () => {
  const { log, lines } = openLog();
  const { refused } = createTroubleLog(log);
  for (const said of [
    "IDENTITY not the memory",
    "NOSCRIPT No matching",
    "Connection is closed.",
    "",
  ])
    refused(new Error(said));
  refused(undefined);
  assert.deepEqual(lines, []);
});

test("where REDIS_URL names one node of a cluster, and another has the account's keys, that is said", async (context) => {
  const [owner, server] = await Promise.all([startLonePrimary(), startClusterNode()]);
  const { log, lines } = openLog();
  const client = clientOf(server.url, log);
  context.after(async () => {
    client.disconnect();
    await Promise.all([owner.close(), server.close()]);
  });
  await ask(owner, (redis) => redis.cluster("MEET", "127.0.0.1", server.port));
  await client.connect();
  await until(() =>
    client.redis.get("{10001}:x").then(
      () => false,
      (error: Error) => error.message.startsWith("MOVED "),
    ),
  );
  assert.match(lines.at(-1) ?? "", /redis: MOVED: another node .*name the cluster/);
});
