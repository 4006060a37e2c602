import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { test, type TestContext } from "node:test";
import { promisify } from "node:util";
import { mountPaymentBell } from "../../src/http/payment-hooks.ts";
import { nowS, openHooks } from "./hooks.ts";

const secret = "Kunci-rahasia_0123456789";
const paid = { id: "BCA-77", amountRupiah: 100_123, at: nowS - 20, note: "TRSF DARI BUDI" };

async function openBell(context: TestContext) {
  const hooks = await openHooks(
    context,
    ({ inbox, metrics, ...parts }) =>
      (app) =>
        mountPaymentBell(app, secret, {
          ...parts,
          take: inbox.take,
          onRing: metrics.onPaymentRing,
        }),
  );
  const url = `${hooks.origin}/hook/payments`;
  const post = async (body: string | ReadableStream, headers: Record<string, string>) => {
    const answer = await fetch(url, { method: "POST", body, headers, duplex: "half" });
    return { status: answer.status, body: await answer.text() };
  };
  return { ...hooks, url, post, ring: (change = {}) => post(...signed({ ...paid, ...change })) };
}

function signed(
  content: unknown,
  { key = secret, timestamp = String(nowS) }: { key?: string; timestamp?: string } = {},
): [body: string, headers: Record<string, string>] {
  const body = typeof content === "string" ? content : JSON.stringify(content);
  const signature = createHmac("sha256", key).update(`${timestamp}.${body}`).digest("hex");
  return [body, { "x-payment-timestamp": timestamp, "x-payment-signature": signature }];
}

test("a signed payment is taken once; rung again it says so, with another amount it is refused", async (context) => {
  const { ring, inbox, rung } = await openBell(context);
  assert.deepEqual(await ring(), { status: 200, body: '{"result":"taken"}' });
  assert.deepEqual(await ring(), { status: 200, body: '{"result":"again"}' });
  assert.deepEqual(await ring({ amountRupiah: 900_123 }), {
    status: 409,
    body: '{"result":"differs"}',
  });
  assert.equal(await rung("hook", "taken"), 1);
  assert.equal(await rung("hook", "differs"), 1);
  assert.deepEqual(inbox.payments(), [
    {
      id: "hook:BCA-77",
      method: "hook",
      amountRupiah: 100_123,
      atMs: (nowS - 20) * 1_000,
      note: "TRSF DARI BUDI",
    },
  ]);
});

test("a payment of a clock five minutes ahead is one", async (context) => {
  const { ring } = await openBell(context);
  assert.equal((await ring({ at: nowS + 300 })).status, 200);
});

test("a note may be missing; a long one is cut, and none stops the money", async (context) => {
  const { ring, inbox } = await openBell(context);
  assert.equal((await ring({ id: "1", note: undefined })).status, 200);
  assert.equal((await ring({ id: "2", note: `  ${"🏦".repeat(400)}` })).status, 200);
  assert.deepEqual(
    inbox.payments().map(({ note }) => note),
    ["", "🏦".repeat(300)],
  );
});

