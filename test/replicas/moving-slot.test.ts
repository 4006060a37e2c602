import assert from "node:assert/strict";
import { test } from "node:test";
import { createLog } from "../../src/log.ts";
import { accountKeys } from "../../src/redis/keys.ts";
import { UnreplicatedError } from "../../src/redis/replicas.ts";
import { clientOf } from "../redis/client-of.ts";
import { startClusterSet } from "./cluster-set.ts";
import { ask, eventually } from "../../sandbox/redis/sentinel-set.ts";

const keys = accountKeys("10001");
const add = ["return { redis.call('INCR', KEYS[1] .. 'x') }", 1, keys.prefix] as const;

test("while the account's slot is being moved no script runs on half of it, also not where it goes; once it is there all go on, each done once", async (context) => {
  const set = await startClusterSet();
  context.after(() => set.close());
  let said = "";
  const log = createLog({
    level: "info",
    secrets: [],
    destination: { write: (line) => (said += line) },
  });
  const client = clientOf(set.url, log, { replicas: 1 });
  context.after(() => client.disconnect());
  await client.connect();
  const { redis, replicas } = client;
  const runs = [redis, replicas.demanded].map((one) => () => one.eval(...add));
  // A replica that is slow to have it makes nothing undone.
  const isDone = (error: unknown) => {
    if (error instanceof UnreplicatedError && error.ran) return true;
    throw error;
  };
  for (const run of runs) await run().catch(isDone);

  const from = await set.ownerOf(keys.prefix);
  const owners = await Promise.all(["a", "b", "c", "d", "e", "f"].map((key) => set.ownerOf(key)));
  const to = owners.find((owner) => owner !== from);
  assert.ok(to);
  const slot = await ask(from, (one) => one.cluster("KEYSLOT", keys.prefix));
  const [fromId, toId] = await Promise.all(
    [from, to].map((server) => ask(server, (one) => one.cluster("MYID"))),
  );
  assert.ok(fromId !== undefined && toId !== undefined);
  await ask(to, (one) => one.call("CLUSTER", "SETSLOT", slot, "IMPORTING", fromId));
  await ask(from, (one) => one.call("CLUSTER", "SETSLOT", slot, "MIGRATING", toId));
  for (const run of runs) await assert.rejects(run(), /ASK/);
  assert.match(said, /ASK: the account's slot is being moved/);
  // What is read by its own key goes on.
  assert.equal(await redis.get(`${keys.prefix}x`), "2");

  const all = await ask(from, (one) => one.cluster("GETKEYSINSLOT", slot, 1_000));
  await ask(from, (one) =>
    one.call("MIGRATE", "127.0.0.1", to.port, "", 0, 10_000, "KEYS", ...all),
  );
  for (const run of runs) await assert.rejects(run(), /ASK/);
  assert.equal(await redis.get(`${keys.prefix}x`), "2");

  for (const server of [to, from])
    await ask(server, (one) => one.call("CLUSTER", "SETSLOT", slot, "NODE", toId));
  for (const run of runs) await eventually("its new place", () => run().catch(isDone));
  assert.equal(await redis.get(`${keys.prefix}x`), "4");
});
