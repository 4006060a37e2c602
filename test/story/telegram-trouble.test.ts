import assert from "node:assert/strict";
import { test } from "node:test";
import { reseller, type Reseller } from "./reseller.ts";
import { openShop } from "./shop.ts";
import { until } from "./until.ts";

test("a card that Telegram will not edit, however it words that, is sent anew", async (context) => {
  for (const reason of ["message not found", "Message can't be edited", "SOMETHING_NEW"]) {
    const { budi, osimesa, telegram } = await openShop(context, {
      upstream: { policy: () => ({ kind: "hang" }) },
    });
    await budi.ordersPulsa();
    const { refId } = await until(() => osimesa.ledger.all()[0]);
    const card = await budi.sees("⏳");
    telegram.faults.add({
      kind: "bad_request",
      reason,
      method: "editMessageText",
      chatId: 7001,
      times: Infinity,
    });
    osimesa.ledger.complete(refId, { voucher: "SN-ANEW" });
    // The result, and the card, which says no more than that it is one.
    const drawn = () =>
      budi
        .messages()
        .filter(
          ({ byBot, message }) =>
            byBot &&
            message.message_id > card.message.message_id &&
            message.text?.startsWith("✅") === true,
        );
    await until(() => drawn().length === 2);
  }
});

test("a decision is told anew where the request's message cannot be edited", async (context) => {
  const shop = await openShop(context, { env: { ADMIN_IDS: "9001,9002" } });
  const { stranger, operator, telegram } = shop;
  const second = reseller(telegram, { id: 9002, name: "Pak Joko", language: "en" });
  for (const one of [operator, second]) {
    one.says("/start");
    await one.sees("Toko Maju");
  }
  stranger.says("/start");
  await stranger.sees("khusus untuk reseller");
  await stranger.presses("🙋");
  const asked = await second.sees("Request for access");
  await operator.sees("Permintaan akses");
  telegram.faults.add({
    kind: "bad_request",
    reason: "message not found",
    method: "editMessageText",
    chatId: 9002,
    times: Infinity,
  });
  await operator.presses("✅");
  const decided = await second.sees("Accepted by Ibu Ani");
  assert.notEqual(decided.message.message_id, asked.message.message_id);
});

test("a Bot API server that says 404 for a while buries nothing: the result still comes", async (context) => {
  const { budi, osimesa, telegram, log } = await openShop(context, {
    upstream: { policy: () => ({ kind: "hang" }) },
  });
  await budi.ordersPulsa();
  const { refId } = await until(() => osimesa.ledger.all()[0]);
  const struck = telegram.faults.add({ kind: "server_error", status: 404, times: Infinity });
  osimesa.ledger.complete(refId, { voucher: "SN-AFTER-404" });
  await until(() =>
    telegram.calls.some(({ method, status }) => method === "sendMessage" && status === 404),
  );
  telegram.faults.clear(struck);
  await budi.sees(/^✅ Sukses[^]*SN-AFTER-404/);
  assert.doesNotMatch(log(), /dead letter/);
});

test("what was still to be said of an order under way is not said once it is over: its result comes once", async (context) => {
  const { budi, osimesa, telegram } = await openShop(context);
  osimesa.faults.on({ kind: "answer-lost" }, { types: ["order"] });
  await budi.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
  budi.says("081234567890");
  await budi.sees(/^Cek/);
  const struck = telegram.faults.add({
    kind: "server_error",
    status: 502,
    method: "sendMessage",
    chatId: 7001,
    times: Infinity,
  });
  await budi.presses("✅");
  // Its card is edited, which Telegram takes.
  await budi.sees(/^✅ Sukses[^]*hasilnya di bawah/);
  telegram.faults.clear(struck);
  const ended = /^✅ Sukses[^]*SN\/Voucher/;
  await budi.sees(ended);
  // Told in order: whatever was owed before this has been told by then.
  await budi.ordersPulsa("081234567891");
  await budi.sees(/^✅ Sukses[^]*081234567891[^]*SN\/Voucher/);
  const results = budi
    .messages()
    .filter(({ byBot, message }) => byBot && ended.test(message.text ?? ""));
  assert.equal(results.length, 2);
});

test("a result that Telegram refuses for a while, and the operators' alarm of it, come with the next update", async (context) => {
  const { budi, operator, osimesa, telegram } = await openShop(context, {
    upstream: { policy: () => ({ kind: "hang" }) },
  });
  operator.says("/start");
  await operator.sees("Toko Maju");
  await budi.ordersPulsa();
  const { refId } = await until(() => osimesa.ledger.all()[0]);
  const struck = [7001, 9001].map((chatId) =>
    telegram.faults.add({
      kind: "bad_request",
      reason: "for a while",
      method: "sendMessage",
      chatId,
      times: Infinity,
    }),
  );
  osimesa.ledger.complete(refId, { voucher: "SN-REFUSED" });
  const refused = (chatId: number) =>
    telegram.calls.some(
      ({ status, payload }) => status === 400 && Number(payload["chat_id"]) === chatId,
    );
  await until(() => refused(7001) && refused(9001));
  for (const id of struck) telegram.faults.clear(id);
  await comesBy(budi, /^✅ Sukses[^]*SN-REFUSED/);
  // It may come long after: so it says since when.
  await comesBy(operator, /operator · \d\d:\d\d WIB[^]*Telegram menolak sebuah pesan/);
});

/** Writes to the bot until these words have come of it. */
async function comesBy(who: Reseller, words: RegExp): Promise<void> {
  const { length } = who.messages();
  const hasCome = () =>
    who
      .messages()
      .slice(length)
      .some(({ byBot, message }) => byBot && words.test(message.text ?? ""));
  await until(async () => {
    who.says("/help");
    return who.sees(words, { timeoutMs: 500 }).catch(hasCome);
  });
}

test("Telegram away at start is said once, tried again every few seconds, and work begins once it is back", async (context) => {
  const { budi, log, telegram } = await openShop(context, {
    before: ({ telegram }) =>
      void telegram.faults.add({ kind: "dropped", method: "getMe", times: 2 }),
  });
  budi.says("/start");
  await budi.sees("Mau pesan apa", { timeoutMs: 20_000 });
  assert.equal(log().split("does not let the bot in").length - 1, 1);
  const asked = telegram.calls.filter(({ method }) => method === "getMe");
  assert.equal(asked.length, 3);
  for (const [place, { atMs }] of asked.slice(1).entries()) {
    const waitedMs = atMs - (asked[place]?.atMs ?? 0);
    assert.ok(waitedMs >= 2_900, `${waitedMs} ms`);
  }
});