const [body, headers] = signed(paid);
const forgeries: [what: string, body: string, headers: Record<string, string>][] = [
  ["without a signature", body, { "x-payment-timestamp": String(nowS) }],
  ["without a timestamp", body, { "x-payment-signature": headers["x-payment-signature"] ?? "" }],
  ["with another's key", ...signed(paid, { key: `${secret}x` })],
  ["with another amount under the same signature", body.replace("100123", "900123"), headers],
  ["with one more space", `${body} `, headers],
  [
    "with a newer timestamp than was signed",
    body,
    { ...headers, "x-payment-timestamp": String(nowS + 1) },
  ],
  ["that was signed 301 seconds ago", ...signed(paid, { timestamp: String(nowS - 301) })],
  ["that is signed 301 seconds ahead", ...signed(paid, { timestamp: String(nowS + 301) })],
  ["with milliseconds for a timestamp", ...signed(paid, { timestamp: String(nowS * 1_000) })],
  ["with words for a timestamp", ...signed(paid, { timestamp: "now" })],
  ["with nothing for a timestamp", ...signed(paid, { timestamp: "" })],
];
for (const [what, body, headers] of forgeries) {
  test(`a ring ${what} is not believed`, async (context) => {
    const { post, inbox, rings } = await openBell(context);
    const answer = await post(body, headers);
    assert.equal(answer.status, 401);
    assert.match(answer.body, /"error":"the (signature|timestamp) is not/);
    assert.deepEqual(inbox.payments(), []);
    assert.deepEqual(await rings.last(["hook"]), { hook: null });
  });
}

for (const offS of [-300, 300]) {
  test(`a ring of a clock ${offS} seconds off ours is believed`, async (context) => {
    const { post } = await openBell(context);
    assert.equal((await post(...signed(paid, { timestamp: String(nowS + offS) }))).status, 200);
  });
}

const malformed: [what: string, content: unknown, says: RegExp][] = [
  ["no JSON", "paid!", /the body: is no JSON/],
  ["a list", [paid], /the body: /],
  [
    "an amount as text",
    { ...paid, amountRupiah: "100123" },
    /amountRupiah: wanted rupiah: a whole/,
  ],
  ["a fraction", { ...paid, amountRupiah: 100_123.5 }, /amountRupiah: .*whole number/],
  ["nothing", { ...paid, amountRupiah: 0 }, /amountRupiah: .*from 1 to/],
  ["less than nothing", { ...paid, amountRupiah: -5 }, /amountRupiah: /],
  ["too much", { ...paid, amountRupiah: 1_000_000_001 }, /to 1000000000/],
  ["more than a number holds", JSON.stringify(paid).replace("100123", "1e999"), /amountRupiah: /],
  ["no id", { ...paid, id: undefined }, /id: wanted a text/],
  ["an empty id", { ...paid, id: "" }, /id: wanted 1 to 100/],
  ["an id with a tab in it", { ...paid, id: "a\tb" }, /id: wanted/],
  ["a number for an id", { ...paid, id: 77 }, /id: wanted a text/],
  ["milliseconds", { ...paid, at: nowS * 1_000 }, /at: wanted unix seconds/],
  ["a date", { ...paid, at: "2026-11-29" }, /at: wanted unix seconds/],
  ["a payment yet to come", { ...paid, at: nowS + 301 }, /at: is in the future/],
  ["more than was asked for", { ...paid, reference: "T1" }, /the body: .*reference/],
  [
    "an amount and an id that are wrong",
    { ...paid, id: "", amountRupiah: 0 },
    /id: .*; amountRupiah: /,
  ],
];
for (const [what, content, says] of malformed) {
  test(`signed and yet ${what}: refused, with what is wrong`, async (context) => {
    const { post, inbox, rings } = await openBell(context);
    const answer = await post(...signed(content));
    assert.equal(answer.status, 400);
    assert.match(answer.body, says);
    assert.deepEqual(inbox.payments(), []);
    assert.notEqual((await rings.last(["hook"]))["hook"], null);
  });
}

test("a body that is too long is not read to its end, whatever it is signed with", async (context) => {
  const { post, inbox } = await openBell(context);
  const long = { ...paid, note: "x".repeat(17_000) };
  assert.equal((await post(...signed(long))).status, 413);
  assert.equal((await post(...signed({ ...paid, note: "x".repeat(16_000) }))).status, 200);
  assert.equal(inbox.payments().length, 1);
});

test("so is one that does not say its length", async (context) => {
  const { post, inbox } = await openBell(context);
  const inPieces = ([body, headers]: [string, Record<string, string>]) =>
    post(new Blob([body]).stream(), headers);
  assert.equal((await inPieces(signed({ ...paid, note: "x".repeat(17_000) }))).status, 413);
  assert.deepEqual(inbox.payments(), []);
  assert.equal((await inPieces(signed(paid))).status, 200);
  assert.equal(inbox.payments().length, 1);
});

test("whoever leaves in the middle of a body has paid nothing, and the next is heard", async (context) => {
  const { url, ring, inbox } = await openBell(context);
  const [body, headers] = signed(paid);
  await new Promise<void>((resolve) => {
    const request = httpRequest(url, {
      method: "POST",
      headers: { ...headers, "content-length": body.length },
    });
    request.on("error", () => resolve());
    request.write(body.slice(0, 20), () => request.destroy());
    request.on("close", () => resolve());
  });
  assert.deepEqual(inbox.payments(), []);
  assert.equal((await ring()).status, 200);
});

test("where nobody can say whether it was taken it has to come again, and is then taken once", async (context) => {
  const { ring, inbox } = await openBell(context);
  inbox.losesTheReply();
  assert.deepEqual(await ring(), { status: 503, body: '{"result":"unknown"}' });
  assert.deepEqual(await ring(), { status: 200, body: '{"result":"again"}' });
  assert.equal(inbox.payments().length, 1);
});

test("sixty-four at once are one payment", async (context) => {
  const { ring, inbox } = await openBell(context);
  const answers = await Promise.all(Array.from({ length: 64 }, () => ring()));
  assert.equal(answers.filter(({ body }) => body === '{"result":"taken"}').length, 1);
  assert.equal(inbox.payments().length, 1);
});

test("Redis away: the ring cannot be noted, and that stops nothing", async (context) => {
  const { ring, redis } = await openBell(context);
  redis.disconnect();
  assert.equal((await ring()).status, 200);
});

test("the recipe of docs/payments.md rings the bell", async (context) => {
  const { inbox, url } = await openBell(context);
  const page = await readFile(new URL("../../docs/payments.md", import.meta.url), "utf8");
  const [, recipe = ""] = /```sh\n([^`]*openssl[^`]*)```/.exec(page) ?? [];
  const script = recipe
    .replaceAll("$(date +%s)", String(nowS))
    .replace(/https:\/\/\S+\/hook\/payments/, url);
  const { stdout } = await promisify(execFile)("sh", ["-c", script], {
    env: { PATH: process.env["PATH"], PAYMENT_HOOK_SECRET: secret },
  });
  assert.match(stdout, /"result":"taken"/);
  assert.equal(inbox.payments().length, 1);
});
