import assert from "node:assert/strict";
import { test } from "node:test";
import { Redis } from "ioredis";
import { accountKeys } from "../../src/redis/keys.ts";
import { openShop, quickDecisions } from "./shop.ts";
import { until } from "./until.ts";

const keys = accountKeys("10001");

const figuresOf = async (httpPort: number) =>
  (await fetch(`http://127.0.0.1:${httpPort}/metrics`)).text();

test("where the supplier says its balance, operators read it in /stats, and machines in the metrics", async (context) => {
  const { operator, osimesa, httpPort } = await openShop(context, {
    upstream: { profile: "text", balanceRupiah: 1_234_567 },
  });
  await until(() => osimesa.requests.count("profile") === 1);
  await until(async () => {
    operator.says("/stats");
    return /Saldo OsiMesa: Rp1\.234\.567 \(\d\d:\d\d WIB\)/.test(
      (await operator.sees("Hari ini")).message.text ?? "",
    );
  });
  const figures = await figuresOf(httpPort());
  assert.match(figures, /^osimesa_balance_rupiah 1234567$/m);
  assert.match(figures, /^osimesa_balance_age_seconds \d/m);
});

test("where it does not, nothing is said of a balance, and nobody is warned", async (context) => {
  const { operator, osimesa, redis, httpPort, log, openBot, bot } = await openShop(context, {
    env: { LOW_BALANCE_RUPIAH: "50000" },
  });
  const client = new Redis(redis.url);
  context.after(() => client.disconnect());
  await until(async () => (await client.exists(keys.balanceMissing)) === 1);
  operator.says("/stats");
  assert.doesNotMatch((await operator.sees("Hari ini")).message.text ?? "", /saldo/i);
  assert.doesNotMatch(await figuresOf(httpPort()), /^osimesa_balance/m);
  // Remembered in Redis: another start does not ask.
  await bot.stop();
  await openBot();
  operator.says("/start");
  await operator.sees("Toko Maju");
  assert.equal(osimesa.requests.count("profile"), 1);
  assert.doesNotMatch(log(), /profile|balance/);
  assert.ok(operator.messages().every(({ message }) => !/saldo/i.test(message.text ?? "")));
});

test("a low balance is told once, also after a restart, and once that it is high enough again", async (context) => {
  const { operator, osimesa, redis, bot, openBot } = await openShop(context, {
    env: { LOW_BALANCE_RUPIAH: "50000" },
    upstream: { profile: "plain", balanceRupiah: 49_999 },
    before: () => undefined,
  });
  operator.says("/start");
  const told = (words: RegExp) =>
    operator.messages().filter(({ message }) => words.test(message.text ?? "")).length;
  await until(() => told(/Saldo OsiMesa menipis[^]*Rp49\.999 < Rp50\.000/) === 1);
  /** As an hour later. */
  const restarts = async (running: { stop(): Promise<void> }) => {
    await running.stop();
    const client = new Redis(redis.url);
    await client.del(keys.balance);
    client.disconnect();
    const asked = osimesa.requests.count("profile");
    const renewed = await openBot();
    await until(() => osimesa.requests.count("profile") > asked);
    return renewed;
  };
  const second = await restarts(bot);
  osimesa.ledger.setBalance(50_000);
  await restarts(second);
  await until(() => told(/Saldo OsiMesa cukup lagi/) === 1);
  assert.equal(told(/menipis/), 1);
});

for (const [what, takenRupiah, words] of [
  ["fell", 5_925, /Saldo turun Rp5\.925 saat itu: sepertinya pesanan ini terpotong/],
  ["did not fall", 0, /Saldo tidak turun karena pesanan ini: sepertinya tidak terpotong/],
] as const) {
  test(`an order in review whose balance ${what}: the operator who decides reads that`, async (context) => {
    const { budi, operator, osimesa } = await openShop(context, {
      env: quickDecisions,
      upstream: { profile: "plain" },
    });
    operator.says("/start");
    await operator.sees("Toko Maju");
    await until(() => osimesa.requests.count("profile") === 1);
    osimesa.ledger.setBalance(osimesa.ledger.balanceRupiah() - takenRupiah);
    osimesa.faults.on({ kind: "dropped" }, { types: ["order"] });
    await budi.ordersPulsa();
    await budi.sees(/jangan kirim/i);
    await operator.sees(/perlu dicek[^]*081234567890/);
    await until(() => osimesa.requests.list("profile").at(1)?.answered === "200");
    await operator.presses("⚖️");
    await operator.sees(words);
  });
}
