import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../story/until.ts";
import { HttpError } from "grammy";
import { rawCall, refuses, startWithBudi } from "./fixtures.ts";

const BUDI = 7001;

test("429 says how long to wait, and is over after its count", async (t) => {
  const { telegram, api } = await startWithBudi(t);
  telegram.faults.add({ kind: "too_many_requests", retryAfterS: 3, method: "sendMessage" });
  const error = await refuses(api.sendMessage(BUDI, "x"), "Too Many Requests: retry after 3");
  assert.equal(error.parameters.retry_after, 3);
  await api.sendMessage(BUDI, "x");
  assert.deepEqual(telegram.faults.list(), []);
  assert.equal(telegram.calls.at(-2)?.fault, "too_many_requests");
});

test("a lost answer was carried out, a dropped call was not", async (t) => {
  const { telegram, api } = await startWithBudi(t);
  telegram.faults.add({ kind: "answer_lost", chatId: BUDI });
  await assert.rejects(api.sendMessage(BUDI, "sampai"), HttpError);
  telegram.faults.add({ kind: "dropped", chatId: BUDI });
  await assert.rejects(api.sendMessage(BUDI, "hilang"), HttpError);
  assert.deepEqual(
    telegram.chat(BUDI).messages.map(({ message }) => message.text),
    ["/start", "sampai"],
  );
  assert.deepEqual(
    telegram.calls.map(({ status }) => status),
    [0, 0],
  );
});

test("server errors come as JSON or as a page, slowness comes before", async (t) => {
  const { telegram } = await startWithBudi(t);
  telegram.faults.add({ kind: "slow", delayMs: 60 });
  telegram.faults.add({ kind: "server_error", body: "html" });
  const started = performance.now();
  const response = await fetch(`${telegram.apiRoot}/bot${telegram.token}/getMe`);
  assert.equal(response.status, 502);
  assert.match(await response.text(), /<h1>502 Bad Gateway<\/h1>/);
  assert.ok(performance.now() - started >= 55);
  telegram.faults.add({ kind: "server_error", status: 500 });
  assert.deepEqual((await rawCall(telegram, "getMe", {})).body, {
    ok: false,
    error_code: 500,
    description: "Internal Server Error",
  });
});

test("faults keep to their method, chat and turn, and leave polling alone", async (t) => {
  const { telegram, api } = await startWithBudi(t);
  telegram.addUser({ id: 2, firstName: "Ani" });
  telegram.startDeepLink(2);
  telegram.faults.add({ kind: "forbidden", chatId: 2, after: 1, times: Infinity });
  await api.getUpdates();
  await api.sendMessage(BUDI, "x");
  await api.sendMessage(2, "x");
  await refuses(api.sendMessage(2, "x"), "Forbidden: bot was blocked by the user");
  await refuses(api.sendMessage(2, "x"), "Forbidden: bot was blocked by the user");
  telegram.faults.clear();
  await api.sendMessage(2, "x");

  telegram.faults.add({ kind: "dropped" });
  await api.getUpdates();
  await assert.rejects(api.getMe(), HttpError);
});

test("Telegram's pace is kept only when switched on", async (t) => {
  let now = Date.now();
  const { telegram, api } = await startWithBudi(t, { now: () => now });
  for (let n = 0; n < 5; n += 1) await api.sendMessage(BUDI, `${n}`);
  telegram.setRateLimits({ perChatPerSecond: 1, overallPerSecond: 30 });
  await api.sendMessage(BUDI, "a");
  await refuses(api.sendMessage(BUDI, "b"), "Too Many Requests: retry after 1");
  now += 1001;
  await api.sendMessage(BUDI, "b");
});

test("closing ends a waiting poll at once", async (t) => {
  const { telegram, api } = await startWithBudi(t);
  await api.getUpdates({ offset: 999_999_999 });
  const waiting = assert.rejects(api.getUpdates({ timeout: 50 }), HttpError);
  await until(() => telegram.updates.polled());
  const started = performance.now();
  await telegram.close();
  await waiting;
  assert.ok(performance.now() - started < 20_000);
});
