import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAt } from "../../src/period.ts";
import type { OrderState } from "../../src/orders/state/order.ts";
import { phone, service } from "./goods.ts";
import { openShop, type Shop } from "./shop.ts";
import { dayText, monthText } from "../../src/words/times.ts";
import type { Person } from "../person.ts";
import { cancelled, dayMs, ordered as orderedOf, succeeds } from "./ordered.ts";
import { readSpreadsheet } from "../spreadsheet.ts";
import { until } from "../story/until.ts";

const pulsa = service("TS5", [phone], { name: "Telkomsel <5.000>" });
const today = (ago = 0) => {
  const at = dayAt(Date.now() - ago * dayMs);
  assert.equal(at.kind, "day");
  return at.kind === "day" ? at.day : 0;
};
const id = { language: "id" } as const;
const done = succeeds(5_000);
const ordered = (shop: Shop, who: Person, ago: number, states: readonly OrderState[] = []) =>
  orderedOf(shop, who, pulsa, { agoMs: ago * dayMs, states });

test("a day says what its orders come to, is narrowed by a tap, and leads to the days around it and to its month", async (t) => {
  const shop = await openShop(t, [pulsa]);
  const { budi, jane } = shop;
  await ordered(shop, budi, 3, done);
  await ordered(shop, budi, 0, done);
  await ordered(shop, budi, 0, done);
  await ordered(shop, budi, 0);
  await ordered(shop, budi, 0, cancelled);
  await ordered(shop, jane, 1, done);
  budi.says("/history");
  await budi.sees("5 transaksi");
  await budi.presses("📅 Hari ini");
  const { message } = await budi.sees(
    /✅ 2 sukses · Rp10\.950\n⏳ 1 belum selesai · Rp5\.475 ditahan\n❌ 1 gagal atau batal[^]*\n4\. /,
  );
  assert.match(message.text ?? "", new RegExp(`^🧾 ${dayText(today(), id)}\n`));
  assert.doesNotMatch(message.text ?? "", /Modal|Jane|5\. /);
  await budi.presses("⏳ 1");
  await budi.sees(/\n1\. ⏳(?![^]*2\. )/);
  await budi.presses("❌ 1");
  await budi.sees(/\n1\. ❌(?![^]*2\. )/);
  await budi.presses("Semua 4");
  await budi.sees(/\n4\. /);
  await budi.presses(`« ${dayText(today(3), id)}`);
  await budi.sees(/✅ 1 sukses · Rp5\.475(?![^]*⏳)/);
  assert.ok(budi.buttons().includes(`${dayText(today(), id)} »`));
  await budi.presses(`🗓 ${monthText(today(3), id)}`);
  await budi.sees(new RegExp(`^🧾 ${monthText(today(3), id)}`));
  await budi.presses("⬅️");
  await budi.sees("5 transaksi");
  jane.says("lap");
  await jane.sees(/No orders\./);
  assert.ok(!jane.buttons().some((label) => label.startsWith("📤")));
});

test("a day with more than a page holds is paged, narrowed or not, and an order opens below its list", async (t) => {
  const shop = await openShop(t, [pulsa]);
  const { budi } = shop;
  for (let place = 0; place < 12; place += 1)
    await ordered(shop, budi, 2, place % 4 === 3 ? [] : done);
  budi.says(`R.${dayNumber(2)}`);
  await budi.sees(/✅ 9 sukses[^]*10\. /);
  await budi.presses("▶️");
  await budi.sees(/\n2\. (?![^]*3\. )/);
  await budi.presses("✅ 9");
  await budi.sees(/\n9\. ✅(?![^]*10\. )/);
  await budi.presses("1");
  await budi.sees("✅ Sukses");
  assert.ok(budi.messages().some(({ message }) => message.text?.includes("\n9. ✅")));
});

const dayNumber = (ago: number) => {
  const at = new Date(today(ago) * dayMs);
  return `${at.getUTCDate()}/${at.getUTCMonth() + 1}/${at.getUTCFullYear()}`;
};

