import assert from "node:assert/strict";
import { test } from "node:test";
import { Redis } from "ioredis";
import { startPrivateRedis } from "../../sandbox/redis/server.ts";
import { accountKeys } from "../../src/redis/keys.ts";
import { goods } from "../story/goods.ts";
import { openShop } from "../story/shop.ts";
import { until } from "../story/until.ts";

const get = async (port: number, path: string) => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: response.status, text: await response.text() };
};

/** The value of one line of the exposition, labels in any order. */
function sample(
  text: string,
  name: string,
  labels: Record<string, string> = {},
): number | undefined {
  for (const line of text.split("\n")) {
    const [, found, inside = "", value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (
      found === name &&
      Object.entries(labels).every(([key, label]) => inside.includes(`${key}="${label}"`))
    )
      return Number(value);
  }
  return undefined;
}

test("health says alive at once; readiness names what is missing and comes with Redis, catalogue and polling", async (context) => {
  const { httpPort, osimesa } = await openShop(context, {
    before: ({ osimesa }) => osimesa.down(),
  });
  assert.equal((await get(httpPort(), "/healthz")).status, 200);
  const early = await get(httpPort(), "/readyz");
  assert.equal(early.status, 503);
  assert.match(early.text, /"catalogue":false/);
  await osimesa.up();
  const ready = await until(async () => {
    const now = await get(httpPort(), "/readyz");
    return now.status === 200 && now;
  });
  assert.deepEqual(JSON.parse(ready.text), {
    ready: true,
    checks: { redis: true, catalogue: true, polling: true, orders: true },
  });
});

test("of two processes one works and one stands by, both ready; when Redis is full neither can work and neither is", async (context) => {
  const server = await startPrivateRedis();
  const shop = await openShop(context, { redis: server });
  const first = shop.httpPort();
  await shop.openBot();
  const second = shop.httpPort();
  const console = new Redis(server.url);
  context.after(() => console.disconnect());
  const bothSay = (status: number, words: RegExp) =>
    until(async () => {
      const answers = await Promise.all([get(first, "/readyz"), get(second, "/readyz")]);
      return answers.every((answer) => answer.status === status && words.test(answer.text));
    });
  await bothSay(200, /"ready":true/);
  await console.config("SET", "maxmemory", "1");
  // Each finds out at its next renewal of its own lease.
  await bothSay(503, /"redis":true,.*"polling":false,"orders":false/);
  await console.config("SET", "maxmemory", "0");
  await bothSay(200, /"ready":true/);
});

test("what a process that died left behind is not stood by for", async (context) => {
  const { redis, openBot, httpPort } = await openShop(context, { closed: true });
  const console = new Redis(redis.url);
  context.after(() => console.disconnect());
  // A lease of the usual length; nobody will move its end.
  for (const name of ["engine", "poller"])
    await console.hset(`osimesa:{10001}:lease:${name}`, {
      holder: "gone",
      epoch: 1,
      until: Date.now() + 15_000,
    });
  await openBot({ LEASE_MS: "15000" });
  const { status, text } = await until(async () => {
    const now = await get(httpPort(), "/readyz");
    return now.text.includes('"catalogue":true') && now;
  });
  assert.equal(status, 503);
  assert.match(text, /"polling":false,"orders":false/);
});

test("a Redis that is gone is not ready and yet alive; metrics go on without what it knew", async (context) => {
  const server = await startPrivateRedis();
  const { httpPort } = await openShop(context, { redis: server });
  await until(async () => (await get(httpPort(), "/readyz")).status === 200);
  await server.kill();
  const away = await get(httpPort(), "/readyz");
  assert.equal(away.status, 503);
  assert.match(away.text, /"redis":false/);
  assert.equal((await get(httpPort(), "/healthz")).status, 200);
  const { text } = await until(async () => {
    const metrics = await get(httpPort(), "/metrics");
    return sample(metrics.text, "osimesa_redis_up") === 0 && metrics;
  });
  assert.equal(sample(text, "osimesa_orders", { state: "placed" }), undefined);
  assert.equal(sample(text, "osimesa_catalogue_services"), goods.length);
  await server.start();
});

test("metrics after an order: what happened, by kind and outcome, and nobody's name or number", async (context) => {
  const { httpPort, budi, osimesa } = await openShop(context);
  await budi.ordersPulsa("081298765432");
  await budi.sees(/^✅ Sukses/);
  const { text } = await until(async () => {
    const metrics = await get(httpPort(), "/metrics");
    const updates = (kind: string) =>
      sample(metrics.text, "osimesa_update_seconds_count", { kind }) ?? 0;
    return (
      sample(metrics.text, "osimesa_outbox_chats") === 0 &&
      sample(metrics.text, "osimesa_orders", { state: "succeeded" }) === 1 &&
      updates("callback_query") >= 3 &&
      updates("message") >= 2 &&
      metrics
    );
  });
  assert.equal(
    sample(text, "osimesa_upstream_request_seconds_count", { type: "order", outcome: "placed" }),
    osimesa.requests.count("order"),
  );
  assert.ok(
    (sample(text, "osimesa_upstream_request_seconds_count", { type: "service", outcome: "list" }) ??
      0) >= 1,
  );
  assert.equal(
    sample(text, "osimesa_order_transitions_total", { from: "placed", to: "succeeded" }),
    1,
  );
  assert.equal(sample(text, "osimesa_order_final_seconds_count", { state: "succeeded" }), 1);
  assert.equal(sample(text, "osimesa_catalogue_services"), goods.length);
  assert.ok((sample(text, "osimesa_catalogue_age_seconds") ?? Infinity) < 10);
  assert.equal(sample(text, "osimesa_lease_held", { lease: "engine" }), 1);
  assert.equal(sample(text, "osimesa_lease_held", { lease: "poller" }), 1);
  assert.ok((sample(text, "osimesa_redis_command_seconds_count", { command: "evalsha" }) ?? 0) > 0);
  assert.equal(sample(text, "osimesa_outbox_notices"), 0);
  assert.equal(sample(text, "osimesa_outbox_dead_letters"), 0);
  const { refId } = await until(() => osimesa.ledger.all()[0]);
  for (const personal of ["Budi", "081298765432", "81298765432", refId, "TS5"])
    assert.ok(!text.includes(personal), personal);
  // Not as a part of some other figure.
  assert.doesNotMatch(text, /(?<![\d.])7001(?![\d.])/);
});

test("metrics count what hangs and what resellers complain of", async (context) => {
  const { httpPort, budi, redis } = await openShop(context);
  budi.says("K.kapan buka?");
  await budi.sees("Sudah sampai");
  const console = new Redis(redis.url);
  context.after(() => console.disconnect());
  const keys = accountKeys("10001");
  await until(async () => {
    // The watch forgets an order that there is not.
    await console.hset(keys.hung, { A: 1, B: 1 });
    const { text } = await get(httpPort(), "/metrics");
    return (
      sample(text, "osimesa_orders_hung") === 2 && sample(text, "osimesa_complaints_open") === 1
    );
  });
});

test("what Telegram does not take shows in the outbox's depth and age", async (context) => {
  const { httpPort, budi, telegram, osimesa } = await openShop(context, {
    upstream: { policy: () => ({ kind: "hang" }) },
  });
  await budi.ordersPulsa();
  const { refId } = await until(() => osimesa.ledger.all()[0]);
  telegram.faults.add({ kind: "server_error", method: "sendMessage", times: Infinity });
  osimesa.ledger.complete(refId, { voucher: "SN-1" });
  await until(async () => {
    const { text } = await get(httpPort(), "/metrics");
    return (
      sample(text, "osimesa_outbox_notices") === 1 &&
      (sample(text, "osimesa_outbox_age_seconds") ?? 0) > 1
    );
  });
  telegram.faults.clear();
  await budi.sees(/^✅ Sukses/);
});
