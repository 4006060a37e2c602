import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { Api, GrammyError } from "grammy";
import { createConnections } from "../../src/telegram/connections.ts";
import { withPatience } from "../../src/telegram/patience.ts";
import { systemClock, type Clock } from "../../src/clock.ts";
import { createTelegramEmulator } from "../../sandbox/telegram/emulator.ts";

/** Bot API calls on a clock that only notes how long it was asked to sleep. */
async function openApi(context: TestContext) {
  const telegram = createTelegramEmulator();
  await telegram.listen(0);
  context.after(() => telegram.close());
  telegram.addUser({ id: 7001, firstName: "Budi" });
  telegram.startDeepLink(7001);
  const sleptMs: number[] = [];
  const clock: Clock = {
    ...systemClock,
    sleep: async (ms) => void sleptMs.push(ms),
  };
  const api = new Api(telegram.token, {
    apiRoot: telegram.apiRoot,
    fetch: withPatience(clock, createConnections(telegram.apiRoot)),
  });
  const send = () => api.sendMessage(7001, "text");
  return { telegram, send, sleptMs };
}

const isTooMany = (error: unknown) => error instanceof GrammyError && error.error_code === 429;

test("a 429 is waited out, in seconds, at most twice", async (context) => {
  const { telegram, send, sleptMs } = await openApi(context);
  telegram.faults.add({ kind: "too_many_requests", retryAfterS: 2 });
  telegram.faults.add({ kind: "too_many_requests", retryAfterS: 15 });
  await send();
  assert.deepEqual(sleptMs, [2_000, 15_000]);
  telegram.faults.add({ kind: "too_many_requests", retryAfterS: 1, times: Infinity });
  await assert.rejects(send, isTooMany);
  assert.deepEqual(sleptMs.slice(2), [1_000, 1_000]);
});

test("a longer wait than 15 seconds is the caller's business", async (context) => {
  const { telegram, send, sleptMs } = await openApi(context);
  telegram.faults.add({ kind: "too_many_requests", retryAfterS: 16 });
  await assert.rejects(send, isTooMany);
  assert.deepEqual(sleptMs, []);
});

test("nothing but a 429 is sent again", async (context) => {
  const { telegram, send } = await openApi(context);
  for (const fault of [
    { kind: "answer_lost" },
    { kind: "dropped" },
    { kind: "server_error" },
  ] as const) {
    telegram.clearCalls();
    telegram.faults.add(fault);
    await assert.rejects(send);
    assert.equal(telegram.calls.length, 1, fault.kind);
  }
});
