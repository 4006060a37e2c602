import assert from "node:assert/strict";
import { test } from "node:test";
import type { Reseller } from "./reseller.ts";
import { openShop } from "./shop.ts";
import { until } from "./until.ts";

test("a restart in the middle of a form goes on where it was", async (context) => {
  const { alex, bot, openBot, osimesa } = await openShop(context);
  await alex.chooses("Mobile Legends", "86 Diamonds");
  await alex.sees("User ID?");
  alex.says("12345678");
  await alex.sees("Zone ID?");
  await bot.stop();
  await openBot();
  alex.says("1234");
  await alex.sees(/^Check[^]*12345678[^]*1234/);
  await alex.presses("✅");
  await alex.sees(/^✅/);
  assert.deepEqual(osimesa.ledger.all()[0]?.data, ["12345678", "1234", ""]);
});

test("a confirmation shown before a restart is good after it", async (context) => {
  const { budi, bot, openBot, orderRequests } = await openShop(context);
  await budi.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
  budi.says("081234567890");
  await budi.sees(/^Cek/);
  await bot.stop();
  await openBot();
  await budi.presses("✅");
  await budi.sees(/^✅ Sukses/);
  assert.equal(orderRequests(), 1);
});

test("an order placed before a restart is followed and told after it, and not sent again", async (context) => {
  const { budi, bot, openBot, osimesa, orderRequests } = await openShop(context, {
    upstream: { policy: () => ({ kind: "hang" }) },
  });
  await budi.ordersPulsa();
  const { refId } = await until(() => osimesa.ledger.all()[0]);
  await bot.stop();
  osimesa.ledger.complete(refId, { voucher: "SN-AFTER-RESTART" });
  await openBot();
  await budi.sees(/^✅ Sukses[^]*SN-AFTER-RESTART/);
  assert.equal(orderRequests(), 1);
});

test("stopping while a request is in flight waits for its answer and records it", async (context) => {
  const { budi, bot, openBot, osimesa, orderRequests, log } = await openShop(context);
  const answer = Promise.withResolvers<void>();
  osimesa.faults.on({ kind: "held", until: answer.promise }, { types: ["order"] });
  await budi.ordersPulsa();
  await until(() => orderRequests() === 1);
  const stopped = bot.stop();
  // The lease is given up first: from here on only the request is left to wait for.
  await until(() => /"lease":"engine".*"lease ended"/.test(log()));
  answer.resolve();
  await stopped;
  assert.match(log(), /"from":"sending","to":"placed"/);
  await openBot();
  await budi.sees(/^✅ Sukses/);
  assert.doesNotMatch(log(), /"to":"unknown"/);
  assert.equal(orderRequests(), 1);
});

test("a second process waits its turn and takes over when the first stops", async (context) => {
  const { budi, bot, openBot, orderRequests } = await openShop(context);
  await openBot();
  await budi.ordersPulsa("081234567801");
  await budi.sees(/^✅ Sukses/);
  await bot.stop();
  await budi.ordersPulsa("081234567802");
  // The first one's card may only now become ✅.
  await budi.sees(/^✅ Sukses[^]*081234567802/);
  assert.equal(orderRequests(), 2);
});

test("a result that came while the reseller had the bot blocked is shown at their next update", async (context) => {
  const { budi, osimesa, httpPort } = await openShop(context, {
    upstream: { policy: () => ({ kind: "hang" }) },
  });
  await budi.ordersPulsa();
  const { refId } = await until(() => osimesa.ledger.all()[0]);
  budi.blocks();
  osimesa.ledger.complete(refId, { voucher: "SN-WHILE-BLOCKED" });
  const metrics = `http://127.0.0.1:${httpPort()}/metrics`;
  await until(async () => /outbox_shelved_chats 1\b/.test(await (await fetch(metrics)).text()));
  budi.unblocks();
  budi.says("/start");
  await budi.sees(/^✅ Sukses[^]*SN-WHILE-BLOCKED/);
});

/** As a message of its own, which makes the phone ring: the order's card is edited to say the same. */
const isPushed = (person: Reseller, words: string) =>
  person
    .messages()
    .some(
      ({ byBot, editCount, message }) => byBot && editCount === 0 && message.text?.includes(words),
    );

test("Telegram says wait, breaks and loses answers: the result still comes, and other chats are not held up", async (context) => {
  const { budi, sari, osimesa, telegram } = await openShop(context, {
    upstream: { policy: () => ({ kind: "hang" }) },
  });
  await budi.ordersPulsa("081234567801");
  await sari.ordersPulsa("081234567802");
  const refOf = async (number: string) => {
    const placed = await until(() => osimesa.ledger.all().find(({ data }) => data[0] === number));
    return placed.refId;
  };
  const wait = telegram.faults.add({
    kind: "too_many_requests",
    retryAfterS: 1,
    method: "sendMessage",
    chatId: 7001,
    times: Infinity,
  });
  telegram.faults.add({ kind: "answer_lost", method: "sendMessage", chatId: 7002 });
  osimesa.ledger.complete(await refOf("081234567801"), { voucher: "SN-BUDI" });
  await until(() => telegram.calls.some(({ status }) => status === 429));
  osimesa.ledger.complete(await refOf("081234567802"), { voucher: "SN-SARI" });
  await until(() => isPushed(sari, "SN-SARI"));
  telegram.faults.clear(wait);
  await until(() => isPushed(budi, "SN-BUDI"));
});

test("a bot that is stopped the moment it started does stop", async (context) => {
  const shop = await openShop(context, { closed: true });
  const bot = await shop.openBot();
  await bot.stop();
});
