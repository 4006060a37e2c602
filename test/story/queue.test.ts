import assert from "node:assert/strict";
import { test } from "node:test";
import { KEY_REFUSED } from "../../sandbox/osimesa/faults.ts";
import { openShop } from "./shop.ts";
import { until } from "./until.ts";

test("who waits for a turn reads their place and about how long, on the card as it shrinks and before ✅", async (context) => {
  const { budi, sari, alex } = await openShop(context, {
    env: { OSIMESA_ORDER_GAP_MS: "60000" },
  });
  await budi.ordersPulsa("081234567801");
  await budi.sees(/^✅ Sukses/);
  await sari.ordersPulsa("081234567802");
  await sari.sees(/Menunggu dikirim[^]*Antrean ke-1, kira-kira (50|60) detik/);
  await sari.sees(/Antrean ke-1, kira-kira (20|30|40) detik/, { timeoutMs: 40_000 });
  await alex.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
  alex.says("081234567803");
  await alex.sees(/There is a queue: about (\d0 seconds|2 minutes) until this order is sent/);
});

test("while the shop is turned away its waiting orders say so, and until when they wait", async (context) => {
  const { budi, sari, osimesa } = await openShop(context);
  await budi.ordersPulsa("081234567801");
  await budi.sees(/^✅ Sukses/);
  osimesa.faults.on(KEY_REFUSED, { types: ["order"] });
  await budi.ordersPulsa("081234567802");
  await budi.sees("Toko sedang ada kendala");
  await sari.ordersPulsa("081234567803");
  await sari.sees(
    /Menunggu dikirim[^]*Toko sedang ada kendala dengan supplier, bukan salah Anda[^]*Terus dicoba sampai (\d+ \S+ )?\d\d:\d\d WIB/,
  );
});

test("a place that is still being written on a card neither holds up the result nor stays on the card", async (context) => {
  const { telegram, budi, sari } = await openShop(context, {
    env: { OSIMESA_ORDER_GAP_MS: "20000" },
  });
  await budi.ordersPulsa("081234567801");
  await budi.sees(/^✅ Sukses/);
  await sari.ordersPulsa("081234567802");
  await sari.sees(/Antrean ke-1/);
  // It begins to be written five to ten seconds into the gap, and is not there by its end; 20 s would be given up.
  const lateMs = 18_000;
  telegram.faults.add({
    kind: "slow",
    delayMs: lateMs,
    method: "editMessageText",
    chatId: sari.id,
    times: 1,
  });
  await until(() => telegram.faults.list().length === 0);
  const begunMs = performance.now();
  const result = await sari.sees(/^✅ Sukses/, { timeoutMs: lateMs });
  assert.ok(performance.now() - begunMs < lateMs, "while the place is being written");
  assert.ok(result.message.reply_to_message !== undefined, "in a message of its own");
  await until(() => telegram.calls.some(({ fault }) => fault === "slow"));
  await until(
    () => !sari.messages().some(({ message }) => message.text?.includes("Menunggu dikirim")),
  );
});
