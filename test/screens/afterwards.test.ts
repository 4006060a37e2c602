import assert from "node:assert/strict";
import { test } from "node:test";
import { isFinal, orderIdSchema, refSchema, type Order } from "../../src/orders/state/order.ts";
import { notices } from "../../src/screens/notices/notices.ts";
import { card } from "../../src/screens/orders/card.ts";
import { finishedCard } from "../../src/screens/orders/finished-card.ts";
import type { Screen } from "../../src/screens/screen.ts";
import { languages } from "../../src/words/dictionary.ts";
import { everyState, hostileOrder, orderIn, view } from "../words/sample-orders.ts";
import { assertSendable } from "../words/sendable.ts";

const placed = { ref: refSchema.parse("some1d"), statusWord: "Sukses", note: "" };
const phone = { position: 1, label: "Nomor HP", value: "081234567890", secret: false } as const;
const pulsa = orderIn(
  { ...placed, name: "succeeded", voucher: "0041-SN" },
  { destination: [phone] },
);
const token = orderIn(
  { ...placed, name: "succeeded", voucher: "6255-1234-5678-9012-0465/BUDI/R1/1300VA/32,5" },
  {
    id: orderIdSchema.parse("TKNPLN0001"),
    destination: [{ ...phone, label: "ID Pelanggan", value: "12345678901" }],
    service: { code: "PLN50", name: "Token PLN 50.000", category: "Token PLN" },
  },
);

const copies = ({ keyboard }: Screen) =>
  keyboard.flat().flatMap((button) => ("copy" in button ? [[button.label, button.copy]] : []));

/** One message for all of them. */
function told(...orders: readonly Order[]): Screen {
  const due = orders.map((order) => ({
    notice: { kind: "result", id: order.id, orderId: order.id } as const,
    order,
  }));
  const [only, ...others] = notices(due, view("id"));
  assert.ok(only?.screen && others.length === 0);
  return only.screen;
}

test("a finished order's card shrinks to two lines, in both languages and whatever its texts", () => {
  for (const state of everyState)
    for (const order of [orderIn(state), hostileOrder(state)])
      for (const language of languages) {
        if (!isFinal(order)) continue;
        const screen = finishedCard(order, language);
        assertSendable(screen);
        assert.equal(screen.text.html.split("\n").length, 2, screen.text.html);
        assert.doesNotMatch(screen.text.html, /rahasia|Rp|5\.475/);
      }
  assert.ok(isFinal(pulsa));
  assert.equal(
    finishedCard(pulsa, "id").text.html,
    "<b>✅ Sukses</b> · Telkomsel 5.000\n081234567890 · hasilnya di bawah",
  );
});

test("of an electricity token its twenty digits alone are copied, and the button says so", () => {
  const digits = "62551234567890120465";
  assert.deepEqual(copies(told(token)), [["📋 Salin token", digits]]);
  assert.deepEqual(copies(card(token, { ...view("id"), viewer: "reseller" })), [
    ["📋 Salin token", digits],
  ]);
  assert.match(told(token).text.html, /6255-1234-5678-9012-0465\/BUDI\/R1\/1300VA\/32,5/);
});

test("where results share a message a copy button says what it copies, not a number it does not", () => {
  assert.deepEqual(copies(told(pulsa, token)), [
    ["📋 SN …7890", "0041-SN"],
    ["📋 Token …8901", "62551234567890120465"],
  ]);
});

test("a note that only says success is not repeated below it, any other is told", () => {
  const noted = (note: string) => {
    const order = orderIn({ ...placed, name: "succeeded", note, voucher: "" });
    return [told(order), card(order, { ...view("id"), viewer: "operator" })].map(
      (one) => one.text.html,
    );
  };
  for (const note of ["Transaksi berhasil", "Transaksi Berhasil.", "SUKSES", "Top up sukses!"])
    for (const text of noted(note)) assert.doesNotMatch(text, /Catatan/, note);
  for (const note of ["Transaksi berhasil, masa aktif 30 hari", "Berhasil sebagian"])
    for (const text of noted(note)) assert.match(text, /Catatan: /, note);
});
