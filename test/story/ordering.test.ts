import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "./until.ts";
import { openShop, quickDecisions } from "./shop.ts";

test("one field: four taps and one typed number from /start to confirmed, then the voucher is pushed", async (context) => {
  const { budi, osimesa, orderRequests } = await openShop(context);
  budi.says("/start");
  await budi.sees("Toko Maju");
  await budi.presses("🛒");
  await budi.presses("Pulsa Telkomsel");
  await budi.presses("Telkomsel 5.000");
  await budi.sees("Nomor HP tujuan?");
  budi.says("+62 812-3456-7890");
  await budi.sees(/^Cek[^]*081234567890[^]*Rp5\.925/);
  await budi.presses("✅");
  const pushed = await budi.sees(/^✅ Sukses/);
  const transaction = await until(() => osimesa.ledger.all()[0]);
  const voucher = transaction.views.at(-1)?.voucher ?? "";
  assert.notEqual(voucher, "");
  assert.deepEqual(transaction.data, ["081234567890", "", ""]);
  assert.ok(pushed.message.text?.includes(voucher), pushed.message.text);
  assert.equal(budi.copies("📋"), voucher);
  assert.ok(pushed.message.reply_to_message, "the result answers the order's card");
  assert.equal(orderRequests(), 1);
});

test("no field: straight to the confirmation", async (context) => {
  const { budi, orderRequests } = await openShop(context);
  await budi.chooses("Google Play", "Google Play 20.000");
  await budi.sees(/^Cek[^]*Rp20\.525/);
  await budi.presses("✅");
  await budi.sees(/^✅ Sukses/);
  assert.equal(orderRequests(), 1);
});

test("two fields, in English: the form's hint once, back keeps what was typed", async (context) => {
  const { alex, osimesa } = await openShop(context);
  await alex.chooses("Mobile Legends", "86 Diamonds");
  await alex.sees(/Contoh: 12345678 \(1234\)[^]*User ID/);
  alex.says("12345678");
  const second = await alex.sees("Zone ID?");
  assert.ok(
    !second.message.text?.includes("Contoh"),
    "the hint stands above the first question only",
  );
  await alex.presses("⬅️");
  await alex.sees("User ID?");
  await alex.presses("Use 12345678");
  await alex.sees("Zone ID?");
  alex.says("1234");
  await alex.sees(/^Check[^]*12345678[^]*1234[^]*Rp19\.425/);
  await alex.presses("✅");
  await alex.sees(/^✅ Done|^✅ Succe/);
  assert.deepEqual(osimesa.ledger.all()[0]?.data, ["12345678", "1234", ""]);
});

test("three fields with a choice: the person reads the label, the upstream gets the value", async (context) => {
  const { budi, osimesa } = await openShop(context);
  await budi.chooses("Ragnarok", "66 Diamonds");
  await budi.sees("User ID?");
  budi.says("99887766");
  await budi.sees("Server?");
  await budi.presses("Eropa");
  await budi.sees("Nickname?");
  budi.says("BudiGamer");
  await budi.sees(/^Cek[^]*99887766[^]*Eropa[^]*BudiGamer/);
  await budi.presses("✅");
  await budi.sees(/^✅ Sukses/);
  assert.deepEqual(osimesa.ledger.all()[0]?.data, ["99887766", "eu", "BudiGamer"]);
});

test("a middle field that is none: the values keep their own positions", async (context) => {
  const { budi, osimesa } = await openShop(context);
  await budi.chooses("Perfect World", "30 Gold");
  await budi.sees("User ID?");
  budi.says("5566778");
  await budi.sees("Server?");
  await budi.presses("Harimau");
  await budi.sees(/^Cek[^]*5566778[^]*Harimau/);
  await budi.presses("✅");
  await budi.sees(/^✅ Sukses/);
  assert.deepEqual(osimesa.ledger.all()[0]?.data, ["5566778", "", "Harimau"]);
});