test("a recap is asked for in words: of today, of a day, of a month; what is no day is said to be none", async (t) => {
  const shop = await openShop(t, [pulsa]);
  const { budi, jane } = shop;
  await ordered(shop, budi, 40, done);
  for (const word of ["LAP", "rekap", "r"]) {
    budi.says(word);
    await budi.sees(new RegExp(`^🧾 ${dayText(today(), id)}\n\nTidak ada transaksi`));
  }
  budi.says(`R.${dayNumber(40)}`);
  await budi.sees(/✅ 1 sukses/);
  const at = new Date(today(40) * dayMs);
  budi.says(`rekap ${at.getUTCMonth() + 1}/${at.getUTCFullYear()}`);
  await budi.sees(new RegExp(`^🧾 ${monthText(today(40), id)}\n\n✅ 1 sukses`));
  budi.says(`/history ${dayNumber(40)}`);
  await budi.sees(new RegExp(`^🧾 ${dayText(today(40), id)}\n\n✅ 1 sukses`));
  budi.says("R.31/2");
  await budi.sees("Tanggal itu tidak terbaca");
  jane.says("R.99");
  await jane.sees("no date we can read");
});

test("/history finds by number and by ref, one's own only", async (t) => {
  const shop = await openShop(t, [pulsa]);
  const { budi, jane } = shop;
  const order = await ordered(shop, budi, 0, done);
  const ref = order.state.name === "succeeded" ? order.state.ref : "";
  for (const query of [ref, order.destination[0]?.value ?? ""]) {
    budi.says(`/history ${query}`);
    await budi.sees("✅ Sukses");
    jane.says(`/history ${query}`);
    await jane.sees("Order not found");
  }
});

test("operators read everybody's day with its cost and profit, and one reseller's from their page", async (t) => {
  const shop = await openShop(t, [pulsa]);
  const { budi, jane, operator } = shop;
  for (const who of [budi, jane]) {
    who.says("/start");
    await who.sees("🛒");
  }
  await ordered(shop, budi, 0, done);
  await ordered(shop, jane, 0, done);
  const { state } = await ordered(shop, jane, 1, done);
  operator.says("lap");
  await operator.sees(
    /· semua reseller\n\n✅ 2 sukses · Rp10\.950\nModal Rp10\.000 · laba Rp950\n\n1\. .*Jane\n2\. .*Budi/,
  );
  await operator.presses("⬅️");
  await operator.sees("Tidak ada");
  await operator.presses("📅");
  await operator.sees(/2 sukses/);
  operator.says("/resellers jane");
  await operator.presses("Jane");
  await operator.presses("🧾");
  await operator.sees(/· Jane\n\n✅ 1 sukses[^]*\n1\. (?![^]*2\. )/);
  await operator.presses(`« ${dayText(today(1), id)}`);
  await operator.sees(new RegExp(`^🧾 ${dayText(today(1), id)} · Jane`));
  await operator.presses("⬅️");
  await operator.sees("7002");
  operator.says(`/orders ${dayNumber(1)}`);
  await operator.sees(/semua reseller\n\n✅ 1 sukses/);
  operator.says(`/orders ${state.name === "succeeded" ? state.ref : ""}`);
  await operator.sees("Rp5.475");
});

test("📤 is CSV or a workbook: a reseller's own orders with neither secrets nor costs", async (t) => {
  const shop = await openShop(t, [pulsa]);
  const { budi, jane } = shop;
  await ordered(shop, jane, 0, done);
  const order = await ordered(shop, budi, 0, done);
  await ordered(shop, budi, 0);
  budi.says("lap");
  await budi.presses("📤 Ekspor");
  await budi.sees(/Format apa/);
  await budi.presses("📤 CSV");
  await budi.seesAlert("disiapkan");
  const csv = await fileOf(budi, /^transaksi-\d{4}-\d\d-\d\d\.csv$/);
  const [header, first, second, ...rest] = csv.toString("utf8").split("\n");
  assert.equal(
    header,
    "\uFEFFWaktu (WIB),No. transaksi,Ref supplier,Kode,Produk,Kategori,Tujuan,Harga (Rp),Status,SN/Voucher,Selesai (WIB)",
  );
  assert.match(
    first ?? "",
    /^[\d: -]+,\w{5}-\w{5},R\d+,TS5,Telkomsel <5\.000>,Pulsa Telkomsel,0812\d+ · ••••••,5475,sukses,SN <1>,[\d: -]+$/,
  );
  assert.match(second ?? "", /,5475,belum selesai,,$/);
  assert.deepEqual(rest, [""]);
  assert.doesNotMatch(csv.toString("utf8"), /rahasia|5000|7001/);
  await asksNext(budi, "📤 Excel");
  const rows = readSpreadsheet(await fileOf(budi, /\.xlsx$/));
  assert.equal(rows.length, 3);
  assert.equal(rows[1]?.[7], 5_475);
  assert.equal(rows[1]?.[4], "Telkomsel <5.000>");
  assert.equal(rows[1]?.[6], `${order.destination[0]?.value} · ••••••`);
});

