import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { test, type TestContext } from "node:test";
import type { Update } from "grammy/types";
import { z } from "zod";
import { until } from "../../story/until.ts";
import { refuses, startWithBudi } from "./fixtures.ts";

interface Request {
  update: Update;
  secret: string | string[] | undefined;
  answer(status: number): void;
}

const shape = z.custom<Update>(
  (update) => z.looseObject({ update_id: z.number() }).safeParse(update).success,
);

/** A bot that answers when the test says so. */
async function openBot(context: TestContext) {
  const requests: Request[] = [];
  const hear = async (incoming: IncomingMessage, response: ServerResponse) => {
    const update = shape.parse(JSON.parse(await text(incoming)));
    const secret = incoming.headers["x-telegram-bot-api-secret-token"];
    requests.push({ update, secret, answer: (status) => void response.writeHead(status).end() });
  };
  const server = createServer((incoming, response) => void hear(incoming, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  assert.ok(address !== null && typeof address === "object");
  context.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const next = (count: number) => until(() => requests[count - 1]);
  return { url: `http://127.0.0.1:${address.port}/hook`, requests, next };
}

test("a chat's updates come one after the other, other chats' beside them, no more at once than allowed", async (t) => {
  const { telegram, api } = await startWithBudi(t);
  const bot = await openBot(t);
  await api.deleteWebhook({ drop_pending_updates: true });
  for (const id of [2, 3]) {
    telegram.addUser({ id, firstName: `Orang ${id}`, languageCode: "id" });
    telegram.startDeepLink(id);
    telegram.sendText(id, "satu");
    telegram.sendText(id, "dua");
  }
  await api.setWebhook(bot.url, { secret_token: "rahasia", max_connections: 2 });
  const order: [number | undefined, string | undefined][] = [];
  for (let count = 1; telegram.updates.pending().length > 0; count += 1) {
    const request = await bot.next(count);
    assert.equal(request.secret, "rahasia");
    assert.ok(telegram.webhook.inFlight() <= 2);
    order.push([request.update.message?.chat.id, request.update.message?.text]);
    const before = telegram.updates.pending().length;
    request.answer(200);
    await until(() => telegram.updates.pending().length < before);
  }
  for (const id of [2, 3])
    assert.deepEqual(
      order.filter(([chat]) => chat === id).map(([, said]) => said),
      ["/start", "satu", "dua"],
    );
});

test("what was not answered with 2xx comes again, and the chat's next one waits for it", async (t) => {
  const bot = await openBot(t);
  const webhook = {
    againMs: 20,
    // What the test answers is never late, however busy the machine is.
    get timeoutMs() {
      return bot.requests.length === 2 ? 300 : 60_000;
    },
  };
  const { telegram, api } = await startWithBudi(t, { webhook });
  await api.setWebhook(bot.url);
  const [first] = telegram.updates.pending();
  telegram.sendText(7001, "kedua");
  (await bot.next(1)).answer(503);
  (await bot.next(2)).answer(404);
  // No answer at all.
  await bot.next(3);
  (await bot.next(4)).answer(201);
  (await bot.next(5)).answer(200);
  await until(() => telegram.updates.pending().length === 0);
  assert.deepEqual(
    bot.requests.map(({ update }) => update.update_id - (first?.update_id ?? 0)),
    [0, 0, 0, 0, 1],
  );
  const { last_error_message: why, max_connections: most } = await api.getWebhookInfo();
  assert.deepEqual([why, most], ["Read timeout expired", 40]);
});

test("without a webhook nothing is sent any more, and what waits is polled for", async (t) => {
  const { telegram, api } = await startWithBudi(t, { webhook: { againMs: 60_000 } });
  const bot = await openBot(t);
  await api.setWebhook(bot.url);
  (await bot.next(1)).answer(500);
  await until(() => telegram.webhook.inFlight() === 0);
  await api.deleteWebhook();
  assert.equal((await api.getUpdates()).length, 1);
  assert.equal(telegram.webhook.url(), "");
  assert.equal(bot.requests.length, 1);
});

test("an address without TLS elsewhere, and a secret of other letters, are refused", async (t) => {
  const { api } = await startWithBudi(t);
  await refuses(
    api.setWebhook("http://example.org/hook"),
    "Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
  );
  await refuses(
    api.setWebhook("https://example.org/hook", { secret_token: "a b" }),
    "Bad Request: secret token contains unallowed characters",
  );
});
