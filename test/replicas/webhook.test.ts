import assert from "node:assert/strict";
import { test } from "node:test";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { until } from "../story/until.ts";
import { atRest, complaintsAbout, complaintsAboutBooks } from "../torture/verdict.ts";
import { budiId, openReplicas, type Replicas } from "./replicas.ts";

const orderOf = async ({ orders }: Replicas, number: string) =>
  (await orders([budiId])).filter(({ destination }) => destination[0]?.value === number);

/** I/O steps of one update: before its lease is there, in its handling, before its state is written, before its answer. */
const kills = [
  ["number", 1],
  ["number", 4],
  ["number", 8],
  ["number", 12],
  ["✅", 2],
  ["✅", 6],
  ["✅", 10],
] as const;

test("killed in the middle of an update: another process handles it, one card, one order, nothing lost", async (context) => {
  const shop = await openReplicas(context);
  const { balancer, budi, telegram } = shop;
  const stays = await shop.start();
  for (const [place, [what, step]] of kills.entries()) {
    const number = `08123100${String(1_000 + place)}`;
    const dies = await shop.start({ killAtStep: step });
    const untilDead = async () => {
      await dies.gone;
      balancer.sendTo(stays.port);
    };
    balancer.sendTo(dies.port);
    await budi.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
    await budi.sees(/Nomor HP tujuan\?/);
    if (what === "number") await dies.countSteps();
    budi.says(number);
    if (what === "number") await untilDead();
    const card = await budi.sees(/^Cek/);
    if (what === "✅") await dies.countSteps();
    void budi.taps("✅", { message: card }).catch(() => undefined);
    if (what === "✅") await untilDead();
    const made = await until(
      async () => {
        const found = await orderOf(shop, number);
        return found.length > 0 && found.every(atRest) && found;
      },
      { withinMs: 60_000 },
    );
    assert.equal(made.length, 1, `${what} ${step}`);
    assert.equal(await shop.cards(), place + 1, `${what} ${step}: cards`);
    await until(() => complaintsAbout(shop, made).length === 0);
    await until(() => telegram.updates.pending().length === 0);
  }
  assert.deepEqual(await complaintsAboutBooks(shop), []);
});

test("one that slept past its lease writes nothing over what another made meanwhile", async (context) => {
  const shop = await openReplicas(context);
  const { balancer, budi, telegram } = shop;
  const [sleeps, stays] = [await shop.start(), await shop.start()];
  balancer.sendTo(sleeps.port);
  await budi.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
  await budi.sees(/Nomor HP tujuan\?/);
  telegram.faults.add({ kind: "slow", method: "sendMessage", delayMs: 500 });
  const sending = once(telegram.events, "faults");
  budi.says("081231000777");
  await sending;
  sleeps.pause();
  balancer.sendTo(stays.port);
  const card = await budi.sees(/^Cek/);
  await budi.presses("✅", { message: card });
  await until(() => telegram.updates.pending().length === 0);
  await budi.sees(/^✅ Sukses/);
  const before = await shop.session();
  sleeps.resume();
  // It has ended with the update: its own figures say so.
  await until(async () => {
    const figures = await (await fetch(`http://127.0.0.1:${sleeps.port}/metrics`)).text();
    return !/_webhook_requests_total\{outcome="handled"\} 3$/m.test(figures);
  });
  await sleep(1_000);
  assert.equal(await shop.session(), before);
  assert.equal((await orderOf(shop, "081231000777")).length, 1);
  budi.says("/help");
  await budi.sees(/Cara memesan/);
});

/** What an operator sends, then what undoes it; `written`: what the first has its process write. */
const acts = [
  { first: "/pause Stok opname", after: "/resume", written: "Stok opname" },
  { first: "/limit 7001 1.234.000", after: "/limit 7001 7.654.000", written: "1234000" },
] as const;

for (const { first, after, written } of acts)
  test(`one that slept just before it did ${first} does not undo ${after}, which came meanwhile`, async (context) => {
    const shop = await openReplicas(context);
    const { balancer, operator, telegram, settings } = shop;
    const [sleeps, stays] = [await shop.start({ sleepBefore: written }), await shop.start()];
    balancer.sendTo(sleeps.port);
    await sleeps.countSteps();
    operator.says(first);
    await sleeps.asleep;
    balancer.sendTo(stays.port);
    await until(() => telegram.updates.pending().length === 0);
    const between = await settings();
    operator.says(after);
    await until(() => telegram.updates.pending().length === 0);
    const before = await settings();
    assert.notDeepEqual(before, between);
    sleeps.resume();
    await until(async () => {
      const figures = await (await fetch(`http://127.0.0.1:${sleeps.port}/metrics`)).text();
      return /_webhook_requests_total\{outcome="(handled|again)"\} 1$/m.test(figures);
    });
    assert.deepEqual(await settings(), before);
  });

test("an answer that Telegram did not hear brings the update again, and it is not handled twice", async (context) => {
  const shop = await openReplicas(context);
  const { balancer, budi, telegram } = shop;
  const replicas = [await shop.start(), await shop.start()];
  balancer.sendTo(...replicas.map(({ port }) => port));
  budi.says("/start");
  await budi.sees(/Mau pesan apa/);
  await until(() => telegram.updates.pending().length === 0);
  telegram.webhook.loseAnswers(1);
  budi.says("/help");
  await until(() => telegram.updates.pending().length === 0);
  const helps = budi.messages().filter(({ message }) => message.text?.includes("Cara memesan"));
  assert.equal(helps.length, 1);
});