test("operators' file has everybody's orders, whose they are, what they cost and what was earned", async (t) => {
  const evil = { ...pulsa, name: '=HYPERLINK("http://x")' };
  const shop = await openShop(t, [evil]);
  const { budi, jane, operator } = shop;
  budi.says("/start");
  await budi.sees("🛒");
  await ordered(shop, budi, 0, succeeds(6_000, "=1+1"));
  await ordered(shop, jane, 0, succeeds(6_000, "SN;=cmd|' /C calc'!A0; +1;-"));
  operator.says("lap");
  await operator.presses("📤");
  await operator.presses("📤 CSV");
  const csv = (await fileOf(operator, /^transaksi-\d{4}-\d\d-\d\d\.csv$/)).toString("utf8");
  assert.match(csv, /,ID reseller,Reseller,Modal \(Rp\),Laba \(Rp\)\n/);
  assert.match(csv, /,sukses,'=1\+1,[\d: -]+,7001,Budi,6000,-525\n/);
  // In Indonesia spreadsheets part the cells of such a file at semicolons.
  assert.match(csv, /,sukses,SN;'=cmd\|' \/C calc'!A0; '\+1;'-,[\d: -]+,7002,,6000,-525\n$/);
  await asksNext(operator, "📤 Excel");
  const rows = readSpreadsheet(await fileOf(operator, /\.xlsx$/));
  assert.deepEqual(rows[1]?.slice(-4), [7001, "Budi", 6_000, -525]);
  assert.ok(rows[1]?.includes("=1+1"));
});

test("an operator's button is nobody else's, whoever sends it", async (t) => {
  const shop = await openShop(t, [pulsa]);
  const { budi, jane, operator, grant } = shop;
  await ordered(shop, jane, 0, done);
  grant(budi.id, "operator");
  budi.says("lap");
  await budi.sees("1 sukses");
  grant(budi.id, "reseller");
  await budi.presses("📤");
  await budi.seesAlert(/tidak berlaku|lagi/);
  assert.ok(!budi.messages().some(({ file }) => file !== undefined));
  operator.says("lap");
  await operator.sees("1 sukses");
});

test("one file of a person is made at once and three in all; their chats go on meanwhile", async (t) => {
  const shop = await openShop(t, [pulsa]);
  const { budi, jane, operator, stranger, telegram } = shop;
  await ordered(shop, budi, 0, done);
  telegram.faults.add({ kind: "slow", delayMs: 8_000, method: "sendDocument", times: 3 });
  budi.says("lap");
  await budi.presses("📤 Ekspor");
  await budi.presses("📤 CSV");
  await budi.seesAlert("disiapkan");
  await budi.presses("📤 Excel");
  await budi.seesAlert("File Anda yang sebelumnya masih disiapkan");
  budi.says("/start");
  await budi.sees("🛒");
  jane.says("/export_me");
  operator.says("/export_me");
  await until(() => telegram.faults.list().length === 0 || undefined);
  stranger.says("/export_me");
  await stranger.sees("Beberapa file sedang disiapkan");
  await fileOf(budi, /\.csv$/);
  budi.says("lap");
  await budi.presses("📤 Ekspor");
  await asksNext(budi, "📤 Excel");
  await fileOf(budi, /\.xlsx$/);
});

test("a file that could not be sent is said, and can be asked for again", async (t) => {
  const shop = await openShop(t, [pulsa]);
  const { budi, telegram } = shop;
  await ordered(shop, budi, 0, done);
  telegram.faults.add({ kind: "bad_request", reason: "no", method: "sendDocument" });
  budi.says("lap");
  await budi.presses("📤 Ekspor");
  await budi.presses("📤 CSV");
  await budi.sees(/[Cc]oba lagi/);
  await asksNext(budi, "📤 CSV");
  await fileOf(budi, /\.csv$/);
});

/** The newest file in a person's chat, once there is one with such a name. */
async function fileOf(who: Person, name: RegExp): Promise<Buffer> {
  return until(
    () => who.messages().findLast(({ file }) => name.test(file?.name ?? ""))?.file?.bytes,
  );
}

/** What came of the one before is in the chat a moment before the bot hears so, and only then begins another. */
const asksNext = (who: Person, label: string) =>
  until(async () => !(await who.presses(label)).text.includes("masih disiapkan"));
