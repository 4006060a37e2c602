import assert from "node:assert/strict";
import { test } from "node:test";
import { outcomeByEnding, outcomeByService } from "../../../sandbox/osimesa/outcome.ts";
import { fewServices, startOsimesa } from "./fixture.ts";

const PRICE = 5_325;

test("a transaction waits, is processed and succeeds with a voucher, by itself", async (t) => {
  const { clock, buy, page } = await startOsimesa(t);
  await buy("P5", "0812");
  const seen: string[] = [];
  for (const ms of [999, 1, 999, 1]) {
    clock.pass(ms);
    seen.push((await page())[0]?.status ?? "");
  }
  assert.deepEqual(seen, ["waiting", "process", "process", "success"]);
  assert.match((await page())[0]?.voucher ?? "", /^\d{16}$/u);
});

test("the policy decides: fail with refund, hang, refuse, by destination or service", async (t) => {
  const policy = outcomeByService(
    new Map([["ML", () => ({ kind: "fail", note: "Zone salah" })]]),
    outcomeByEnding({ fail: "0", hang: "9", refuse: "7" }),
  );
  const { osimesa, clock, buy, order, page } = await startOsimesa(t, { policy });
  await buy("P5", "0810");
  await buy("P5", "0819");
  await buy("P5", "0811");
  await buy("ML", "12345", "2001");
  assert.equal((await order("P5", "0817")).status, false);
  clock.pass(10_000);
  assert.deepEqual(
    (await page()).map(({ status, note }) => [status, note]),
    [
      ["failed", "Zone salah"],
      ["success", "Transaksi berhasil."],
      ["process", "Transaksi sedang diproses."],
      ["failed", "Transaksi gagal, saldo dikembalikan."],
    ],
  );
  assert.equal(osimesa.ledger.balanceRupiah(), 100_000 - 2 * PRICE);
});

test("moves by hand, corrections of final states too, keep the balance right", async (t) => {
  const { osimesa, clock, buy, page } = await startOsimesa(t);
  const ref = await buy("P5", "0812");
  osimesa.ledger.hang(ref);
  clock.pass(60_000);
  assert.equal((await page())[0]?.status, "process");
  const balances: number[] = [];
  for (const step of ["complete", "fail", "fail", "complete"] as const) {
    if (step === "complete") osimesa.ledger.complete(ref, { voucher: "SN-1" });
    else osimesa.ledger.fail(ref, "Nomor salah");
    balances.push(osimesa.ledger.balanceRupiah());
  }
  const paid = 100_000 - PRICE;
  assert.deepEqual(balances, [paid, 100_000, 100_000, paid]);
  assert.partialDeepStrictEqual(await page(), [{ status: "success", voucher: "SN-1" }]);
});

test("status words can be anything, for all from now on or for one transaction", async (t) => {
  const { osimesa, clock, buy, page } = await startOsimesa(t);
  osimesa.ledger.setStatusWords({ success: "Sukses" });
  const ref = await buy("P5", "0812");
  osimesa.ledger.setStatusWord(ref, "antre 🐢");
  assert.equal((await page())[0]?.status, "antre 🐢");
  clock.pass(5000);
  assert.equal((await page())[0]?.status, "Sukses");
});

test("an order from outside is on the page and belongs to no request", async (t) => {
  const { osimesa, buy, page } = await startOsimesa(t);
  const ours = await buy("P5", "0812");
  const outside = osimesa.outsideOrder("P5", "0899");
  assert.deepEqual(
    (await page()).map((one) => one.ref_id),
    [outside.refId, ours],
  );
  const [request] = osimesa.requests.list("order");
  assert.deepEqual(
    osimesa.ledger.all().map(({ refId, requestId }) => [refId, requestId]),
    [
      [ours, request?.id],
      [outside.refId, null],
    ],
  );
  assert.equal(osimesa.requests.count("order"), 1);
});

test("the upstream's clock can run ahead", async (t) => {
  const { osimesa, clock, buy, ask } = await startOsimesa(t);
  osimesa.setClockSkew(90_000);
  const ref = await buy("P5", "0812");
  const { data } = await ask({ type: "status", ref_id: ref });
  assert.partialDeepStrictEqual(data, [{ created_at: clock.now() / 1000 + 90 }]);
});

