import assert from "node:assert/strict";
import { test } from "node:test";
import { jakartaDay } from "../../../src/jakarta.ts";
import type { Service } from "../../../src/catalogue/service.ts";
import { refSchema } from "../../../src/orders/state/order.ts";
import type { Person } from "../../person.ts";
import { service } from "../goods.ts";
import { openShop, type Shop } from "../shop.ts";

const voucher = service("NOL", [], { name: "Voucher" });

test("how long orders took is said in seconds, from a minute and a half in minutes, from an hour and a half in hours", async (context) => {
  const { operator, redis, keys } = await openShop(context, [voucher]);
  const today = jakartaDay(Date.now());
  for (const [meanS, said] of [
    [1.2, "1,2 detik"],
    [89, "89 detik"],
    [90, "1,5 menit"],
    [3_600, "60 menit"],
    [5_399, "90 menit"],
    [5_400, "1,5 jam"],
    [72 * 3_600, "72 jam"],
  ] as const) {
    // Also for tomorrow: midnight in Jakarta may pass meanwhile.
    for (const day of [today, today + 1]) {
      await redis.hset(keys.sums(day), {
        confirmed: 2,
        succeeded: 2,
        rupiah: 11_000,
        "done 19": 2,
      });
      await redis.hset(keys.line("game").serviceSums(day), {
        "ok NOL": 2,
        "ms NOL": 2 * meanS * 1_000,
      });
    }
    operator.says("/stats");
    await operator.sees(new RegExp(`Voucher: ${said}$`, "m"));
    await operator.sees("selesai dalam ≤ 2 jam");
  }
});

test("how orders without an answer were decided is said in both languages, and nothing of what did not happen", async (context) => {
  const { operator, jane, grant, redis, keys } = await openShop(context, [voucher]);
  grant(7002, "operator");
  operator.says("/stats");
  const { message } = await operator.sees("Hari ini");
  assert.doesNotMatch(message.text ?? "", /Tanpa jawaban|komplain/);
  const today = jakartaDay(Date.now());
  for (const day of [today, today + 1])
    await redis.hset(keys.sums(day), {
      confirmed: 9,
      "decided matched": 4,
      "decided attached": 1,
      "decided never-placed-by-operators": 2,
    });
  operator.says("/stats");
  await operator.sees(
    /Tanpa jawaban supplier[^]*di daftar supplier: 4\n[^]*dicocokkan operator: 1\n[^]*kata operator: 2(?![^]*bot sendiri)/,
  );
  for (const day of [today, today + 1])
    await redis.hset(keys.sums(day), { "decided never-placed-by-itself": 3 });
  jane.says("/stats");
  await jane.sees(
    /supplier's list: 4\n[^]*matched by operators: 1\n[^]*said operators: 2\n[^]*by the bot itself: 3/,
  );
});

const game = service("ML86", [], {
  name: "86 Diamonds",
  costRupiah: 19_400,
  category: { name: "Mobile <Legends>", slug: "mobile-legends" },
});

/** An order of this person's, which succeeds for what the supplier says it charged. */
async function sells(shop: Shop, who: Person, what: Service, chargedRupiah?: number) {
  const person = { userId: who.id, chatId: who.id };
  const { confirmation } = await shop.desk.prepare({ ...person, service: what, answers: [] });
  await shop.desk.confirm(confirmation.id, { ...person, cardMessageId: 1 });
  const [order] = await shop.orders(who.id);
  assert.ok(order);
  const placement = { ref: refSchema.parse(`R${order.id}`), statusWord: "success", note: "" };
  const succeeded = {
    name: "succeeded",
    ...placement,
    voucher: "",
    ...(chargedRupiah === undefined ? {} : { chargedRupiah }),
  } as const;
  const sending = { name: "sending", token: "t", epoch: 1 } as const;
  const placed = await shop.move(order, sending, { name: "placed", ...placement });
  // The second time it is known to have succeeded.
  await shop.move(placed, succeeded);
  await shop.move(placed, succeeded);
}

test("as long as resellers pay what it costs, nothing is said of profit", async (context) => {
  const shop = await openShop(context, [voucher]);
  await sells(shop, shop.budi, voucher);
  shop.operator.says("/stats");
  const { message } = await shop.operator.sees(/Sukses: 1/);
  assert.doesNotMatch(message.text ?? "", /Laba/);
  assert.equal(await shop.redis.exists(shop.keys.profits(jakartaDay(Date.now()))), 0);
});

test("profit of the day, by category and by reseller, most first, in both languages; what failed earns nothing", async (context) => {
  const shop = await openShop(context, [voucher, game]);
  const { budi, jane, operator, prices, grant, desk } = shop;
  await prices.setMarkup({ kind: "all" }, null, { kind: "rupiah", rupiah: 500 });
  await prices.setMarkup({ kind: "all" }, 1, { kind: "rupiah", rupiah: 200 });
  await prices.setLevel(jane.id, 1);
  operator.says("/start");
  await operator.sees("Cari transaksi: /status");
  budi.says("/start");
  await budi.sees("Mau pesan apa");
  await sells(shop, budi, voucher);
  await sells(shop, budi, game, 19_300);
  await sells(shop, jane, game);
  const person = { userId: budi.id, chatId: budi.id };
  const { confirmation } = await desk.prepare({ ...person, service: game, answers: [] });
  await desk.confirm(confirmation.id, { ...person, cardMessageId: 1 });
  const [cancelled] = await shop.orders(budi.id);
  assert.ok(cancelled);
  await shop.move(cancelled, {
    name: "failed",
    failure: { reason: "withdrawn", why: "cancelled" },
  });
  operator.says("/stats");
  await operator.sees(
    /Laba: Rp1\.300\n\nLaba per kategori:\nMobile <Legends>: Rp800\nPulsa Telkomsel: Rp500\n\nLaba per reseller:\nBudi: Rp1\.100\n7002: Rp200\n/,
  );
  operator.says("/books");
  await operator.sees("Laba: Rp1.300");
  grant(jane.id, "operator");
  jane.says("/stats");
  await jane.sees(
    /Profit: Rp1\.300\n\nProfit by category:\nMobile <Legends>: Rp800\n[^]*Profit by reseller:\nBudi: Rp1\.100\n/,
  );
});
