import assert from "node:assert/strict";
import { test } from "node:test";
import { reason } from "../../src/reason.ts";
import { createHandClock } from "../hand-clock.ts";
import { until } from "../story/until.ts";
import { account, lists, openSupplier, orders, says, sign } from "./supplier.ts";

const key = account.apiKey;
/** Every way in which an answer may repeat what it was sent. */
const repeated = [
  key,
  sign,
  sign.toUpperCase(),
  encodeURIComponent(key),
  new URLSearchParams({ key, sign }).toString(),
  JSON.stringify({ key }),
].join(" | ");

function assertClean(what: unknown): void {
  const text = JSON.stringify(what);
  for (const secret of [key, sign, encodeURIComponent(key), "k3y", "chars"])
    assert.equal(text.toLowerCase().includes(secret.toLowerCase()), false, `${secret} in ${text}`);
}

test("our key and sign are cut out of whatever the upstream answers to an order", async (t) => {
  const supplier = await openSupplier(t);
  const transaction = {
    ref_id: "r1",
    status: "waiting",
    note: repeated,
    voucher: repeated,
    data: [repeated],
    product: { code: "S1", slug: "", service: repeated },
  };
  const unicode = sign.replaceAll(/./g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
  for (const [status, body] of [
    [200, JSON.stringify({ status: true, data: transaction })],
    [400, JSON.stringify({ status: false, message: `Key ${repeated} not allowed` })],
    [401, JSON.stringify({ status: false, message: `Invalid API key ${repeated}` })],
    [500, JSON.stringify({ status: false, message: repeated })],
    [400, JSON.stringify({ status: false, message: key }).replaceAll("/", "\\/")],
    [400, `{"status":false,"message":"${unicode}"}`],
  ] as const) {
    supplier.answers(says(body, {}, status));
    const answer = await orders(supplier);
    assert.notEqual(answer.kind, "not-sent");
    assertClean(answer);
  }
});

test("our key and sign are cut out of status pages and refusals", async (t) => {
  const supplier = await openSupplier(t);
  supplier.answers(
    says(JSON.stringify({ status: true, data: [{ ref_id: "r1", note: repeated, data: [key] }] })),
  );
  const page = await supplier.osimesa.page();
  assert.equal(page.kind === "page" && page.transactions.length, 1);
  assertClean(page);
  supplier.answers(says(JSON.stringify({ status: false, message: repeated }), {}, 400));
  assertClean(await supplier.osimesa.transaction("r1"));
});

test("our key and sign are cut out of a service list, in what is kept of it too", async (t) => {
  const supplier = await openSupplier(t);
  const body = Buffer.from(
    JSON.stringify({ status: true, data: [{ note: repeated }, { note: "after" }] }),
  );
  supplier.answers((response) => {
    const next = (from: number) => {
      if (from >= body.length) response.end();
      else response.write(body.subarray(from, from + 9), () => next(from + 9));
    };
    next(0);
  });
  const { answer, members, kept } = await lists(supplier);
  assert.deepEqual(answer, { kind: "list", members: 2 });
  assert.deepEqual(JSON.parse(members[1] ?? ""), { note: "after" });
  assertClean(members);
  assertClean(kept);
  assert.ok(JSON.parse(kept));
});

test("a no for maintenance or pace is read as what it is, in a list and a page: of the account it says nothing", async (t) => {
  for (const [message, cause, retryAfterMs] of [
    ["Ada pemeliharaan sistem transaksi, coba lagi nanti.", "maintenance", undefined],
    ["Terlalu banyak permintaan, tunggu 7 detik", "busy", 7_000],
    ["IP 203.0.113.7 tidak diizinkan", "refused", undefined],
  ] as const)
    for (const what of ["page", "list"]) {
      // One of its own: who is asked to wait waits.
      const supplier = await openSupplier(t);
      supplier.answers(says(JSON.stringify({ status: false, message })));
      const answer =
        what === "page" ? await supplier.osimesa.page() : (await lists(supplier)).answer;
      assert.ok(answer.kind === "trouble");
      assert.deepEqual([answer.cause, answer.retryAfterMs], [cause, retryAfterMs], message);
      assert.equal(answer.why.detail, message);
    }
});

test(
  "no call waits longer than the settings say, before the headers or in the body",
  { timeout: 30_000 },
  async (t) => {
    const supplier = await openSupplier(t, { timeoutMs: 200 });
    for (const begin of ["", '{"status":true,"data":[']) {
      supplier.answers((response) => {
        if (begin !== "") response.write(begin);
      });
      const order = await until(async () => {
        const answer = await orders(supplier);
        // It had no connection in time: nothing was waited for.
        return answer.kind !== "not-sent" && answer;
      });
      assert.equal(order.kind, "unclear");
      for (const answer of [await supplier.osimesa.page(), (await lists(supplier)).answer]) {
        assert.ok(answer.kind === "trouble");
        assert.equal(answer.cause, "unreachable");
      }
    }
  },
);

test("each request is the documented form, with key and sign", async (t) => {
  const supplier = await openSupplier(t);
  const { osimesa, requests } = supplier;
  await osimesa.page();
  await osimesa.transaction("r 1/2");
  await lists(supplier);
  await osimesa.order(
    "S1",
    [
      { position: 1, value: "123" },
      { position: 3, value: "Asia & co" },
    ],
    () => true,
  );
  const forms = requests.map((form) => Object.fromEntries(form));
  assert.deepEqual(forms, [
    { key, sign, type: "status", limit: "15" },
    { key, sign, type: "status", ref_id: "r 1/2" },
    { key, sign, type: "service" },
    { key, sign, type: "order", service: "S1", data1: "123", data3: "Asia & co" },
  ]);
});

test("an order that may not begin any more does not leave", async (t) => {
  const { osimesa, requests, observed } = await openSupplier(t);
  assert.deepEqual(await osimesa.order("S1", [], () => false), {
    kind: "not-sent",
    why: reason("deadline-missed"),
  });
  assert.deepEqual([requests, observed], [[], []]);
});

test("what each request came to, and how long it took, is told; what we gave up ourselves is not", async (t) => {
  const clock = createHandClock();
  const supplier = await openSupplier(t, { clock });
  const { osimesa, observed, requests } = supplier;
  const takes = (ms: number, body: string, status = 200) =>
    supplier.answers((response) => {
      void clock.pass(ms).then(() => response.writeHead(status).end(body));
    });
  takes(3_000, '{"status":true,"data":[]}');
  await osimesa.page();
  takes(4_500, '{"status":true,"data":[{}]}');
  await lists(supplier);
  takes(250, '{"status":true,"data":{"ref_id":"r1"}}');
  await orders(supplier);
  takes(0, '{"status":false,"message":"Saldo habis"}');
  await orders(supplier);
  await osimesa.page();
  takes(1_000, "oops", 502);
  await osimesa.transaction("r1");
  assert.deepEqual(observed.splice(0), [
    { type: "status", outcome: "data", seconds: 3 },
    { type: "service", outcome: "list", seconds: 4.5 },
    { type: "order", outcome: "placed", seconds: 0.25 },
    { type: "order", outcome: "refused", seconds: 0 },
    { type: "status", outcome: "refused", seconds: 0 },
    { type: "status", outcome: "unreachable", seconds: 1 },
  ]);
  requests.length = 0;
  const giving = new AbortController();
  supplier.answers(() => giving.abort());
  await osimesa.page(giving.signal);
  assert.equal(requests.length, 1);
  // And one that had its turn only after it was given up never leaves.
  assert.deepEqual(await osimesa.page(giving.signal), {
    kind: "trouble",
    cause: "unreachable",
    why: reason("given-up"),
  });
  assert.equal(requests.length, 1);
  assert.deepEqual(observed, []);
});

test("orders, pages and look-ups share the rate that the settings give the account", async (t) => {
  const clock = createHandClock();
  const supplier = await openSupplier(t, { clock, maxRequestsPerSecond: 2 });
  supplier.answers(says('{"status":true,"data":[]}'));
  await supplier.osimesa.page();
  let turn = false;
  void supplier.osimesa.orderTurn(new AbortController().signal).then((had) => (turn = had));
  await clock.pass(499);
  assert.equal(turn, false);
  await clock.pass(1);
  assert.equal(turn, true);
});

for (const [status, body, trouble] of [
  [200, "oops", { cause: "malformed", why: reason("answer-unreadable", "HTTP 200") }],
  [404, "oops", { cause: "unreachable", why: reason("answer-unreadable", "HTTP 404") }],
  [
    500,
    '{"status":false,"message":"Gangguan"}',
    { cause: "unreachable", why: reason("server-error", "Gangguan") },
  ],
  [
    400,
    '{"status":false,"message":"Kunci salah"}',
    { cause: "refused", why: reason("refused", "Kunci salah") },
  ],
  [400, '{"status":false}', { cause: "refused", why: reason("refused", "HTTP 400") }],
  [429, "", { cause: "busy", why: reason("busy", "HTTP 429") }],
] as const) {
  test(`HTTP ${status} ${body} to a read is ${trouble.cause}`, async (t) => {
    const supplier = await openSupplier(t);
    supplier.answers(says(body, {}, status));
    assert.deepEqual(await supplier.osimesa.page(), { kind: "trouble", ...trouble });
  });
}
