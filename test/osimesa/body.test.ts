import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { brotliCompressSync, constants, deflateSync, gzipSync } from "node:zlib";
import { reason } from "../../src/reason.ts";
import { lists, openSupplier, orders, says, type Answer } from "./supplier.ts";

const placed = JSON.stringify({ status: true, data: { ref_id: "r1", note: "é" } });
const page = JSON.stringify({ status: true, data: [{ ref_id: "r1", note: "é" }] });

const wrappings: [name: string, wrap: (body: string) => Answer][] = [
  ["plain", (body) => says(body)],
  ["with a BOM", (body) => says(`\uFEFF${body}`)],
  ["gzipped", (body) => says(gzipSync(body), { "content-encoding": "gzip" })],
  ["gzipped with a BOM", (body) => says(gzipSync(`\uFEFF${body}`), { "content-encoding": "GZIP" })],
  ["deflated", (body) => says(deflateSync(body), { "content-encoding": "deflate" })],
  ["in brotli", (body) => says(brotliCompressSync(body), { "content-encoding": "br" })],
];
for (const [name, wrap] of wrappings) {
  test(`an answer ${name} is read, to an order as to the others`, async (t) => {
    const supplier = await openSupplier(t);
    supplier.answers(wrap(placed));
    const order = await orders(supplier);
    assert.equal(order.kind === "placed" && order.transaction.note, "é");
    supplier.answers(wrap(page));
    const read = await supplier.osimesa.page();
    assert.equal(read.kind === "page" && read.transactions[0]?.note, "é");
    const list = await lists(supplier);
    assert.deepEqual(list.members, ['{"ref_id":"r1","note":"é"}']);
    assert.equal(list.answer.kind, "list");
  });
}

test("an order's answer cut short, or packed so that it cannot be unpacked, is unclear", async (t) => {
  const supplier = await openSupplier(t);
  const packed = gzipSync(placed);
  for (const answer of [
    says(packed.subarray(0, packed.length - 9), { "content-encoding": "gzip" }),
    says(placed, { "content-encoding": "gzip" }),
    says(packed, { "content-encoding": "zip" }),
    says(packed),
  ]) {
    supplier.answers(answer);
    assert.equal((await orders(supplier)).kind, "unclear");
  }
  assert.equal(supplier.requests.length, 4);
});

/** JSON of exactly so many bytes. */
const sized = (json: string, bytes: number) => json + " ".repeat(bytes - Buffer.byteLength(json));

const emptyMembers = Array.from({ length: (64 * 1024) / gzipSync("").length }, () => gzipSync(""));

test("an answer to an order has 64 KiB at most; what is longer, a no too, is unclear and asked once", async (t) => {
  const supplier = await openSupplier(t);
  supplier.answers(says(sized(placed, 64 * 1024)));
  assert.equal((await orders(supplier)).kind, "placed");
  const no = JSON.stringify({ status: false, message: "Nomor salah" });
  for (const answer of [
    says(sized(placed, 64 * 1024 + 1)),
    says(sized(no, 64 * 1024 + 1), {}, 400),
    says(gzipSync(sized(placed, 64 * 1024 + 1)), { "content-encoding": "gzip" }),
    // Much that is nothing once it is unpacked.
    says(Buffer.concat([...emptyMembers, gzipSync(placed)]), { "content-encoding": "gzip" }),
  ]) {
    supplier.answers(answer);
    supplier.requests.length = 0;
    assert.deepEqual(await orders(supplier), {
      kind: "unclear",
      why: reason("answer-too-large", "> 65536 bytes"),
    });
    assert.equal(supplier.requests.length, 1);
  }
});

test("a status page has 1 MiB at most, the service list 64 MiB", async (t) => {
  // It is about size: a machine with other work may take half a minute for so much.
  const supplier = await openSupplier(t, { timeoutMs: 300_000 });
  const mebibyte = 1024 * 1024;
  supplier.answers(says(sized(page, mebibyte)));
  assert.equal((await supplier.osimesa.page()).kind, "page");
  supplier.answers(says(sized(page, mebibyte + 1)));
  assert.deepEqual(await supplier.osimesa.page(), {
    kind: "trouble",
    cause: "malformed",
    why: reason("answer-too-large", "> 1048576 bytes"),
  });
  const list = (bytes: number) => {
    const member = JSON.stringify("x".repeat(mebibyte / 2));
    const begin = `{"status":true,"data":[${Array.from({ length: 127 }, () => member).join(",")}`;
    return `${begin},"${"y".repeat(bytes - begin.length - 5)}"]}`;
  };
  supplier.answers(says(list(64 * mebibyte)));
  assert.equal((await lists(supplier)).answer.kind, "list");
  supplier.answers(says(list(64 * mebibyte + 1)));
  const { answer } = await lists(supplier);
  assert.equal(answer.kind === "trouble" && answer.cause, "malformed");
});

/** 8 times 50 MB that arrive as 400 kB: within the bound before decompression, far beyond it after. */
const gzipBomb = () => Buffer.concat(Array.from({ length: 8 }, () => gzipSync(spaces(50e6))));
/** 256 MB that arrive as less than 1 kB. */
const brotliBomb = () =>
  brotliCompressSync(spaces(256e6), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });
const spaces = (bytes: number) => Buffer.alloc(bytes, " ");

for (const [name, bomb, encoding] of [
  ["gzip", gzipBomb, "gzip"],
  ["brotli", brotliBomb, "br"],
] as const) {
  test(`a ${name} bomb takes no memory, and its order is unclear and was sent once`, async (t) => {
    const supplier = await openSupplier(t);
    supplier.answers(says(bomb(), { "content-encoding": encoding }));
    const victim = fork(new URL("./bombed.ts", import.meta.url), [supplier.baseUrl], {
      execArgv: ["--disable-warning=ExperimentalWarning"],
    });
    t.after(() => void victim.kill("SIGKILL"));
    const [{ grownBytes, ...outcomes }] = await once(victim, "message");
    t.diagnostic(`${Math.round(grownBytes / 1e6)} MB more`);
    assert.deepEqual(outcomes, { order: "unclear", page: "malformed", services: "malformed" });
    assert.ok(grownBytes < 120e6, `${Math.round(grownBytes / 1e6)} MB more`);
    assert.deepEqual(
      supplier.requests.map((form) => form.get("type")),
      ["order", "status", "service"],
    );
  });
}
