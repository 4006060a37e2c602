import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../story/until.ts";
import {
  BALANCE_EMPTY,
  IP_BLOCKED,
  KEY_REFUSED,
  type CourseFault,
  type ShapeFault,
} from "../../../sandbox/osimesa/faults.ts";
import { startOsimesa } from "./fixture.ts";

const ORDER = { type: "order", service: "P5", data1: "08123456789" };

const unreadable = (text: string) => assert.throws(() => void JSON.parse(text));

/** What the client gets, and whether the order was executed all the same. */
const COURSES: readonly {
  readonly fault: CourseFault;
  readonly executed: boolean;
  /** Undefined: no answer at all. */
  readonly httpStatus: number | undefined;
  readonly check?: (text: string, headers: Headers) => void;
}[] = [
  { fault: { kind: "answer-lost" }, executed: true, httpStatus: undefined },
  { fault: { kind: "dropped" }, executed: false, httpStatus: undefined },
  { fault: { kind: "never-answers", executed: true }, executed: true, httpStatus: undefined },
  { fault: { kind: "never-answers", executed: false }, executed: false, httpStatus: undefined },
  {
    fault: { kind: "http-error", status: 500 },
    executed: false,
    httpStatus: 500,
    check: unreadable,
  },
  { fault: { kind: "http-error", status: 502, executed: true }, executed: true, httpStatus: 502 },
  {
    fault: { kind: "http-error", status: 429, retryAfterS: 7, body: "json" },
    executed: false,
    httpStatus: 429,
    check: (_text, headers) => assert.equal(headers.get("retry-after"), "7"),
  },
  {
    fault: { kind: "http-error", status: 503, body: "empty" },
    executed: false,
    httpStatus: 503,
    check: (text, headers) => assert.deepEqual([text, headers.get("retry-after")], ["", null]),
  },
  {
    fault: { kind: "redirect", status: 307 },
    executed: false,
    httpStatus: 307,
    check: (_text, headers) => assert.equal(headers.get("location"), "/api/game"),
  },
  {
    fault: { kind: "garbled", how: "truncated" },
    executed: true,
    httpStatus: 200,
    check: unreadable,
  },
  {
    fault: { kind: "garbled", how: "malformed" },
    executed: true,
    httpStatus: 200,
    check: unreadable,
  },
  { fault: { kind: "garbled", how: "html" }, executed: true, httpStatus: 200, check: unreadable },
  {
    fault: { kind: "garbled", how: "empty", executed: false },
    executed: false,
    httpStatus: 200,
    check: unreadable,
  },
];

for (const { fault, executed, httpStatus, check } of COURSES) {
  const result = `${executed ? "executed" : "not executed"}, ${httpStatus ?? "no answer"}`;
  test(`${JSON.stringify(fault)}: ${result}`, async (t) => {
    const { osimesa, post } = await startOsimesa(t);
    osimesa.faults.on(fault);
    if (httpStatus === undefined) {
      const patience = new AbortController();
      const failed = assert.rejects(post(ORDER, patience.signal));
      await until(() => osimesa.requests.count("order") === 1);
      if (fault.kind === "never-answers") patience.abort();
      await failed;
    } else {
      const answer = await post(ORDER);
      assert.equal(answer.httpStatus, httpStatus);
      check?.(answer.text, answer.headers);
    }
    assert.equal(osimesa.ledger.all().length, executed ? 1 : 0);
    assert.equal(osimesa.requests.count("order"), 1);
    assert.equal((await post(ORDER)).httpStatus, 200, "one request met it, the next is well");
  });
}

test("executed late: answered with an error now, on the page later", async (t) => {
  const { osimesa, clock, post } = await startOsimesa(t);
  osimesa.faults.on({ kind: "executed-late", delayMs: 30_000, answer: 504 });
  assert.equal((await post(ORDER)).httpStatus, 504);
  clock.pass(29_999);
  assert.equal(osimesa.ledger.all().length, 0);
  clock.pass(1);
  assert.equal(osimesa.ledger.all()[0]?.createdAtMs, clock.now());
});

test("slow: late headers, or headers now and the body late", async (t) => {
  const { osimesa, clock, sign } = await startOsimesa(t);
  const post = () =>
    fetch(`${osimesa.url}/api/game`, {
      method: "POST",
      body: new URLSearchParams({ key: "key-for-tests", sign, ...ORDER }),
    });
  const arrived = (count: number) => until(() => osimesa.requests.count("order") === count);
  osimesa.faults.on({ kind: "slow", headersMs: 150 });
  const headers = post();
  await arrived(1);
  clock.pass(149);
  assert.equal(osimesa.requests.list()[0]?.answered, undefined);
  clock.pass(1);
  const begun = await headers;
  clock.pass(0);
  JSON.parse(await begun.text());

  osimesa.faults.on({ kind: "slow", bodyMs: 150 });
  const body = post();
  await arrived(2);
  clock.pass(0);
  const late = await body;
  clock.pass(149);
  assert.equal(osimesa.requests.list()[1]?.answered, undefined);
  clock.pass(1);
  JSON.parse(await late.text());
});