test("a snapshot brings back money, transactions and catalogue, and lives go on", async (t) => {
  const policy = outcomeByEnding({ fail: "0" });
  const first = await startOsimesa(t, { policy });
  const failing = await first.buy("P5", "0810");
  const hung = await first.buy("P5", "0811");
  first.osimesa.ledger.hang(hung);
  first.osimesa.shop.setPrice("P5", 9_975);
  const saved: unknown = JSON.parse(JSON.stringify(first.osimesa.snapshot()));
  await first.osimesa.close();

  const second = await startOsimesa(t, { services: fewServices.slice(0, 1), balanceRupiah: 1 });
  second.osimesa.restore(saved);
  assert.equal(second.osimesa.ledger.balanceRupiah(), 100_000 - 2 * PRICE);
  second.clock.pass(10_000);
  assert.deepEqual(
    (await second.page()).map(({ ref_id, status }) => [ref_id, status]),
    [
      [hung, "process"],
      [failing, "failed"],
    ],
  );
  const third = await second.buy("P5", "0812");
  assert.equal(second.osimesa.ledger.find(third)?.priceRupiah, 9_975);
  assert.throws(() => second.osimesa.restore({ version: 2 }));
});

test("events tell a panel of every change", async (t) => {
  const { osimesa, clock, buy } = await startOsimesa(t);
  const told: string[] = [];
  osimesa.events.on("transaction", ({ views }) => told.push(views.at(-1)?.status ?? ""));
  osimesa.events.on("balance", (rupiah) => told.push(String(rupiah)));
  osimesa.events.on("catalogue", () => told.push("catalogue"));
  osimesa.events.on("request", ({ answered }) => answered === "200" && told.push("answered"));
  await buy("P5", "0812");
  clock.pass(5000);
  osimesa.shop.setStock("P5", false);
  assert.deepEqual(told, [
    String(100_000 - PRICE),
    "waiting",
    "answered",
    "process",
    "success",
    "catalogue",
  ]);
});

test("a row given back is listed, then gone from pages and look-ups alike; the money is back", async (t) => {
  const policy = () => ({ kind: "give-back", row: "deleted" }) as const;
  const { osimesa, clock, buy, page, ask } = await startOsimesa(t, { policy });
  const ref = await buy("P5", "0812");
  assert.deepEqual(
    (await page()).map(({ ref_id, status }) => [ref_id, status]),
    [[ref, "waiting"]],
  );
  clock.pass(2000);
  assert.deepEqual(await page(), []);
  assert.equal((await ask({ type: "status", ref_id: ref })).status, false);
  assert.equal(osimesa.ledger.balanceRupiah(), 100_000);
  // A page that is stale shows it still; the truth is kept.
  osimesa.faults.on({ kind: "stale-page", ageMs: 500 });
  assert.equal((await page())[0]?.ref_id, ref);
  assert.equal(osimesa.ledger.find(ref)?.refunded, true);
});

test("a deleted row does not shorten the page", async (t) => {
  const { osimesa, buy, page } = await startOsimesa(t);
  const refs: string[] = [];
  for (let count = 0; count < 16; count += 1) refs.push(await buy("P5", `08${count}`));
  osimesa.ledger.giveBack(refs[15] ?? "", "deleted");
  assert.deepEqual(
    (await page()).map(({ ref_id }) => ref_id),
    refs.slice(0, 15).toReversed(),
  );
});

test("by option the row is kept, as an error of price 0", async (t) => {
  const policy = () => ({ kind: "give-back", row: "kept" }) as const;
  const { osimesa, clock, buy, page } = await startOsimesa(t, { policy });
  await buy("P5", "0812");
  clock.pass(2000);
  assert.partialDeepStrictEqual(await page(), [{ status: "error", price: 0, voucher: "" }]);
  assert.equal(osimesa.ledger.balanceRupiah(), 100_000);
});

test("done in part: the listed price is lowered, and the rest is back on the balance", async (t) => {
  const { osimesa, buy, page } = await startOsimesa(t);
  const ref = await buy("P5", "0812");
  osimesa.ledger.completePartly(ref, 2_000);
  assert.partialDeepStrictEqual(await page(), [{ status: "partial", price: 2_000 }]);
  assert.equal(osimesa.ledger.balanceRupiah(), 98_000);
  osimesa.ledger.fail(ref);
  assert.equal(osimesa.ledger.balanceRupiah(), 100_000);
});
