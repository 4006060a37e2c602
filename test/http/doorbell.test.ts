import assert from "node:assert/strict";
import { once } from "node:events";
import { test, type TestContext } from "node:test";
import { systemRng } from "../../src/clock.ts";
import { createDoorbell, type RingOutcome } from "../../src/http/doorbell.ts";
import { createHandClock } from "../hand-clock.ts";
import { openPeople } from "../people/shop.ts";
import { openShop, type ShopOptions } from "../story/shop.ts";
import { until } from "../story/until.ts";

const secret = "Bel-rahasia_0123456789";

/** An open order at a shop that, left alone, looks at the account once a minute. */
async function openOrder(context: TestContext, options: ShopOptions = {}) {
  const shop = await openShop(context, {
    upstream: { policy: () => ({ kind: "hang" }) },
    ...options,
    env: { OSIMESA_HOOK_SECRET: secret, POLL_INTERVAL_MS: "60000", ...options.env },
  });
  const { budi, osimesa } = shop;
  await budi.ordersPulsa();
  await budi.sees("Sedang diproses");
  const { refId } = await until(() => osimesa.ledger.all()[0]);
  return { ...shop, refId };
}

const rings = (port: number, path: string, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${port}${path}`, { method: "POST", ...init });

const rung = async (port: number) => {
  const { status } = await rings(port, `/hook/osimesa/${secret}`);
  return status;
};

test("the doorbell has the account read at once; what was posted is not believed", async (context) => {
  const { budi, osimesa, refId, httpPort, log } = await openOrder(context);
  const before = osimesa.requests.count("status");
  const lie = { ref_id: refId, status: "success", voucher: "SN-LIE", price: 1 };
  const answer = await rings(httpPort(), `/hook/osimesa/${secret}`, {
    body: JSON.stringify({ data: [lie], padding: "x".repeat(5_000_000) }),
  });
  assert.equal(answer.status, 200);
  await until(() => osimesa.requests.count("status") > before);
  budi.says("/status");
  await budi.sees("Sedang diproses");
  osimesa.ledger.complete(refId, { voucher: "SN-1" });
  assert.equal(await rung(httpPort()), 200);
  await budi.sees(/^✅ Sukses[^]*SN-1/);
  assert.ok(!log().includes(secret), "the secret stands in the log");
});

test("a hundred rings at once wake the tracker twice, a second apart; all are counted", async (context) => {
  const { osimesa, httpPort } = await openOrder(context);
  const before = osimesa.requests.count("status");
  const fromMs = performance.now();
  const answers = await Promise.all(Array.from({ length: 100 }, () => rung(httpPort())));
  const seconds = Math.ceil((performance.now() - fromMs) / 1_000);
  assert.deepEqual([...new Set(answers)], [200]);
  await until(() => osimesa.requests.count("status") > before);
  const looks = osimesa.requests.count("status") - before;
  const metrics = await (await fetch(`http://127.0.0.1:${httpPort()}/metrics`)).text();
  const count = (outcome: string) =>
    Number(
      new RegExp(`^osimesa_doorbell_rings_total\\{outcome="${outcome}"\\} (\\d+)$`, "m").exec(
        metrics,
      )?.[1] ?? 0,
    );
  assert.equal(count("woken") + count("joined"), 100);
  // On a busy machine it takes more than the second to hear them all.
  assert.ok(count("woken") <= 1 + seconds, `${count("woken")} woke it in ${seconds} s`);
  assert.ok(looks <= count("woken"), `${looks} looks`);
});

test("a bell that is rung at the process standing by is heard by the one that works", async (context) => {
  const { budi, osimesa, refId, openBot, httpPort } = await openOrder(context);
  await openBot();
  osimesa.ledger.complete(refId, { voucher: "SN-2" });
  assert.equal(await rung(httpPort()), 200);
  await budi.sees(/^✅ Sukses[^]*SN-2/);
});

