import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { setImmediate } from "node:timers/promises";
import { createLog } from "../../src/log.ts";
import { connectRedis, type CommandObserver } from "../../src/redis/connect.ts";
import { startPrivateRedis } from "../../sandbox/redis/server.ts";

async function openConnection(context: TestContext, onCommand?: CommandObserver) {
  const server = await startPrivateRedis();
  let said = "";
  const log = createLog({
    level: "info",
    secrets: [],
    destination: { write: (line) => (said += line) },
  });
  const redis = connectRedis(server.url, log, onCommand);
  context.after(async () => {
    redis.disconnect();
    await server.close();
  });
  await redis.connect();
  return { server, redis, said: () => said };
}

test("the commands of one turn leave in one write, and so do those of the next", async (context) => {
  const { redis } = await openConnection(context);
  const { stream } = redis;
  for (let turn = 0; turn < 2; turn += 1) {
    const answers = [redis.ping(), redis.ping(), redis.ping()];
    assert.equal(stream.writableCorked, 1);
    await setImmediate();
    assert.equal(stream.writableCorked, 0);
    assert.deepEqual(await Promise.all(answers), ["PONG", "PONG", "PONG"]);
  }
});

test("how long each command took is told in seconds, of one that fails too", async (context) => {
  const told: [command: string, seconds: number][] = [];
  const { redis } = await openConnection(context, (...command) => told.push(command));
  told.length = 0;
  const startedMs = performance.now();
  // Redis itself waits for a tenth of a second.
  await redis.blpop("nothing", 0.1);
  const tookS = (performance.now() - startedMs) / 1_000;
  await assert.rejects(redis.call("NONE"));
  assert.deepEqual(
    told.map(([command]) => command),
    ["blpop", "NONE"],
  );
  const [[, seconds] = []] = told;
  assert.ok(seconds !== undefined && seconds >= 0.1 && seconds <= tookS, `${seconds} s`);
});

test("a command whose reply is lost fails and is not sent again; one without a connection fails at once", async (context) => {
  const { redis, server, said } = await openConnection(context);
  server.pause();
  const lost = redis.incr("counter");
  const failed = assert.rejects(lost);
  const closed = new Promise((resolve) => redis.once("close", resolve));
  await server.kill();
  await closed;
  await failed;
  // It was tried again in vain, and more than once.
  let errors = 0;
  await new Promise<void>((resolve) =>
    redis.on("error", () => {
      errors += 1;
      if (errors === 2) resolve();
    }),
  );
  await assert.rejects(redis.incr("counter"));
  // Nor is it kept for a connection that is about to be one.
  const hasty = new Promise<unknown>((resolve) =>
    redis.once("connect", () => resolve(redis.incr("counter").catch(() => "failed"))),
  );
  const ready = new Promise((resolve) => redis.once("ready", resolve));
  await server.start();
  await ready;
  assert.equal(await hasty, "failed");
  assert.equal(await redis.get("counter"), null);
  // Said once all the same.
  assert.equal(said().split("connection lost").length, 2, said());
  assert.equal(said().split("connected again").length, 2, said());
});

test("a lost connection is tried again soon, then less often, at least every two seconds", async (context) => {
  const { redis } = await openConnection(context);
  const { retryStrategy, commandTimeout, connectTimeout } = redis.options;
  assert.deepEqual(
    [1, 2, 3, 4, 5, 6, 7, 5_000].map((attempt) => retryStrategy?.(attempt)),
    [100, 200, 400, 800, 1_600, 2_000, 2_000, 2_000],
  );
  assert.deepEqual([commandTimeout, connectTimeout], [3_000, 3_000]);
});
