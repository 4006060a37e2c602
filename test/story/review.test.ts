import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { OsimesaEmulator } from "../../sandbox/osimesa/emulator.ts";
import { goods } from "./goods.ts";
import { reseller } from "./reseller.ts";
import { openShop, quickDecisions } from "./shop.ts";
import { until } from "./until.ts";

/** A transaction that nobody was answered for. */
function made({ ledger }: OsimesaEmulator, code: string): { refId: string } {
  const service = goods.find((one) => one.code === code);
  assert.ok(service);
  const made = ledger.order({ service, data: ["081234567890", "", ""] }, null);
  assert.ok("refId" in made);
  return made;
}

/** An order in review: the request's answer was lost, and it reached the upstream or did not. */
async function openReview(context: TestContext, reached: boolean) {
  const shop = await openShop(context, {
    env: { ...quickDecisions, ADMIN_IDS: "9001,9002" },
    upstream: { policy: () => ({ kind: "hang" }) },
  });
  const second = reseller(shop.telegram, { id: 9002, name: "Pak Joko" });
  for (const operator of [shop.operator, second]) {
    operator.says("/start");
    await operator.sees("Toko Maju");
  }
  const { budi, osimesa, operator } = shop;
  osimesa.faults.on({ kind: "dropped" }, { types: ["order"] });
  await budi.ordersPulsa();
  await budi.sees(/jangan kirim/i);
  const notice = await operator.sees(/perlu dicek[^]*081234567890/);
  const secondNotice = await second.sees(/perlu dicek/);
  // What turns up later, as a transaction made by somebody else would.
  const transaction = reached ? made(osimesa, "TS5") : null;
  return { ...shop, second, notice, secondNotice, transaction };
}

test("never placed: the notice opens the order, a tap asks, a tap decides; the other operator is told it is done", async (context) => {
  const { budi, operator, second, notice, secondNotice, orderRequests } = await openReview(
    context,
    false,
  );
  await operator.presses("⚖️", { message: notice });
  await operator.sees(/Tidak ada transaksi di supplier yang cocok[^]*Perjalanan transaksi/);
  await second.presses("⚖️", { message: secondNotice });
  await second.presses("🚫");
  await operator.presses("🚫");
  await operator.sees("tidak masuk ke supplier");
  await operator.presses("⬅️");
  await operator.presses("🚫");
  const { text } = await operator.presses("✅");
  assert.equal(text, "Keputusan dicatat.");
  await operator.sees(/^❌ Gagal[^]*tidak masuk ke supplier oleh operator Ibu Ani/);
  await budi.sees(/^❌[^]*tidak masuk ke supplier/);
  await second.presses("✅ Ya");
  await second.seesAlert("Sudah diputuskan lebih dulu");
  await second.sees(/oleh operator Ibu Ani/);
  operator.says("/review");
  await operator.sees("Tidak ada transaksi yang perlu dicek");
  assert.equal(orderRequests(), 1);
});

test("attach: /review lists, the transaction found stands there, a tap asks, a tap attaches; the result goes to the reseller", async (context) => {
  const { budi, operator, second, osimesa, transaction, orderRequests } = await openReview(
    context,
    true,
  );
  assert.ok(transaction);
  const refId = transaction.refId;
  // The page that shows it is read while another order is open.
  await budi.ordersPulsa("081234567899");
  for (const one of [operator, second])
    await until(async () => {
      one.says("/review");
      await one.sees(/1 transaksi perlu dicek[^]*081234567890/);
      await one.presses("1");
      return (await one.sees(/./)).message.text?.includes(refId);
    });
  await operator.presses("🔗");
  await operator.sees(new RegExp(`akan dicocokkan dengan transaksi ${refId}[^]*Yakin`));
  await operator.presses("✅");
  await operator.sees("Sedang diproses");
  await second.presses("🔗");
  await second.seesAlert("Sudah diputuskan lebih dulu");
  osimesa.ledger.complete(refId, { voucher: "SN-ATTACHED" });
  await budi.sees(/^✅ Sukses[^]*SN-ATTACHED/);
  // That page came before it was sent, maybe.
  await until(() => osimesa.ledger.all().some(({ data }) => data[0] === "081234567899"));
  assert.equal(orderRequests(), 2);
});