test("a password is taken off the screen, masked everywhere and sent", async (context) => {
  const { budi, osimesa, log } = await openShop(context);
  await budi.chooses("Roblox Login", "80 Robux");
  await budi.sees("Username?");
  budi.says("budi_gamer");
  await budi.sees("Password?");
  budi.says("rahasia-123");
  await budi.sees(/^Cek[^]*budi_gamer[^]*Rp14\.025/);
  await budi.presses("✅");
  await budi.sees(/^✅ Sukses/);
  assert.equal(osimesa.ledger.all()[0]?.data[1], "rahasia-123");
  assert.ok(!budi.screen().includes("rahasia-123"), budi.screen());
  assert.ok(!log().includes("rahasia-123"));
});

test("a contact from the phone book answers the question for a number", async (context) => {
  const { budi, osimesa } = await openShop(context);
  await budi.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
  budi.sharesContact("+6281234567890", { own: false });
  await budi.sees(/^Cek[^]*081234567890/);
  await budi.presses("✅");
  await budi.sees(/^✅ Sukses/);
  assert.equal(osimesa.ledger.all()[0]?.data[0], "081234567890");
});

test("a refused order: the reason in the supplier's words, nothing charged, one request", async (context) => {
  const { budi, orderRequests } = await openShop(context, {
    upstream: { policy: () => ({ kind: "refuse", message: "Nomor tujuan tidak valid." }) },
  });
  await budi.ordersPulsa();
  const told = await budi.sees(/^❌/);
  assert.match(told.message.text ?? "", /Nomor tujuan tidak valid\./);
  assert.match(told.message.text ?? "", /Tidak ada yang terpotong/);
  assert.equal(orderRequests(), 1);
});

test("an order that fails after waiting is pushed with the supplier's reason", async (context) => {
  const { budi } = await openShop(context, {
    upstream: { policy: () => ({ kind: "fail", note: "Nomor diblokir operator" }) },
  });
  await budi.ordersPulsa();
  await budi.sees(/^❌[^]*Nomor diblokir operator/);
});

test("trouble with the shop's own balance is not worded as the reseller's fault; the operator is told", async (context) => {
  const { budi, operator, osimesa } = await openShop(context);
  operator.says("/start");
  await operator.sees("Toko Maju");
  osimesa.faults.on(
    { kind: "refused", code: 400, message: "Saldo tidak mencukupi." },
    { types: ["order"] },
  );
  await budi.ordersPulsa();
  const told = await budi.sees(/^❌/);
  assert.match(
    told.message.text ?? "",
    /kendala dengan supplier, bukan salah Anda\. Tidak ada yang terpotong/,
  );
  assert.doesNotMatch(budi.screen(), /saldo/i, "the shop's balance is the operators' business");
  await operator.sees("Saldo tidak mencukupi");
});

test("six taps on confirm make one order", async (context) => {
  const { budi, osimesa, orderRequests } = await openShop(context);
  await budi.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
  budi.says("081234567890");
  const card = await budi.sees(/^Cek/);
  const taps = Array.from({ length: 6 }, () => budi.taps("✅", { message: card }));
  await Promise.all(taps);
  await budi.sees(/^✅ Sukses/);
  await budi.pressesOld("✅", { message: card });
  assert.equal(orderRequests(), 1);
  assert.equal(osimesa.ledger.all().length, 1);
});

test("the same number again today is asked for in the button itself", async (context) => {
  const { budi, orderRequests } = await openShop(context);
  await budi.ordersPulsa();
  await budi.sees(/^✅ Sukses/);
  await budi.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
  budi.says("0812 3456 7890");
  await budi.sees(/^Cek/);
  const confirm = budi.buttons().find((label) => label.startsWith("✅"));
  assert.match(confirm ?? "", /lagi.*Rp5\.925/i);
  await budi.presses("❌");
  assert.equal(orderRequests(), 1);
});

