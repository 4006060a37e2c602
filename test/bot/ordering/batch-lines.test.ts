import assert from "node:assert/strict";
import { test } from "node:test";
import { refSchema } from "../../../src/orders/state/order.ts";
import { input, service } from "../goods.ts";
import { openShop, type Shop } from "../shop.ts";
import { goods, made } from "./batch-goods.ts";

const robux = service(
  "RBX",
  [input("Username"), input("Password", { type: "password", position: 2 })],
  { name: "80 Robux", category: { name: "Roblox", slug: "roblox" } },
);

/** The supplier has done all that this person ordered. */
async function succeed(shop: Shop, userId: number): Promise<void> {
  for (const order of await shop.orders(userId)) {
    const placed = { ref: refSchema.parse(`ref${order.id}`), statusWord: "sukses", note: "" };
    await shop.move(
      order,
      { name: "sending", token: "t", epoch: 1 },
      { name: "placed", ...placed },
      { name: "succeeded", ...placed, voucher: "V1" },
    );
  }
}

test("good lines go ahead, and each of the others says what is wrong with it", async (t) => {
  const shop = await openShop(t, goods);
  const { budi } = shop;
  budi.says(
    [
      "TS5.081234567890",
      "TS7.081234567891",
      "TS10.0812",
      "TS25.081234567892",
      "ML86.12345678",
      "terima kasih",
      "ts5 0812-3456-7890",
      "ML86.12345678.1234",
    ].join("\n"),
  );
  const { message } = await budi.sees("Cek 2 pesanan");
  const text = message.text ?? "";
  assert.match(text, /TS7\.081234567891 – kodenya tidak ada; mungkin TS5\?/);
  assert.match(text, /TS10\.0812 – Nomor HP: Terlalu pendek/);
  assert.match(text, /TS25\.081234567892 – 🔴 stok habis/);
  assert.match(text, /ML86\.12345678 – belum lengkap: Zone ID\?/);
  assert.match(text, /terima kasih – bukan pesanan/);
  assert.match(text, /TS5\.081234567890 – sama dengan nomor 1/);
  await budi.presses("✅");
  await budi.sees("2 transaksi");
  assert.deepEqual(await made(shop, budi.id), ["ML86 12345678 1234", "TS5 081234567890"]);
});

test("a second one of the same in a batch is one only where it says so", async (t) => {
  const shop = await openShop(t, goods);
  const { budi } = shop;
  budi.says("TS5.081234567890\nTS5.081234567890.2");
  await budi.sees("Cek 2 pesanan");
  await budi.presses("✅");
  await budi.sees("2 transaksi");
  await succeed(shop, budi.id);
  budi.says("TS5.081234567890\nTS10.081234567890");
  await budi.sees(/Cek 1 pesanan[^]*TS5\.081234567890 – hari ini sudah dipesan/);
  assert.equal((await shop.orders(budi.id)).length, 2);
});

test("a batch pasted again while its orders are under way orders none of them again, though each line says .2", async (t) => {
  const shop = await openShop(t, goods);
  const { budi } = shop;
  const pasted = "TS5.081234567890.2\nTS10.081234567891.2";
  budi.says(pasted);
  const first = await budi.sees("Cek 2 pesanan");
  assert.doesNotMatch(first.message.text ?? "", /yang ke-/, "nothing of the same today");
  await budi.presses("✅");
  await budi.sees("2 transaksi");
  budi.says(pasted);
  await budi.sees(
    /Belum ada yang bisa dipesan[^]*TS5\.081234567890\.2 – yang sama masih berjalan \(🕐[^]*TS10/,
  );
  assert.equal((await shop.orders(budi.id)).length, 2);
  await succeed(shop, budi.id);
  budi.says(pasted);
  await budi.sees(/Cek 2 pesanan[^]*1\. TS5[^\n]*yang ke-2\n2\. TS10[^\n]*yang ke-2/);
});

test("which of the same a line is stands behind it; the same .2 twice is one", async (t) => {
  const shop = await openShop(t, goods);
  const { budi, jane } = shop;
  budi.says("TS5.081234567890\nTS5.081234567890.2\nTS5.081234567890.2");
  await budi.sees(/Cek 2 pesanan[^]*2\. TS5[^\n]*yang ke-2[^]*\.2 – sama dengan nomor 2/);
  jane.says("TS5.081234567890.2\nTS5.081234567890.2");
  await jane.sees(/Check 1 order[^]*the same as number 1; one more is one line/);
});

test("no PIN and no password is repeated or kept: the message with the password goes", async (t) => {
  const shop = await openShop(t, [...goods, robux]);
  const { budi, redis } = shop;
  const kept = async () =>
    (await Promise.all((await redis.keys("*batch:*")).map((key) => redis.get(key)))).join("\n");
  const refused: [line: string, shown: RegExp][] = [
    ["RBX.budi.rahasia123", /RBX\.budi – isi lewat tombol/],
    ["RBX.budi\nrahasia123", /RBX\.budi – isi[^]*•••••• – bukan pesanan/],
    ["RBY.081234567890.rahasia123", /RBY\.081234567890 … – kodenya tidak ada/],
  ];
  for (const [line, shown] of refused) {
    const typed = budi.says(`TS5.081234567890\n${line}`);
    await budi.sees(shown);
    const { message_id: id } = typed.message;
    assert.ok(!budi.messages().some(({ message }) => message.message_id === id), line);
    assert.doesNotMatch(await kept(), /rahasia/, line);
    assert.doesNotMatch(budi.screen(), /rahasia/, line);
  }
  const pins = [
    "TS10.halo.987654",
    "TS25.081234567890.987654",
    "TS5.081234567890.987654",
    "TS7.081234567890.987654",
    "ML86.12345678.1234.987654.987654",
    "5.081234567891.987654",
  ];
  budi.says(["TS5.081234567890", ...pins].join("\n"));
  const { message } = await budi.sees("Cek 1 pesanan");
  assert.doesNotMatch(message.text ?? "", /987654/);
  assert.doesNotMatch(await kept(), /987654/);
});

test("that no PIN is needed is said of a batch too", async (t) => {
  const { budi } = await openShop(t, goods);
  budi.says("TS5.081234567890.1234\nTS10.081234567891.1234");
  await budi.sees("PIN tidak perlu di sini");
  await budi.sees("Cek 2 pesanan");
});

test("more than twenty orders are refused with what to do, and none is made", async (t) => {
  const { budi, jane, orders } = await openShop(t, goods);
  const lines = (count: number) =>
    Array.from({ length: count }, (_, place) => `TS5.0812345${10_000 + place}`).join("\n");
  budi.says(lines(21));
  await budi.sees(/21 pesanan terlalu banyak[^]*Paling banyak 20/);
  jane.says(lines(20));
  await jane.sees("Check 20 orders");
  assert.equal((await orders(budi.id)).length, 0);
});
