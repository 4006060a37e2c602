import assert from "node:assert/strict";
import { test } from "node:test";
import { input, service } from "./goods.ts";
import { openShop } from "./shop.ts";
import { processorTime } from "../processor-time.ts";

const legends = service("ML86", [
  input("User ID", { type: "tel" }),
  input("Zone ID", { type: "tel", position: 2 }),
]);
const letter = service("LTR1", [
  input("Nama"),
  input("Alamat", { position: 2 }),
  input("Catatan", { position: 3 }),
]);

/** Of the processor's time, far more than any of them needs; what tries every way to read such a message takes many times as long. */
const mostMs = 2_000;

for (const { what, text, session } of [
  { what: "a top-up of nothing", text: `tiket${" ".repeat(3_000)}x` },
  {
    what: "an amount that is none",
    text: `5${" ".repeat(3_000)}!`,
    session: { receipt: { what: "price", messageId: 1, askedAtMs: Date.now() } },
  },
  { what: "an id without its zone", text: `ML86.12345678 s${" ".repeat(500)}!` },
  { what: "words for three names", text: `LTR1 ${"081234567890 ".repeat(200)}` },
])
  test(`one message holds up nobody: ${what}`, async (t) => {
    const { budi, jane, storeSession } = await openShop(t, [legends, letter], {
      takesDeposits: true,
    });
    budi.says("/start");
    await budi.sees("Toko");
    jane.says("/start");
    await jane.sees("Toko");
    if (session !== undefined)
      await storeSession(budi.id, { v: 1, language: "id", name: "Budi", ...session });
    const tookMs = processorTime();
    budi.says(text);
    await budi.sees(/./);
    jane.says("/start");
    await jane.sees("Toko");
    assert.ok(tookMs() < mostMs, `${tookMs()} ms`);
  });
