import { reason } from "../../src/reason.ts";
import {
  orderIdSchema,
  refSchema,
  type Order,
  type OrderState,
  type Withdrawal,
} from "../../src/orders/state/order.ts";
import type { Language } from "../../src/words/dictionary.ts";

export const noon = Date.UTC(2026, 5, 3, 7, 5); // 14:05 in Jakarta

/** How these orders are looked at, a minute after they changed. */
export const view = (language: Language) => ({
  language,
  timeZone: "Asia/Jakarta",
  nowMs: noon + 120_000,
});

const ref = refSchema.parse("some1d");
export const placement = { ref, statusWord: "waiting", note: "SN <b>& Co</b>" };

/** One state of every kind and every reason. */
export const everyState: readonly OrderState[] = [
  { name: "confirmed" },
  { name: "confirmed", waitsFor: orderIdSchema.parse("ZZZZZ11111") },
  { name: "sending", token: "t", epoch: 1 },
  { name: "unknown", why: reason("timeout", "<x> ms") },
  { name: "review", why: reason("several-fit", 2) },
  { name: "review", why: reason("ref-vanished"), ref },
  { name: "placed", ...placement },
  { name: "succeeded", ...placement, voucher: "1234-<5678>-&", chargedRupiah: 5_500 },
  { name: "succeeded", ...placement, note: "", voucher: "" },
  { name: "succeeded", ...placement, voucher: "", doubt: { kind: "missing" } },
  {
    name: "succeeded",
    ...placement,
    voucher: "1234",
    doubt: { kind: "repeated", of: orderIdSchema.parse("ZZZZZ11111") },
  },
  { name: "succeeded", ...placement, voucher: "x".repeat(6_000) },
  { name: "failed", failure: { reason: "refused", message: "Nomor <salah>", shop: false } },
  { name: "failed", failure: { reason: "refused", message: "Saldo tidak cukup", shop: true } },
  { name: "failed", failure: { reason: "refused", message: "", shop: false } },
  {
    name: "failed",
    failure: { reason: "not-sent", why: reason("connection-failed", "ECONNREFUSED") },
  },
  { name: "failed", failure: { reason: "never-placed" } },
  { name: "failed", failure: { reason: "by-upstream", ref, note: "Nomor tidak aktif" } },
  { name: "failed", failure: { reason: "by-upstream", ref, note: "" } },
  { name: "failed", failure: { reason: "given-back", ref } },
  {
    name: "succeeded",
    ref: refSchema.parse("r".repeat(200)),
    statusWord: "w".repeat(500),
    note: "catatan panjang ".repeat(100),
    voucher: "y".repeat(6_000),
  },
  { name: "unknown", why: reason("noted", "sebab ".repeat(500)) },
  ...(["pace", "maintenance", "collision"] as const).map((cause): OrderState => ({
    name: "unknown",
    why: reason(`not-now-${cause}`, "Transaksi dibatasi, coba lagi dalam 6 detik."),
    notNow: true,
  })),
  ...(
    [
      "expired",
      "cancelled",
      "price",
      "closed",
      "gone",
      "access",
      "forgotten",
    ] satisfies Withdrawal[]
  ).flatMap((why): OrderState[] => [
    { name: "failed", failure: { reason: "withdrawn", why } },
    {
      name: "failed",
      failure: { reason: "withdrawn", why, waitedFor: orderIdSchema.parse("ZZZZZ11111") },
    },
  ]),
];

export function orderIn(state: OrderState, change: Partial<Order> = {}): Order {
  return {
    v: 2,
    id: orderIdSchema.parse("K7QXM2PA4Z"),
    line: "game",
    resellerId: 7001,
    chatId: 7001,
    service: { code: "TS5", name: "Telkomsel 5.000", category: "Pulsa Telkomsel" },
    destination: [
      { position: 1, label: "Masukkan Nomor HP", value: "081234567890", secret: false },
      { position: 2, label: "Server", value: "os_asia", shown: "Asia", secret: false },
      { position: 3, label: "Password", value: "rahasia", secret: true },
    ],
    costRupiah: 5_475,
    priceRupiah: 5_475,
    fingerprint: "f",
    version: 3,
    state,
    confirmedAtMs: noon,
    attempt: null,
    sentAtMs: noon,
    changedAtMs: noon + 60_000,
    identity: null,
    pacedMs: null,
    cardMessageId: null,
    timeline: [
      { atMs: noon, to: "confirmed", why: null },
      { atMs: noon + 1_000, to: "sending", why: null },
    ],
    ...change,
  };
}

/** As much and as bad text as an upstream could send, everywhere it can. */
export function hostileOrder(state: OrderState): Order {
  const text = `</code><b>&amp;${"😀".repeat(800)}\u202E${"Z̷͖̐͒".repeat(300)}`;
  const destination = ([1, 2, 3] as const).map((position) => ({
    position,
    label: text,
    value: text,
    secret: false,
  }));
  const timeline = Array.from({ length: 60 }, () => ({
    atMs: noon,
    to: "placed" as const,
    why: reason("supplier-status", text),
  }));
  return orderIn(state, {
    service: { code: text, name: text, category: text },
    destination,
    timeline,
  });
}
