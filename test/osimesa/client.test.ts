import assert from "node:assert/strict";
import { test } from "node:test";
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

test(
  "no call waits longer than the settings say, before the headers or in the body",
  { timeout: 8_000 },
  async (t) => {
    const supplier = await openSupplier(t, { timeoutMs: 200 });
    for (const begin of ["", '{"status":true,"data":[']) {
      supplier.answers((response) => {
        if (begin !== "") response.write(begin);
      });
      assert.equal((await orders(supplier)).kind, "unclear");
      for (const answer of [await supplier.osimesa.page(), (await lists(supplier)).answer]) {
        assert.ok(answer.kind === "trouble");
        assert.equal(answer.cause, "unreachable");
      }
    }
  },
);
