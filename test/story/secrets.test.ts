import assert from "node:assert/strict";
import { test } from "node:test";
import { Redis } from "ioredis";
import type { Reseller } from "./reseller.ts";
import { openShop } from "./shop.ts";
import { until } from "./until.ts";

/** Every key of a Redis whose value has this text in it, whatever its kind. */
async function keysHolding(redis: Redis, text: string): Promise<string[]> {
  const holding: string[] = [];
  for (const key of await redis.keys("*")) {
    const kind = await redis.type(key);
    const read: Record<string, () => Promise<unknown>> = {
      string: () => redis.get(key),
      hash: () => redis.hgetall(key),
      list: () => redis.lrange(key, 0, -1),
      set: () => redis.smembers(key),
      zset: () => redis.zrange(key, "0", "-1"),
    };
    if (JSON.stringify((await read[kind]?.()) ?? "").includes(text)) holding.push(key);
  }
  return holding;
}

/** As far as the card whose ✅ makes the order. */
async function asksForRobux(who: Reseller, password: string): Promise<void> {
  await who.chooses("Roblox Login", "80 Robux");
  await who.sees("Username?");
  who.says(`gamer-${password}`.slice(0, 6));
  await who.sees("Password?");
  who.says(password);
  // From its first words: an earlier order's result holds the rest too, and may come at any moment.
  await who.sees(/^(Cek|Check)[^]*80 Robux[^]*••••••/);
}

test("a password is gone from order, card, session and form once its order is over, however it ended", async (context) => {
  const shop = await openShop(context, { upstream: { policy: () => ({ kind: "hang" }) } });
  const { budi, operator, osimesa } = shop;
  const redis = new Redis(shop.redis.url);
  context.after(() => redis.disconnect());
  operator.says("/start");
  await operator.sees("Toko Maju");
  const orders = async (password: string) => {
    await asksForRobux(budi, password);
    await budi.presses("✅");
  };
  const isGone = async (password: string) => {
    const holding = await keysHolding(redis, password);
    assert.deepEqual(
      holding.filter((key) => !key.endsWith(":updates-in-hand")),
      [],
      password,
    );
    // An update that took long is in hand until the next poll: half a minute, where nobody writes.
    const inHand = async () => (await keysHolding(redis, password)).length > 0;
    await until(async () => !(await inHand()), { withinMs: 40_000 });
  };

  await asksForRobux(budi, "pw-discarded");
  assert.notDeepEqual(
    await keysHolding(redis, "pw-discarded"),
    [],
    "it must be somewhere to be sent",
  );
  await budi.presses("❌");
  await budi.sees("Dibatalkan");
  await isGone("pw-discarded");

  await orders("pw-succeeded");
  const { refId: done } = await transactionOf("pw-succeeded");
  osimesa.ledger.complete(done, { voucher: "SN-1" });
  await budi.sees("SN-1");
  await isGone("pw-succeeded");

  await orders("pw-by-upstream");
  const { refId: failing } = await transactionOf("pw-by-upstream");
  osimesa.ledger.fail(failing, "Akun tidak ada.");
  await budi.sees("Akun tidak ada.");
  await isGone("pw-by-upstream");

  osimesa.faults.on({ kind: "refused", code: 400, message: "Sandi salah." }, { types: ["order"] });
  await orders("pw-refused");
  await budi.sees("Sandi salah.");
  await isGone("pw-refused");

  osimesa.faults.on({ kind: "dropped" }, { types: ["order"] });
  await orders("pw-never-placed");
  const notice = await operator.sees(/perlu dicek/, { timeoutMs: 30_000 });
  await operator.presses("⚖️", { message: notice });
  await operator.presses("🚫");
  await operator.presses("✅");
  await operator.sees(/^❌/);
  await isGone("pw-never-placed");

  // The shop's account is refused: the next order waits, and is taken back.
  osimesa.faults.on(
    { kind: "refused", code: 400, message: "Saldo tidak mencukupi." },
    { types: ["order"] },
  );
  await orders("pw-refused-shop");
  await budi.sees(/bukan salah Anda/);
  await isGone("pw-refused-shop");
  await orders("pw-withdrawn");
  await budi.sees("Menunggu dikirim");
  await budi.presses("❌");
  await budi.sees("❌ Tidak dikirim");
  await isGone("pw-withdrawn");

  operator.says("/resume");
  await operator.sees("▶️");
  await asksForRobux(budi, "pw-not-sent");
  await osimesa.down();
  await budi.presses("✅");
  await budi.sees("tidak terkirim");
  await isGone("pw-not-sent");

  async function transactionOf(password: string) {
    const found = () => osimesa.ledger.all().find(({ data }) => data.includes(password));
    await budi.sees("Sedang diproses");
    const transaction = found();
    assert.ok(transaction);
    return transaction;
  }
});
