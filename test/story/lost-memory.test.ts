import assert from "node:assert/strict";
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { KEY_REFUSED } from "../../sandbox/osimesa/faults.ts";
import { startPrivateRedis } from "../../sandbox/redis/server.ts";
import { startRedisWithoutInfo } from "../redis/without-info.ts";
import { openShop, quickDecisions, type ShopOptions } from "./shop.ts";
import { until } from "./until.ts";

/**
 * A backup of Redis is restored: what was done since is forgotten, though the upstream did it. Nothing is sent twice,
 * and everybody is told what became of it.
 */

interface RedisWithPast {
  url: string;
  botUrl?: string;
  dir: string;
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

async function openShopWithBackups(
  context: TestContext,
  { server: own, ...options }: ShopOptions & { server?: RedisWithPast } = {},
) {
  const server: RedisWithPast = own ?? (await startPrivateRedis());
  const shop = await openShop(context, {
    redis: { url: server.botUrl ?? server.url, close: () => server.close() },
    upstream: { policy: () => ({ kind: "hang" }) },
    ...options,
    env: { ...quickDecisions, UPSTREAM_SKEW_S: "1", ...options.env },
  });
  await shop.listed();
  shop.operator.says("/start");
  await shop.operator.sees("Toko Maju");
  const data = join(server.dir, "appendonlydir");
  const kept = join(server.dir, "backup");
  return {
    ...shop,
    /** A copy of the append-only folder, as an operator makes one. */
    backUp: () => cp(data, kept, { recursive: true }),
    async restore() {
      await server.kill();
      await rm(data, { recursive: true });
      await cp(kept, data, { recursive: true });
      await server.start();
    },
  };
}

type Shop = Awaited<ReturnType<typeof openShopWithBackups>>;

/** What the operator is shown, attached to the order that fits it. */
async function operatorAttaches({ operator }: Shop, refId: string) {
  await until(async () => {
    operator.says("/review");
    await operator.sees(/1 transaksi perlu dicek[^]*081234567890/);
    await operator.presses("1");
    return (await operator.sees(/./)).message.text?.includes(refId);
  });
  await operator.presses("🔗");
  await operator.presses("✅");
}

/** An order is confirmed, and waits in the backup too. */
async function ordersAndBacksUp({ budi, backUp, osimesa }: Shop) {
  await budi.ordersPulsa();
  await budi.sees("Menunggu dikirim");
  await backUp();
  assert.deepEqual(
    osimesa.ledger.all().filter(({ data }) => data[0] === "081234567890"),
    [],
  );
}

const redises: Record<string, () => Promise<RedisWithPast>> = {
  "a Redis": startPrivateRedis,
  "a Redis that forbids INFO": startRedisWithoutInfo,
};

for (const [which, startRedis] of Object.entries(redises))
  test(`${which} of before an order was sent is restored: it is not sent again, an operator is shown what came of it, the reseller is told`, async (context) => {
    const shop = await openShopWithBackups(context, {
      server: await startRedis(),
      // Without a page of the account nothing is sent.
      before: ({ osimesa }) =>
        void osimesa.faults.on(
          { kind: "http-error", status: 500 },
          { types: ["status"], count: Infinity },
        ),
    });
    const { budi, operator, osimesa, bot, openBot, restore, orderRequests } = shop;
    await ordersAndBacksUp(shop);
    osimesa.faults.clear();
    const { refId } = await until(() => osimesa.ledger.all()[0]);
    await bot.stop();
    await restore();
    await openBot();
    await budi.sees(/Pending[^]*angan kirim ulang/);
    await operator.sees(/perlu dicek[^]*081234567890/);
    await operatorAttaches(shop, refId);
    osimesa.ledger.complete(refId, { voucher: "SN-FORGOTTEN" });
    await budi.sees(/^✅ Sukses[^]*SN-FORGOTTEN/);
    assert.equal(orderRequests(), 1);
  });

test("a backup of before an order was taken back is restored: pages that reach back show that nothing was sent, the reseller is told", async (context) => {
  const shop = await openShopWithBackups(context);
  const { budi, sari, osimesa, bot, openBot, restore, orderRequests } = shop;
  await budi.ordersPulsa("081234567801");
  await budi.sees("Sedang diproses");
  // The supplier turns the shop away: nothing more is sent for a minute.
  osimesa.faults.on(KEY_REFUSED, { types: ["order"] });
  await sari.ordersPulsa("081234567802");
  await sari.sees("Toko sedang ada kendala");
  // Pages reach back to his first transaction: it has to be older than the order, by the skew and its seconds.
  const [first] = osimesa.ledger.all();
  await until(() => first !== undefined && Date.now() > first.createdAtMs + 3_000);
  await ordersAndBacksUp(shop);
  await budi.presses("❌");
  await budi.sees("Dibatalkan sebelum dikirim");
  await bot.stop();
  await restore();
  await openBot();
  await budi.sees(/Catatan terakhir bot sempat hilang[^]*tidak pernah sampai ke supplier/, {
    timeoutMs: 40_000,
  });
  assert.equal(orderRequests(), 2);
});

test("a card is kept whose order was forgotten: pressed again it is a fresh card that says so, and its order goes to an operator, not to the supplier", async (context) => {
  const shop = await openShopWithBackups(context);
  const { budi, operator, osimesa, bot, openBot, backUp, restore, orderRequests } = shop;
  await budi.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
  budi.says("081234567890");
  const card = await budi.sees(/^Cek/);
  await backUp();
  await budi.presses("✅", { message: card });
  const { refId } = await until(() => osimesa.ledger.all()[0]);
  await budi.sees("Sedang diproses");
  await bot.stop();
  await restore();
  await openBot();
  await budi.pressesOld("✅", { message: card });
  await budi.sees(/Catatan terakhir bot sempat hilang[^]*mungkin sudah jalan/);
  // This one: a number that was in hand in the backup is answered once more, with the old card below it.
  await budi.presses("✅", { message: card });
  await budi.sees(/Pending[^]*sedang dicek operator/);
  await operator.sees(/perlu dicek[^]*081234567890/);
  await operatorAttaches(shop, refId);
  osimesa.ledger.complete(refId, { voucher: "SN-FORGOTTEN" });
  await budi.sees(/^✅ Sukses[^]*SN-FORGOTTEN/);
  assert.equal(orderRequests(), 1);
});

test("Redis goes back while a request is under way: its answer is told to operators, and an equal order is not sent", async (context) => {
  const shop = await openShopWithBackups(context, {
    // However long Redis takes to go back, nobody gives the request up.
    env: { OSIMESA_TIMEOUT_MS: "8000", UNKNOWN_GRACE_S: "10" },
  });
  const { budi, operator, osimesa, backUp, restore, orderRequests } = shop;
  await backUp();
  const answer = Promise.withResolvers<void>();
  osimesa.faults.on({ kind: "held", until: answer.promise }, { types: ["order"] });
  await budi.ordersPulsa();
  await until(() => orderRequests() === 1);
  await restore();
  answer.resolve();
  const { refId } = await until(() => osimesa.ledger.all()[0]);
  const told = await operator.sees(/sudah tidak ada di Redis[^]*081234567890/);
  assert.ok(told.message.text?.includes(refId), "what has to be looked for");
  await budi.ordersPulsa();
  await operator.sees(/perlu dicek[^]*081234567890/);
  assert.equal(orderRequests(), 1);
});