test("a wrong secret, another method, or no secret set: exactly what any unknown path gets", async (context) => {
  const { httpPort, openBot } = await openShop(context, { env: { OSIMESA_HOOK_SECRET: secret } });
  const seen = async (path: string, init?: RequestInit) => {
    const answer = await rings(httpPort(), path, init);
    const headers = [...answer.headers].filter(([name]) => name !== "date");
    return { status: answer.status, headers, text: await answer.text() };
  };
  const unknown = await seen("/nothing/here");
  assert.equal(unknown.status, 404);
  const almost = `${secret.slice(0, -1)}X`;
  for (const path of [almost, `${secret}x`, "", `${secret}/more`, "%E0%A4%A"])
    assert.deepEqual(await seen(`/hook/osimesa/${path}`), unknown, path);
  const gotten = { method: "GET" };
  assert.deepEqual(await seen(`/hook/osimesa/${secret}`, gotten), await seen("/nowhere", gotten));
  await openBot({ OSIMESA_HOOK_SECRET: "" });
  assert.deepEqual(await seen(`/hook/osimesa/${secret}`), unknown);
  assert.deepEqual(await seen("/hook/osimesa/"), unknown);
});

/** Doorbells of several processes on one Redis and one clock that stands still until it is turned. */
async function openDoorbells(context: TestContext) {
  const { redis, keys, log } = await openPeople(context);
  const clock = createHandClock(async () => {
    for (let answers = 0; answers < 4; answers += 1) await redis.ping().catch(() => undefined);
  });
  const open = () => {
    const ending = new AbortController();
    const outcomes: RingOutcome[] = [];
    let woken = 0;
    const doorbell = createDoorbell({
      secret,
      redis,
      keys,
      clock,
      log,
      rng: systemRng,
      bell: { ring: () => (woken += 1) },
      onRing: (outcome) => outcomes.push(outcome),
    });
    let running = Promise.resolve();
    const work = () => (running = doorbell.run({ signal: ending.signal }));
    context.after(async () => {
      ending.abort();
      await running;
    });
    return { ring: doorbell.ring, work, woken: () => woken, outcomes };
  };
  return { open, clock, redis, keys };
}

test("however often it is rung, the tracker is woken at once and then once a second, and no ring is lost", async (context) => {
  const { open, clock } = await openDoorbells(context);
  const { ring, work, woken, outcomes } = open();
  void work();
  await clock.pass(0);
  const answers = [ring()];
  await clock.pass(0);
  assert.equal(woken(), 1);
  for (let count = 0; count < 50; count += 1) answers.push(ring());
  await clock.pass(999);
  assert.equal(woken(), 1);
  await clock.pass(1);
  await clock.pass(0);
  assert.equal(woken(), 2);
  await clock.pass(400);
  answers.push(ring());
  await clock.pass(599);
  assert.equal(woken(), 2);
  await clock.pass(1);
  await clock.pass(0);
  assert.equal(woken(), 3);
  assert.deepEqual([...new Set(await Promise.all(answers))], [true]);
  assert.equal(outcomes.filter((outcome) => outcome === "joined").length, 49);
});

test("rung elsewhere it is heard once, within a second, and kept a minute for a term that has not begun", async (context) => {
  const { open, clock, redis, keys } = await openDoorbells(context);
  const [standsBy, works] = [open(), open()];
  const elsewhere = async () => {
    const answer = standsBy.ring();
    await clock.pass(0);
    assert.equal(await answer, true);
  };
  void works.work();
  await clock.pass(500);
  await elsewhere();
  await clock.pass(499);
  assert.equal(works.woken(), 0);
  await clock.pass(1);
  await clock.pass(5_000);
  assert.equal(works.woken(), 1);
  assert.equal(standsBy.woken(), 0);
  await elsewhere();
  const keptMs = await redis.pttl(keys.rung);
  assert.ok(keptMs > 55_000 && keptMs <= 60_000, String(keptMs));
  const later = open();
  void later.work();
  await clock.pass(0);
  assert.equal(later.woken(), 1);
  assert.deepEqual(standsBy.outcomes, ["passed-on", "passed-on"]);
});

test("a ring that nobody can be told of says so, and may be rung again", async (context) => {
  const { open, clock, redis } = await openDoorbells(context);
  const { ring, outcomes } = open();
  const away = once(redis, "end");
  redis.disconnect();
  await away;
  const answer = ring();
  await clock.pass(0);
  assert.equal(await answer, false);
  assert.deepEqual(outcomes, ["failed"]);
  await redis.connect();
  const again = ring();
  await clock.pass(1_000);
  await clock.pass(0);
  assert.equal(await again, true);
});
