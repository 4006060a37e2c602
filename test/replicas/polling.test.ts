import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { reseller } from "../story/reseller.ts";
import { until } from "../story/until.ts";
import { openArena, type Arena } from "../torture/arena.ts";
import { atRest, complaintsAbout, complaintsAboutBooks } from "../torture/verdict.ts";

const ids = [7001, 7002, 7003];

async function openPolling(context: TestContext) {
  const arena = await openArena(ids);
  context.after(arena.close);
  const people = ids.map((id) =>
    reseller(arena.telegram, { id, name: `Reseller ${id}`, timeoutMs: 15_000 }),
  );
  return { ...arena, people };
}

/** The orders for a number once they are over and told. Nobody presses anything again. */
const ordersFor = (arena: Arena, number: string) =>
  until(
    async () => {
      const orders = await arena.orders(ids);
      const found = orders.filter(({ destination }) => destination[0]?.value === number);
      const over = found.length > 0 && found.every(atRest);
      return over && complaintsAbout(arena, found).length === 0 && found;
    },
    { withinMs: 60_000 },
  );

const numberOf = (place: number) => `08123200${String(1_000 + place)}`;

test("killed with presses in hand that Telegram need not keep any more: the next process handles each once", async (context) => {
  const shop = await openPolling(context);
  const { people, telegram } = shop;
  const dies = await shop.startBot();
  const cards = await Promise.all(
    people.map(async (person, place) => {
      await person.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
      await person.sees(/Nomor HP tujuan\?/);
      person.says(numberOf(place));
      return person.sees(/^Cek/);
    }),
  );
  await until(() => telegram.updates.pending().length === 0);
  // ✅ waits in its chat behind what takes long.
  for (const [place, person] of people.entries()) {
    const [chatId, card] = [person.id, cards[place]];
    assert.ok(card);
    telegram.faults.add({ kind: "slow", method: "sendMessage", chatId, delayMs: 10_000 });
    person.says("/help");
    void person.taps("✅", { message: card }).catch(() => undefined);
  }
  await until(() => telegram.updates.pending().length === 0);
  assert.deepEqual(await shop.orders(ids), []);
  await dies.kill();
  telegram.faults.clear();
  await shop.startBot();
  for (const [place, person] of people.entries()) {
    assert.equal((await ordersFor(shop, numberOf(place))).length, 1);
    await person.sees(/Cara memesan/);
  }
  assert.equal(shop.osimesa.requests.count("order"), people.length);
  assert.deepEqual(await complaintsAboutBooks(shop), []);
});

/** I/O steps after ✅ was pressed: it is read, handled, recorded, confirmed to Telegram. */
const steps = [2, 6, 12];

test(`killed at I/O steps ${steps.join(", ")} after ✅: one order, and nobody has to press again`, async (context) => {
  const shop = await openPolling(context);
  const [budi] = shop.people;
  assert.ok(budi);
  for (const [place, step] of steps.entries()) {
    const bot = await shop.startBot({ killAtStep: step });
    await budi.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
    await budi.sees(/Nomor HP tujuan\?/);
    budi.says(numberOf(place));
    const card = await budi.sees(/^Cek/);
    await bot.countSteps();
    void budi.taps("✅", { message: card }).catch(() => undefined);
    await bot.gone;
    const next = await shop.startBot();
    assert.equal((await ordersFor(shop, numberOf(place))).length, 1, `step ${step}`);
    await next.kill();
  }
  assert.equal(shop.osimesa.requests.count("order"), steps.length);
  assert.deepEqual(await complaintsAboutBooks(shop), []);
});
