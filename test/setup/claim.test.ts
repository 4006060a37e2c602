import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { Api } from "grammy";
import { createTelegramEmulator } from "../../sandbox/telegram/emulator.ts";
import { systemClock, systemRng } from "../../src/clock.ts";
import { claimLink, newClaimCode, waitForClaim } from "../../src/setup/claim.ts";
import { until } from "../story/until.ts";

async function place(t: TestContext) {
  const telegram = createTelegramEmulator();
  await telegram.listen(0);
  t.after(() => telegram.close());
  for (const [id, firstName] of [
    [9001, "Ibu Ani"],
    [6666, "Orang Baru"],
  ] as const)
    telegram.addUser({ id, firstName });
  const code = newClaimCode(systemRng);
  const payload = new URL(claimLink("toko_bot", code)).searchParams.get("start") ?? "";
  const api = new Api(telegram.token, { apiRoot: telegram.apiRoot });
  const others: string[] = [];
  const wait = (openMs = 30_000) =>
    waitForClaim({
      api,
      code,
      openMs,
      clock: systemClock,
      onOther: () => void others.push("other"),
    });
  return { telegram, code, payload, api, wait, others };
}

test("a claim's link fits Telegram, and no two are alike", () => {
  const [one, two] = [newClaimCode(systemRng), newClaimCode(systemRng)];
  assert.notEqual(one, two);
  const payload = new URL(claimLink("toko_bot", one)).searchParams.get("start") ?? "";
  assert.match(payload, /^[A-Za-z0-9_-]{32,64}$/);
});

test("opened by two at once, the first is the operator and the other is left to the bot as anybody", async (t) => {
  const { telegram, payload, wait } = await place(t);
  telegram.startDeepLink(9001, payload);
  telegram.startDeepLink(6666, payload);
  const claim = await wait();
  assert.equal(claim.kind === "claimed" && claim.person.id, 9001);
  assert.equal(telegram.updates.pending().length, 2);
});

test("guesses claim nothing: near misses, other cases, more or fewer letters, none", async (t) => {
  const { telegram, payload, wait, others } = await place(t);
  const last = payload.endsWith("A") ? "B" : "A";
  const guesses = [
    payload.slice(0, -1) + last,
    payload.slice(0, -1),
    `${payload}A`,
    payload.toLowerCase() === payload ? payload.toUpperCase() : payload.toLowerCase(),
    "claim_",
    "claim_A",
  ];
  for (const guess of guesses) telegram.startDeepLink(6666, guess);
  telegram.sendText(6666, payload);
  telegram.sendText(6666, `/start ${payload} x`);
  const waiting = wait();
  await until(() => Promise.resolve(telegram.updates.pending().length === 0));
  assert.ok(others.length >= 4);
  telegram.startDeepLink(9001, payload);
  const claim = await waiting;
  assert.equal(claim.kind === "claimed" && claim.person.id, 9001);
});

test("in a group the link claims nothing", async (t) => {
  const { telegram, payload, wait } = await place(t);
  telegram.addGroup({ id: -100, title: "Reseller", members: [9001, 6666] });
  telegram.sendText(6666, `/start ${payload}`, { chatId: -100 });
  assert.equal((await wait(1_500)).kind, "expired");
});

test("an expired link claims nothing, whether it is opened or not", async (t) => {
  const { telegram, payload, wait } = await place(t);
  assert.equal((await wait(1_000)).kind, "expired");
  telegram.startDeepLink(9001, payload);
  assert.equal((await wait(0)).kind, "expired");
  assert.equal(telegram.updates.pending().length, 1);
});

test("opened in time but heard too late, as after a machine's sleep, it claims nothing", async (t) => {
  const { telegram, code, payload, api } = await place(t);
  telegram.startDeepLink(9001, payload);
  let sleptMs = 0;
  const claim = await waitForClaim({
    api: {
      async getUpdates(...asked) {
        const updates = await api.getUpdates(...asked);
        sleptMs += 3_600_000;
        return updates;
      },
    },
    code,
    openMs: 60_000,
    clock: { ...systemClock, monotonicMs: () => systemClock.monotonicMs() + sleptMs },
  });
  assert.equal(claim.kind, "expired");
});

test("where a running bot has the updates, that is said and nobody is waited for", async (t) => {
  const { telegram, api, wait } = await place(t);
  await api.setWebhook("https://toko.example/hook");
  assert.equal((await wait()).kind, "taken");
  assert.equal(telegram.updates.pending().length, 0);
});

test("a Telegram that is away for a moment is asked again", async (t) => {
  const { telegram, payload, wait } = await place(t);
  telegram.faults.add({ kind: "server_error", status: 502, method: "getUpdates", times: 2 });
  telegram.startDeepLink(9001, payload);
  assert.equal((await wait()).kind, "claimed");
});