test("attach a typed ref_id: one that is not there or another service's changes nothing", async (context) => {
  const { budi, operator, osimesa, notice, transaction } = await openReview(context, true);
  assert.ok(transaction);
  const number = /No\. transaksi: (\S+)/.exec(notice.message.text ?? "")?.[1] ?? "";
  const other = made(osimesa, "TS10");
  for (const wrong of ["tidakada123", other.refId]) {
    operator.says(`/review ${number} ${wrong}`);
    await operator.sees("Yakin");
    await operator.presses("✅");
    await operator.seesAlert("tidak punya transaksi itu");
  }
  operator.says("/review ZZZZZ-ZZZZZ");
  await operator.sees("Transaksi itu tidak ada");
  // It is over at the supplier by now: its result comes at once.
  osimesa.ledger.complete(transaction.refId, { voucher: "SN-TYPED" });
  operator.says(`/review ${number} ${transaction.refId}`);
  await operator.sees("Yakin");
  await operator.presses("✅");
  await operator.sees(/^✅ Sukses/);
  await budi.sees(/^✅ Sukses[^]*SN-TYPED/);
});

test("many at once: one tap asks about all that are nowhere, one tap decides them; a second operator and a second tap change nothing", async (context) => {
  const { budi, operator, telegram, osimesa, orderRequests } = await openShop(context, {
    env: { ...quickDecisions, ADMIN_IDS: "9001,9002" },
  });
  const john = reseller(telegram, { id: 9002, name: "John", language: "en" });
  await budi.ordersPulsa("081234567800");
  await budi.sees(/^✅ Sukses/);
  osimesa.faults.on({ kind: "dropped" }, { types: ["order"], count: 3 });
  for (const number of ["081234567801", "081234567802", "081234567803"]) {
    await budi.ordersPulsa(number);
    await budi.sees(/jangan kirim/i);
  }
  await until(async () => {
    for (const one of [operator, john]) one.says("/review");
    const lists = await Promise.all([operator.sees(/./), john.sees(/./)]);
    return lists.every(({ message }) => message.text?.startsWith("⚠️ 3"));
  });
  await operator.presses("🚫 3");
  const question = await operator.sees(
    /^🚫 3 transaksi[^]*Tidak ada transaksi yang cocok[^]*081234567801[^]*081234567803[^]*Tandai semua/,
  );
  await john.presses("🚫 3");
  const older = await john.sees(/^🚫 3 orders[^]*No fitting transaction[^]*Mark all/);
  john.says("/review");
  await john.presses("🚫 3");
  await john.sees("Mark all");
  await john.presses("✅ Yes, 3", { message: older });
  await john.seesAlert("no longer valid");

  // One is decided by itself meanwhile.
  operator.says("/review");
  await operator.sees(/3 transaksi perlu dicek/);
  await operator.presses("1");
  await operator.presses("🚫");
  await operator.presses("✅ Ya, tidak masuk");
  await operator.sees(/^❌ Gagal/);
  await operator.presses("✅ Ya, 3", { message: question });
  await operator.sees(/^2 transaksi ditandai tidak masuk[^]*1 tidak: sudah diputuskan/);
  await operator.pressesOld("✅ Ya, 3", { message: question });
  await operator.sees(/^0 transaksi ditandai tidak masuk[^]*3 tidak: sudah diputuskan/);
  await john.presses("✅ Yes, 3");
  await john.sees(/^0 orders marked as never reached[^]*3 not: decided/);
  await budi.sees(
    /tidak masuk ke supplier[^]*081234567803|081234567803[^]*tidak masuk ke supplier/,
  );
  await operator.presses("⚠️");
  await operator.sees("Tidak ada transaksi yang perlu dicek");
  await operator.pressesOld("🚫 3");
  await operator.seesAlert("Semuanya sudah berubah");
  assert.equal(orderRequests(), 4);
});
