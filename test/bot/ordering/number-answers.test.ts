import assert from "node:assert/strict";
import { test } from "node:test";
import { contentOf } from "../../../sandbox/telegram/rendering.ts";
import { input, phone, service } from "../goods.ts";
import { openShop, opens } from "../shop.ts";

const mobileLegends = service(
  "ML86",
  [
    input("User ID", { type: "tel", minLength: 5, maxLength: 12 }),
    input("Zone ID", { type: "number", position: 2, minLength: 4, maxLength: 5 }),
  ],
  { category: { name: "Pulsa & Game", slug: "games" }, name: "86 Diamonds" },
);

test("a shared contact answers a phone question, and only such", async (t) => {
  const { budi } = await openShop(t, [service("TS5", [phone, input("Nama", { position: 2 })])]);
  await opens(budi, "Layanan TS5");
  await budi.sees("Nomor HP tujuan?");
  budi.sendsSticker();
  await budi.sees("ketik jawabannya");
  budi.sharesContact("6281234567890", { own: false });
  await budi.sees("Nama?");
  budi.sharesContact("6281234567890", { own: false });
  await budi.sees("bukan tentang nomor HP");
  budi.says("Siti");
  await budi.sees("Nomor HP: 081234567890");
});

test("an id and its zone typed together answer both questions, each for itself", async (t) => {
  const { budi, orders } = await openShop(t, [mobileLegends]);
  await opens(budi, "86 Diamonds");
  await budi.sees(/User ID[^]*ID dan zone sekaligus: 12345678 \(1234\)/);
  budi.says("12345678 (123)");
  await budi.sees("Zone ID: Terlalu pendek: 3 angka. Seharusnya 4–5 angka.");
  budi.says("1234 (1234)");
  await budi.sees("User ID: Terlalu pendek: 4 angka");
  budi.says("12345678 (1234)");
  await budi.sees(/^Cek nomor[^]*User ID: 12345678\nZone ID: 1234/);
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  assert.deepEqual(
    (await orders(budi.id))[0]?.destination.map(({ position, value }) => [position, value]),
    [
      [1, "12345678"],
      [2, "1234"],
    ],
  );
});

test("digits that are no phone number are never run together or taken from a contact", async (t) => {
  const { budi } = await openShop(t, [mobileLegends]);
  await opens(budi, "86 Diamonds");
  await budi.sees("User ID?");
  assert.doesNotMatch(budi.screen(), /kontak/);
  budi.sharesContact("6281234567890");
  await budi.sees("bukan tentang nomor HP");
  budi.says("1234 5678 90");
  await budi.sees("tanpa huruf, spasi atau tanda");
  budi.says("6281234567");
  await budi.sees("Zone ID?");
  await budi.presses("⬅️");
  await budi.sees("User ID?");
  // And after ⬅️ too, both at once.
  budi.says("87654321/4321");
  await budi.sees(/^Cek nomor[^]*User ID: 87654321\nZone ID: 4321/);
  assert.doesNotMatch(budi.screen(), /⚠️/);
});

test("a phone number of 17 digits, or of another kind, is warned about on its card", async (t) => {
  const { budi, jane } = await openShop(t, [
    service("TR5", [phone], { category: { name: "Pulsa Tri", slug: "tri" }, name: "Tri 5.000" }),
  ]);
  const asks = async (number: string) => {
    await opens(budi, "Tri 5.000");
    await budi.sees("kirim kontak");
    budi.says(number);
    return contentOf(await budi.sees(/^Cek nomor/));
  };
  const long = await asks("08123456789012345");
  assert.match(long, /08123456789012345 \(0812-3456-7890-1234-5\)/);
  assert.match(long, /⚠️ Nomor ini 17 angka; nomor HP biasanya 10–13 angka/);
  assert.match(long, /Ini nomor Telkomsel, produknya untuk Tri/);
  assert.match(await asks("12345678901"), /⚠️ Nomor HP biasanya diawali 08/);
  const usual = await asks("+62 895-1234-5678");
  assert.match(usual, /089512345678/);
  assert.doesNotMatch(usual, /⚠️/);
  await opens(jane, "Tri 5.000");
  jane.says("0895123");
  await jane.sees("This number has 7 digits. A mobile number usually has 10–13");
});