test("the account's own troubles are refusals with their own words", async (t) => {
  const { osimesa, ask } = await startOsimesa(t);
  for (const [fault, code, words] of [
    [BALANCE_EMPTY, 400, /saldo/iu],
    [KEY_REFUSED, 401, /key/iu],
    [IP_BLOCKED, 403, /ip/iu],
  ] as const) {
    osimesa.faults.on(fault);
    const answer = await ask(ORDER);
    assert.deepEqual([answer.httpStatus, answer.code, answer.status], [code, code, false]);
    assert.match(answer.message, words);
  }
  assert.equal(osimesa.ledger.all().length, 0);
});

const SHAPES: readonly (readonly [ShapeFault, RegExp])[] = [
  [{ kind: "data-not-array" }, /"data":"error"/u],
  [{ kind: "data-empty" }, /"data":\[\]/u],
  [{ kind: "data-null" }, /"data":null/u],
  [{ kind: "numbers-as-strings" }, /"price":"5325".*"created_at":"\d+"/u],
  [{ kind: "data-compacted" }, /"data":\["08123456789"\]/u],
  [{ kind: "data-rewritten" }, /"data":\["628123456789","",""\]/u],
  [{ kind: "status-as-object" }, /"data":\{"data"/u],
];
for (const [fault, expected] of SHAPES) {
  test(`shape ${fault.kind} of a status answer`, async (t) => {
    const { osimesa, post, buy } = await startOsimesa(t);
    const ref = await buy("P5", "08123456789");
    osimesa.faults.on(fault);
    const { httpStatus, text } = await post({ type: "status", ref_id: ref });
    assert.equal(httpStatus, 200);
    assert.match(text, expected);
    assert.doesNotMatch((await post({ type: "status", ref_id: ref })).text, expected);
  });
}

test("status:true without ref_id: the order exists all the same", async (t) => {
  const { osimesa, ask } = await startOsimesa(t);
  osimesa.faults.on({ kind: "no-ref-id" });
  const { status, data } = await ask(ORDER);
  assert.equal(status, true);
  assert.equal(JSON.stringify(data).includes("ref_id"), false);
  assert.equal(osimesa.ledger.all().length, 1);
});

test("one bad service in an otherwise good list", async (t) => {
  const { osimesa, ask } = await startOsimesa(t);
  osimesa.faults.on({ kind: "bad-entry", index: 1 }, { types: ["service"] });
  const { data } = await ask({ type: "service" });
  assert.ok(Array.isArray(data) && data.length === osimesa.shop.list().length);
  assert.partialDeepStrictEqual(data.slice(0, 2), [{ code: "P5" }, { code: null }]);
});

test("pages can be stale, short and shuffled", async (t) => {
  const { osimesa, clock, buy, page } = await startOsimesa(t);
  const refs: string[] = [];
  for (let count = 0; count < 6; count += 1) {
    refs.push(await buy("P5", `08${count}`));
    clock.pass(500);
  }
  const newestFirst = refs.toReversed();
  const shown = async () => (await page()).map((one) => one.ref_id);
  osimesa.faults.on({ kind: "stale-page", ageMs: 1500 });
  const stale = await page();
  // As it was 1.5 s ago: the last two were not there, and the oldest not yet a success.
  assert.deepEqual(
    stale.map((one) => one.ref_id),
    newestFirst.slice(2),
  );
  assert.equal(stale.at(-1)?.status, "process");
  assert.equal((await page()).at(-1)?.status, "success");
  osimesa.faults.on({ kind: "short-page", size: 2 });
  assert.deepEqual(await shown(), newestFirst.slice(0, 2));
  osimesa.faults.on({ kind: "shuffled-page" }, { count: 3 });
  const orders = [await shown(), await shown(), await shown()];
  assert.ok(orders.some((order) => order.join() !== newestFirst.join()));
  for (const order of orders) assert.deepEqual(order.toSorted(), refs.toSorted());
});

test("a fault meets only its types, skips what it should, and counts", async (t) => {
  const { osimesa, post } = await startOsimesa(t);
  const id = osimesa.faults.on(
    { kind: "http-error", status: 500 },
    { types: ["order"], count: 2, skip: 1 },
  );
  const statuses: number[] = [];
  for (const type of ["order", "status", "order", "order", "order"]) {
    statuses.push((await post({ ...ORDER, type })).httpStatus);
    if (statuses.length === 3) {
      assert.partialDeepStrictEqual(osimesa.faults.list(), [{ id, left: 1, met: 1 }]);
    }
  }
  assert.deepEqual(statuses, [200, 200, 500, 500, 200]);
  const forever = osimesa.faults.on({ kind: "http-error", status: 500 }, { count: Infinity });
  assert.equal((await post(ORDER)).httpStatus, 500);
  osimesa.faults.off(forever);
  assert.equal((await post(ORDER)).httpStatus, 200);
});

test("down refuses connections, up answers again on the same port", async (t) => {
  const { osimesa, post } = await startOsimesa(t);
  const { url } = osimesa;
  await osimesa.down();
  await assert.rejects(post(ORDER), ({ cause }: Error) => /ECONNREFUSED/u.test(String(cause)));
  await osimesa.up();
  assert.equal(osimesa.url, url);
  assert.equal((await post(ORDER)).httpStatus, 200);
});

test("close ends even a request that would never be answered", async (t) => {
  const { osimesa, post } = await startOsimesa(t);
  osimesa.faults.on({ kind: "never-answers", executed: false });
  const waiting = assert.rejects(post(ORDER));
  await until(() => osimesa.requests.count("order") > 0);
  await osimesa.close();
  await waiting;
});
