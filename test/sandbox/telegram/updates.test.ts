import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { until } from "../../story/until.ts";
import { refuses, rawCall, startTelegram, startWithBudi } from "./fixtures.ts";

test("an update stays until a higher offset confirms it", async (t) => {
  const { telegram, api } = await startWithBudi(t);
  telegram.sendText(7001, "satu");
  const first = await api.getUpdates({ limit: 1 });
  assert.equal(first[0]?.message?.text, "/start");
  const again = await api.getUpdates();
  assert.deepEqual(
    again.map(({ message }) => message?.text),
    ["/start", "satu"],
  );
  const last = again[1]?.update_id ?? 0;
  assert.deepEqual(await api.getUpdates({ offset: last + 1 }), []);
  assert.deepEqual(await api.getUpdates(), []);
});

test("a negative offset keeps only the latest updates", async (t) => {
  const { telegram, api } = await startWithBudi(t);
  telegram.sendText(7001, "satu");
  telegram.sendText(7001, "dua");
  const found = await api.getUpdates({ offset: -1 });
  assert.deepEqual(
    found.map(({ message }) => message?.text),
    ["dua"],
  );
  assert.equal(telegram.updates.pending().length, 1);
});

test("a long poll wakes up with the update", async (t) => {
  const { telegram, api } = await startWithBudi(t);
  await api.getUpdates({ offset: (await api.getUpdates()).length + 200_000_000 });
  const waiting = api.getUpdates({ timeout: 30 });
  await until(() => telegram.updates.polled());
  telegram.sendText(7001, "halo");
  assert.equal((await waiting)[0]?.message?.text, "halo");
});

test("a second poll ends the first with 409", async (t) => {
  const { telegram, api } = await startTelegram(t);
  const first = refuses(
    api.getUpdates({ timeout: 30 }),
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
  );
  await until(() => telegram.updates.polled());
  const second = api.getUpdates({ timeout: 30 });
  assert.equal((await first).error_code, 409);
  telegram.addUser({ id: 1, firstName: "Ani" });
  telegram.sendText(1, "hai");
  assert.equal((await second).length, 1);
});

test("a poll whose client hung up is over, and takes no update with it", async (t) => {
  const { telegram, api } = await startTelegram(t);
  telegram.addUser({ id: 1, firstName: "Ani" });
  const abort = new AbortController();
  const url = `${telegram.apiRoot}/bot${telegram.token}/getUpdates?timeout=30`;
  const polled = fetch(url, { signal: abort.signal }).catch(() => "hung up");
  await until(() => telegram.updates.polled());
  const ended = once(telegram.events, "call", { signal: AbortSignal.timeout(20_000) });
  abort.abort();
  assert.equal(await polled, "hung up");
  const [call] = await ended;
  assert.equal(call.method, "getUpdates");
  telegram.sendText(1, "hai");
  assert.equal((await api.getUpdates()).length, 1);
});

test("allowed_updates holds for what comes later", async (t) => {
  const { telegram, api } = await startWithBudi(t);
  await api.getUpdates({ allowed_updates: ["callback_query"] });
  telegram.sendText(7001, "tidak terdengar");
  assert.deepEqual(
    (await api.getUpdates()).map(({ message }) => message?.text),
    ["/start"],
  );
});

test("a press waits 150 seconds for its bot, a message a day", async (t) => {
  let now = Date.now();
  const { telegram, api } = await startWithBudi(t, { now: () => now });
  const sent = await api.sendMessage(7001, "?", {
    reply_markup: { inline_keyboard: [[{ text: "ya", callback_data: "y" }]] },
  });
  const { query } = telegram.press(7001, sent.message_id, { data: "y" });
  assert.equal(telegram.updates.pending().length, 2);
  now += 151_000;
  assert.deepEqual(
    (await api.getUpdates()).map((update) => Object.keys(update)[1]),
    ["message"],
  );
  await refuses(
    api.answerCallbackQuery(query.id),
    "Bad Request: query is too old and response timeout expired or query ID is invalid",
  );
  now += 86_400_000;
  assert.deepEqual(await api.getUpdates(), []);
});

test("an update can be lost, and come twice", async (t) => {
  const { telegram, api } = await startWithBudi(t);
  telegram.updates.repeatNext(1);
  const [start] = await api.getUpdates();
  assert.ok(start);
  const again = await api.getUpdates({ offset: start.update_id + 1 });
  assert.deepEqual(again, [start]);
  assert.deepEqual(await api.getUpdates({ offset: start.update_id + 1 }), []);
  telegram.updates.redeliver(start.update_id);
  assert.deepEqual(await api.getUpdates({ offset: start.update_id + 1 }), [start]);

  telegram.updates.loseNext(1);
  telegram.sendText(7001, "hilang");
  telegram.sendText(7001, "sampai");
  assert.deepEqual(
    (await api.getUpdates({ offset: start.update_id + 1 })).map(({ message }) => message?.text),
    ["sampai"],
  );
});

test("unknown methods and foreign tokens are refused and logged", async (t) => {
  const { telegram } = await startTelegram(t);
  assert.deepEqual(await rawCall(telegram, "sendTelepathy", { a: 1 }), {
    status: 404,
    body: { ok: false, error_code: 404, description: "Not Found: method not found" },
  });
  assert.deepEqual(await rawCall(telegram, "getMe", {}, "1:WRONG"), {
    status: 401,
    body: { ok: false, error_code: 401, description: "Unauthorized" },
  });
  assert.deepEqual(
    telegram.calls.map(({ method, status, payload }) => ({ method, status, payload })),
    [
      { method: "sendTelepathy", status: 404, payload: { a: 1 } },
      { method: "getMe", status: 401, payload: {} },
    ],
  );
});

test("polling and a webhook exclude each other", async (t) => {
  const { telegram, api } = await startWithBudi(t);
  await api.setWebhook("https://example.org/hook");
  await refuses(
    api.getUpdates(),
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  );
  assert.equal((await api.getWebhookInfo()).pending_update_count, 1);
  await api.deleteWebhook({ drop_pending_updates: true });
  assert.deepEqual(await api.getUpdates(), []);
  assert.equal(telegram.calls.length, 5);
});
