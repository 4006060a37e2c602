import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { ask, eventually, quickReplication } from "../../sandbox/redis/sentinel-set.ts";
import { startPrivateRedis } from "../../sandbox/redis/server.ts";
import { createLog } from "../../src/log.ts";
import { accountKeys } from "../../src/redis/keys.ts";
import { openRedis } from "../../src/redis/open.ts";
import { UnreplicatedError } from "../../src/redis/replicas.ts";
import { findNewerRedis } from "../newer-redis.ts";
import { clientOf } from "../redis/client-of.ts";

const program = await findNewerRedis();
const wanted = { skip: program === undefined && "no Redis from 7.2, or Valkey" };

/** A primary with one replica, and a bot's connection that wants what matters on its disk. */
async function open(context: TestContext, settings: Readonly<Record<string, string>> = {}) {
  const start = () =>
    startPrivateRedis({
      ...(program !== undefined && { program }),
      settings: { ...quickReplication, ...settings },
    });
  const [primary, replica] = await Promise.all([start(), start()]);
  context.after(() => Promise.all([primary.close(), replica.close()]));
  await ask(replica, (redis) => redis.replicaof("127.0.0.1", primary.port));
  let said = "";
  const destination = { write: (line: string) => (said += line) };
  const log = createLog({ level: "info", secrets: [], destination });
  const client = clientOf(primary.url, log, { replicas: 1, durable: true });
  context.after(() => client.disconnect());
  await openRedis(client, { allowVolatile: false, log });
  const isEnough = () =>
    eventually("a replica", async () => (await client.replicas.check()) || null);
  await isEnough();
  return { ...client.replicas, isEnough, replica, said: () => said };
}

const { prefix } = accountKeys("10001");
const writes = (value: number) =>
  [`redis.call('SET', KEYS[1] .. 'x', ${value}) return { ${value} }`, 1, prefix] as const;
const ran = (is: boolean) => (error: unknown) =>
  error instanceof UnreplicatedError && error.ran === is;

test(
  "what is written is on the replica's disk before the wait is over, each time",
  wanted,
  async (context) => {
    const { demanded } = await open(context);
    /** How many of twenty were not there in time. */
    const late = async () => {
      let count = 0;
      for (let value = 0; value < 20; value += 1) {
        const written = await demanded.eval(...writes(value)).catch((error: unknown) => {
          assert.ok(ran(true)(error));
          count += 1;
          return [value];
        });
        assert.deepEqual(written, [value]);
      }
      return count;
    };
    // A disk that was busy once is not so again; a replica that told of itself only, once a second, would be late again and again.
    const counts: number[] = [];
    while (counts.at(-1) !== 0 && counts.length < 3) counts.push(await late());
    assert.equal(counts.at(-1), 0, counts.join(", "));
  },
);

test("a replica that keeps nothing on disk is none, until it does", wanted, async (context) => {
  const { needed, demanded, awaited, check, isEnough, replica } = await open(context);
  const keeps = (value: string) =>
    ask(replica, (redis) => redis.config("SET", "appendonly", value));
  await keeps("no");
  await assert.rejects(demanded.eval(...writes(1)), ran(true));
  await assert.rejects(needed.eval(...writes(2)), ran(false));
  assert.deepEqual(await awaited.eval(...writes(3)), [3]);
  assert.equal(await check(), false);
  await keeps("yes");
  assert.deepEqual(await eventually("a replica", () => needed.eval(...writes(4))), [4]);
  await isEnough();
});

test(
  "where Redis cannot say what is on disk, what its replicas have is enough",
  wanted,
  async (context) => {
    const folder = await mkdtemp(join(tmpdir(), "osimesa-without-waitaof-"));
    context.after(() => rm(folder, { recursive: true, force: true }));
    const include = join(folder, "without-waitaof.conf");
    await writeFile(include, 'rename-command WAITAOF ""\n');
    const { demanded, replica } = await open(context, { include });
    await ask(replica, (redis) => redis.config("SET", "appendonly", "no"));
    // A busy disk may be slower than the wait, once or twice.
    assert.deepEqual(await eventually("a replica", () => demanded.eval(...writes(1))), [1]);
  },
);