test("status of an own, a foreign and a missing order; the last two word for word the same", async (context) => {
  const { budi, sari, operator, osimesa } = await openShop(context);
  await budi.ordersPulsa();
  await budi.sees(/^✅ Sukses/);
  const { refId } = await until(() => osimesa.ledger.all()[0]);
  budi.says(`/status ${refId}`);
  await budi.sees(/081234567890/);
  operator.says(`/status ${refId}`);
  await operator.sees(/081234567890/);
  sari.says(`/status ${refId}`);
  const foreign = await sari.sees(/./);
  sari.says(`/status ${refId.split("").toReversed().join("")}`);
  const missing = await sari.sees(/./);
  const blank = (text: string | undefined) =>
    text?.replaceAll(refId, "…").replaceAll(refId.split("").toReversed().join(""), "…");
  assert.equal(blank(foreign.message.text), blank(missing.message.text));
  assert.doesNotMatch(foreign.message.text ?? "", /081234567890/);
});

test("/status without an argument shows the open orders; /history all of one's own", async (context) => {
  const { budi, sari, osimesa } = await openShop(context, {
    upstream: { policy: () => ({ kind: "hang" }) },
  });
  await budi.ordersPulsa();
  await until(() => osimesa.ledger.all()[0]);
  budi.says("/status");
  await budi.sees(/Telkomsel 5\.000|081234567890/);
  budi.says("/history");
  await budi.sees(/Telkomsel 5\.000|081234567890/);
  sari.says("/history");
  const none = await sari.sees(/./);
  assert.doesNotMatch(none.message.text ?? "", /Telkomsel/);
});

test("an answer lost after placing: checking, then the transaction is found and the voucher comes; one request left", async (context) => {
  const { budi, osimesa, orderRequests } = await openShop(context, {
    upstream: { policy: () => ({ kind: "hang" }) },
  });
  osimesa.faults.on({ kind: "answer-lost" }, { types: ["order"] });
  await budi.ordersPulsa();
  await budi.sees(/jangan kirim/i);
  const [transaction] = osimesa.ledger.all();
  assert.ok(transaction);
  osimesa.ledger.complete(transaction.refId, { voucher: "SN-FOUND" });
  await budi.sees(/^✅ Sukses[^]*SN-FOUND/);
  assert.equal(orderRequests(), 1);
});

test("an order that waited in vain for an equal undecided one: its reseller is told whose result to wait for, not to order again", async (context) => {
  const { budi, alex, osimesa, orderRequests } = await openShop(context, {
    env: { CONFIRMED_TTL_S: "5" },
  });
  const numberOf = (text: string) => /(?:No\. transaksi|Order number): (\S+)/.exec(text)?.[1] ?? "";
  const people = [
    { who: budi, number: "081234567890", undecided: /jangan kirim/i },
    { who: alex, number: "081234567891", undecided: /Do not order again yet/ },
  ];
  for (const { who, number, undecided } of people) {
    osimesa.faults.on({ kind: "dropped" }, { types: ["order"] });
    await who.ordersPulsa(number);
    const first = numberOf((await who.sees(undecided)).message.text ?? "");
    await who.ordersPulsa(number);
    const result = (await who.sees(/^❌ (?:Tidak dikirim|Not sent)/)).message.text ?? "";
    assert.match(
      result,
      RegExp(`(?:Tunggu dulu hasil transaksi|Wait for the result of order) ${first}`),
    );
    assert.doesNotMatch(result, /pesan lagi|Please order again/);
  }
  assert.equal(orderRequests(), 2);
});

test("an order nobody can find: the reseller is told not to order again, the operator gets it to decide", async (context) => {
  const { budi, operator, osimesa, orderRequests } = await openShop(context, {
    env: quickDecisions,
  });
  operator.says("/start");
  await operator.sees("Toko Maju");
  osimesa.faults.on({ kind: "dropped" }, { types: ["order"] });
  await budi.ordersPulsa();
  await budi.sees(/jangan kirim/i);
  await operator.sees(/081234567890/);
  assert.equal(orderRequests(), 1);
});
