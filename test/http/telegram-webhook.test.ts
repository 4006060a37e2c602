import assert from "node:assert/strict";
import { test } from "node:test";
import type { Update } from "grammy/types";
import { Hono } from "hono";
import { mountTelegramWebhook, type WebhookOutcome } from "../../src/http/telegram-webhook.ts";

function openRoute(take: (update: Update) => Promise<"handled" | "again">) {
  const app = new Hono();
  const outcomes: WebhookOutcome[] = [];
  mountTelegramWebhook(app, {
    path: "/telegram/abc",
    secret: "the-secret",
    take,
    onOutcome: (outcome) => outcomes.push(outcome),
  });
  const post = async (
    body: string,
    secret: string | null = "the-secret",
    path = "/telegram/abc",
  ) => {
    const headers = secret === null ? {} : { "x-telegram-bot-api-secret-token": secret };
    const answer = await app.request(path, { method: "POST", body, headers });
    return [answer.status, await answer.text()];
  };
  return { post, outcomes };
}

test("an update is answered once it was handled, and not before", async () => {
  const handling = Promise.withResolvers<"handled">();
  const taken: Update[] = [];
  const { post, outcomes } = openRoute((update) => {
    taken.push(update);
    return handling.promise;
  });
  const answer = post('{"update_id":7,"message":{}}');
  await new Promise(setImmediate);
  assert.deepEqual(outcomes, []);
  handling.resolve("handled");
  assert.deepEqual(await answer, [200, ""]);
  assert.equal(taken[0]?.update_id, 7);
  assert.deepEqual(outcomes, ["handled"]);
});

test("what was not handled is to be brought again", async () => {
  const { post, outcomes } = openRoute(async () => "again");
  assert.deepEqual(await post('{"update_id":7}'), [503, ""]);
  assert.deepEqual(outcomes, ["again"]);
});

test("without Telegram's own word nothing is read: 401, and no word", async () => {
  const { post, outcomes } = openRoute(() => assert.fail("taken"));
  for (const secret of ["the-secre", "the-secret2", "The-secret", "", null])
    assert.deepEqual(await post("{", secret), [401, ""]);
  assert.deepEqual(new Set(outcomes), new Set(["unsigned"]));
});

test("what is no update is turned away, however long", async () => {
  const { post } = openRoute(() => assert.fail("taken"));
  const long = `{"update_id":7,"x":"${"x".repeat(600_000)}"}`;
  for (const body of ["", "{", "[]", "null", '{"update_id":"7"}', '{"update_id":7.5}', long])
    assert.deepEqual(await post(body), [400, ""], body.slice(0, 40));
});

test("another path is none", async () => {
  const { post } = openRoute(() => assert.fail("taken"));
  assert.equal((await post('{"update_id":7}', "the-secret", "/telegram/abd"))[0], 404);
});
