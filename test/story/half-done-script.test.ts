import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { Redis } from "ioredis";
import { accountKeys } from "../../src/redis/keys.ts";
import { openShop, type ShopOptions } from "./shop.ts";
import { until } from "./until.ts";

/** Redis does not roll back what a script wrote before one of its commands failed. Here one fails on purpose. */

const keys = accountKeys("10001");
const today = () => Math.floor((Date.now() + 7 * 3_600_000) / 86_400_000);

async function openShopWithConsole(context: TestContext, options: ShopOptions = {}) {
  const shop = await openShop(context, options);
  const console = new Redis(shop.redis.url);
  context.after(() => console.disconnect());
  return { ...shop, console };
}

test("a counter that overflows: one card pressed four times is one order, and its result is told", async (context) => {
  const { budi, console, orderRequests } = await openShopWithConsole(context);
  await console.hset(keys.spent(today()), "7001", "9223372036854775000");
  await budi.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
  await budi.sees(/Nomor HP tujuan\?|Which phone number\?/);
  budi.says("081234567890");
  const card = await budi.sees(/^Cek/);
  /** The app may or may not have shown yet what became of the card. */
  const pressesAgain: typeof budi.presses = (label, where) =>
    budi.presses(label, { ...where, timeoutMs: 50 }).catch(() => budi.pressesOld(label, where));
  for (let press = 1; press <= 4; press += 1) {
    await (press === 1 ? budi.presses : pressesAgain)("✅", { message: card });
    // What this press made, if it made anything, is sent, over and told before the next one.
    await until(async () => (await console.zcard(keys.state("succeeded"))) >= 1);
    await until(async () => (await console.zcard(keys.state("confirmed"))) === 0);
    await until(async () => (await console.zcard(keys.state("sending"))) === 0);
    await until(async () => (await console.zcard(keys.outboxDue)) === 0);
  }
  const told = budi.messages().filter(({ message }) => message.reply_to_message !== undefined);
  assert.deepEqual(
    told.map(({ message }) => message.text?.split("\n")[0]),
    ["✅ Sukses"],
  );
  assert.equal(orderRequests(), 1);
});

test("a counter that is no integer: a failure is told all the same", async (context) => {
  const { budi, console, osimesa } = await openShopWithConsole(context, {
    upstream: { policy: () => ({ kind: "hang" }) },
  });
  await budi.ordersPulsa();
  const { refId } = await until(() => osimesa.ledger.all()[0]);
  await console.hset(keys.spent(today()), "7001", "12500.0");
  osimesa.ledger.fail(refId, "Nomor diblokir operator");
  // A message of its own beside the card, so that the phone rings.
  await until(() =>
    budi
      .messages()
      .some(
        ({ message }) =>
          message.reply_to_message !== undefined &&
          message.text?.includes("Nomor diblokir operator"),
      ),
  );
});
