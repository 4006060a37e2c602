import assert from "node:assert/strict";
import { test } from "node:test";
import type { OrderState } from "../../../src/orders/state/order.ts";
import { reason } from "../../../src/reason.ts";
import { openCounter } from "../../redis-commands.ts";
import { phone, pulsa, service } from "../goods.ts";
import { openShop } from "../shop.ts";
import { bought, repeats } from "./bought.ts";
import { fails } from "../ordered.ts";

const unclear: OrderState[] = [
  { name: "sending", token: "t", epoch: 1 },
  { name: "unknown", why: reason("timeout", "") },
];

test("/start offers the last five things bought, each once, newest first; what failed or is under way is none", async (t) => {
  const tri = service("TRI", [phone], { name: "Tri 1 GB dengan nama yang panjang sekali" });
  const shop = await openShop(t, [pulsa, tri]);
  const { budi, jane } = shop;
  const numbers = ["1", "2", "3", "4", "5", "6"].map((last) => `08123456789${last}`);
  for (const number of [...numbers, numbers[2] ?? ""]) await bought(shop, budi, pulsa, [number]);
  await bought(shop, budi, tri, ["089612345678"]);
  await bought(shop, budi, pulsa, ["081200000000"], fails);
  await bought(shop, budi, pulsa, [numbers[5] ?? ""], unclear);
  budi.says("/start");
  await budi.sees("Mau pesan apa");
  assert.deepEqual(repeats(budi), [
    "🔁 Tri 1 GB dengan nama… · 089612345678",
    "🔁 Telkomsel 5.000 · 081234567893",
    "🔁 Telkomsel 5.000 · 081234567895",
    "🔁 Telkomsel 5.000 · 081234567894",
    "🔁 Telkomsel 5.000 · 081234567892",
  ]);
  assert.equal(budi.buttons()[5], "🛒 Pesan");
  const start = budi.lastMessage();
  await budi.presses(/🔁.*893/);
  const card = await budi.sees(/^Cek nomor[^]*081234567893/);
  assert.equal(card.message.message_id, start.message.message_id, "in the same message");
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  // It is under way now: no screen offers it again.
  budi.says("/order");
  await budi.sees("Pilih kategori");
  await budi.presses("⬅️");
  await budi.sees("Mau pesan apa");
  assert.equal(repeats(budi).length, 4);
  assert.ok(!repeats(budi).some((label) => label.endsWith("893")));
  jane.says("/start");
  await jane.sees("What would you like");
  assert.deepEqual(repeats(jane), []);
});

test("what is under way is not offered either where the answer to ✅ was lost and it was pressed again", async (t) => {
  const shop = await openShop(t, [pulsa]);
  const { budi, desk, breakDesk } = shop;
  await bought(shop, budi, pulsa, ["081234567892"]);
  budi.says("/start");
  await budi.sees("Mau pesan apa");
  await budi.presses("🔁");
  await budi.sees(/^Cek nomor/);
  breakDesk({
    async confirm(...all) {
      await desk.confirm(...all);
      throw new Error("lost");
    },
  });
  await budi.presses("✅");
  await budi.seesAlert("Menekan ✅ sekali lagi aman");
  breakDesk({});
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  budi.says("/order");
  await budi.sees("Pilih kategori");
  await budi.presses("⬅️");
  await budi.sees("Mau pesan apa");
  assert.deepEqual(repeats(budi), []);
});

test("/start is five round trips to Redis at most, the way back to it one, whatever was bought", async (t) => {
  const shop = await openShop(t, [pulsa]);
  const { budi, redis, handle } = shop;
  for (const last of ["1", "2", "3"]) await bought(shop, budi, pulsa, [`08123456789${last}`]);
  budi.says("/start");
  const { message } = await budi.sees("Mau pesan apa");
  const from = { id: budi.id, is_bot: false, first_name: "Budi", language_code: "id" };
  const chat = { id: budi.id, type: "private" as const, first_name: "Budi" };
  const entities = [{ type: "bot_command" as const, offset: 0, length: 6 }];
  const typed = { message_id: 1, date: 1, from, chat, text: "/start", entities };
  // In the chat's line it comes after what the first one has left to write.
  await handle({ update_id: 900_000, message: typed });
  const during = await openCounter(t, redis);
  const start = await during(() => handle({ update_id: 900_001, message: typed }));
  assert.ok(start.roundTrips <= 5, `${start.roundTrips}`);
  assert.deepEqual(start.writes, ["set"]);
  const back = await during(() =>
    handle({
      update_id: 900_002,
      callback_query: {
        id: "1",
        from,
        chat_instance: "1",
        data: "1m",
        message: { message_id: message.message_id, date: 1, chat, text: "old" },
      },
    }),
  );
  assert.deepEqual([back.roundTrips, back.writes], [1, []]);
  assert.equal(repeats(budi).length, 3);
});
