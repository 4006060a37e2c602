import assert from "node:assert/strict";
import { test } from "node:test";
import { openShop } from "./shop.ts";

test("the photo of a transfer is passed on once, however often its update is handled", async (t) => {
  const shop = await openShop(t, [], { takesDeposits: true });
  const { telegram, budi, operator, handle, storeSession } = shop;
  operator.says("/start");
  await operator.sees("Toko");
  budi.says("TIKET.100.000");
  await budi.sees("Transfer tepat");
  const photo = Buffer.from("a photo");
  telegram.sendPhoto(budi.id, photo);
  await budi.sees("Bukti diteruskan");
  const sent = budi.messages().findLast(({ message }) => message.photo !== undefined);
  assert.ok(sent?.message.photo);
  const proofs = () =>
    operator.messages().filter(({ message }) => message.photo !== undefined).length;
  assert.equal(proofs(), 1);

  const from = { id: budi.id, is_bot: false as const, first_name: "Budi" };
  const update = {
    update_id: 900_001,
    message: {
      message_id: 900_001,
      date: 1,
      from,
      chat: { id: budi.id, type: "private" as const, first_name: "Budi" },
      photo: sent.message.photo,
    },
  };
  await handle(update);
  assert.equal(proofs(), 2, "another photo is another proof");
  // The process died before it wrote that this was handled.
  await storeSession(budi.id, { v: 1, language: "id", name: "Budi" });
  await handle(update);
  assert.equal(proofs(), 2);
  assert.equal(budi.screen().split("Bukti diteruskan").length - 1, 3, "its reseller is answered");
});

const document = (userId: number, updateId: number, file: object) => ({
  update_id: updateId,
  message: {
    message_id: updateId,
    date: 1,
    from: { id: userId, is_bot: false as const, first_name: "Budi" },
    chat: { id: userId, type: "private" as const, first_name: "Budi" },
    document: { file_id: "file", file_unique_id: "unique", ...file },
  },
});

test("a program that calls itself proof of a transfer comes to no operator", async (t) => {
  const { budi, operator, handle } = await openShop(t, [], { takesDeposits: true });
  operator.says("/start");
  await operator.sees("Toko");
  budi.says("TIKET.100.000");
  await budi.sees("Transfer tepat");
  const before = operator.messages().length;
  const apk = "application/vnd.android.package-archive";
  for (const [at, file] of [
    { file_name: "Bukti transfer.apk", mime_type: apk },
    { file_name: "Bukti transfer.pdf", mime_type: apk },
    { file_name: "Bukti transfer.apk", mime_type: "image/jpeg" },
    { file_name: "bukti.html", mime_type: "text/html" },
    {},
  ].entries()) {
    await handle(document(budi.id, 900_001 + at, file));
    assert.match(budi.lastMessage().message.text ?? "", /foto, gambar, atau PDF/);
  }
  assert.equal(operator.messages().length, before);
  // What the emulator does not have is refused; that it was tried is what counts here.
  await handle(document(budi.id, 900_010, { file_name: "BCA.PDF", mime_type: "application/pdf" }));
  assert.doesNotMatch(budi.lastMessage().message.text ?? "", /foto, gambar, atau PDF/);
});

test("ten photos of transfers an hour come to operators, and thirty tickets a day are opened", async (t) => {
  const shop = await openShop(t, [], { takesDeposits: true });
  const { telegram, budi, operator } = shop;
  operator.says("/start");
  await operator.sees("Toko");
  budi.says("TIKET.100.000");
  await budi.sees("Transfer tepat");
  for (let photo = 1; photo <= 10; photo += 1) {
    telegram.sendPhoto(budi.id, Buffer.from(`photo ${photo}`));
    await budi.sees("Bukti diteruskan");
  }
  telegram.sendPhoto(budi.id, Buffer.from("one more"));
  await budi.sees("terlalu sering");
  const passedOn = operator.messages().filter(({ message }) => message.photo !== undefined);
  assert.equal(passedOn.length, 10);
  for (let ticket = 2; ticket <= 30; ticket += 1) {
    budi.says("UNTIKET");
    await budi.sees("1 tiket dibatalkan");
    budi.says("TIKET.100.000");
    await budi.sees("Transfer tepat");
  }
  budi.says("UNTIKET");
  await budi.sees("1 tiket dibatalkan");
  budi.says("TIKET.50.000");
  await budi.sees("terlalu sering");
});

test("whatever a gateway calls its way to pay, its caption is short enough to be sent", async (t) => {
  const { budi } = await openShop(t, [], {
    takesDeposits: true,
    gateway: {
      open: async ({ ticketId, amountRupiah }) => ({
        kind: "opened",
        payment: {
          reference: "T1",
          ticketId,
          state: "unpaid",
          amountRupiah,
          payRupiah: amountRupiah + 750,
          name: "QRIS ".repeat(300),
          qr: "00020101",
          payUrl: null,
          expiresAtMs: null,
          paidAtMs: null,
        },
      }),
    },
  });
  budi.says("TIKET.100.000");
  const { message } = await budi.sees(/QRIS QRIS.*…[^]*Rp100\.750/);
  assert.ok(message.photo);
});

test("money is decided although its screen fails on the way, which is said", async (t) => {
  const { operator, money, telegram } = await openShop(t, [], { takesDeposits: true });
  const payment = { id: "hook:p1", method: "hook", amountRupiah: 77_777 } as const;
  await money.deposits.take({ ...payment, atMs: Date.now(), note: "" });
  operator.says("/deposits");
  await operator.presses("💵 Rp77.777");
  await operator.sees("belum jelas dari siapa");
  telegram.faults.add({ kind: "dropped", method: "editMessageText", chatId: operator.id });
  await operator.presses("❌ Bukan deposit");
  await operator.sees(/Ada gangguan di sistem kami/);
  assert.equal((await money.deposits.payment(payment.id))?.state.name, "ignored");
});
