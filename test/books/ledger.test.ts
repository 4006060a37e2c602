import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readLine, type Line, type Transfer } from "../../src/books/journal.ts";
import { balanceOf, createLedger } from "../../src/books/ledger.ts";

const order = (id: string, rupiah: number, reseller = 7001): Transfer => ({
  id,
  debit: `purse:${reseller}`,
  credit: "sales",
  rupiah,
  kind: "order",
  of: id,
  by: "",
  why: "",
});
const begin = (phase: "pending" | "posted", transfer: Transfer): Line => ({
  phase,
  id: transfer.id,
  atMs: 1,
  transfer,
});
const end = (phase: "posted" | "voided", id: string): Line => ({
  phase,
  id,
  atMs: 2,
  transfer: null,
});

test("a line is read as it was written, and anything else is none", () => {
  assert.deepEqual(
    readLine("pending\torder:A\t1790000000000\tpurse:7001\tsales\t5000\torder\tA\t\t"),
    {
      phase: "pending",
      id: "order:A",
      atMs: 1_790_000_000_000,
      transfer: { ...order("order:A", 5_000), of: "A" },
    },
  );
  assert.deepEqual(readLine("voided\torder:A\t1790000000000"), {
    phase: "voided",
    id: "order:A",
    atMs: 1_790_000_000_000,
    transfer: null,
  });
  for (const text of [
    "",
    "pending\torder:A\t1790000000000",
    "voided\torder:A\t1\tpurse:7001\tsales\t5000\torder\tA\t\t",
    "posted\torder:A\t1\tpurse:7001\tsales\t0\torder\tA\t\t",
    "posted\torder:A\t1\tpurse:7001\tsales\t-5\torder\tA\t\t",
    "posted\torder:A\t1\tpurse:7001\tsales\t5.5\torder\tA\t\t",
    "posted\torder:A\t1\tpurse:7001\tsales\t9999999999999999\torder\tA\t\t",
    "posted\torder:A\t1\tpurse:me\tsales\t5000\torder\tA\t\t",
    "posted\torder:A\tsoon\tpurse:7001\tsales\t5000\torder\tA\t\t",
    "posted\t\t1\tpurse:7001\tsales\t5000\torder\tA\t\t",
    "posted\torder:A\t1\tpurse:7001\tsales\t5000\tgift\tA\t\t",
    "posted\torder:A\t1\tpurse:7001\tsales\t5000\torder\tA\t\t\tmore",
  ])
    assert.equal(readLine(text), null, JSON.stringify(text));
});

test("a price is held, then taken or given back; what is held is in no balance", () => {
  const ledger = createLedger();
  assert.equal(ledger.follow(begin("pending", order("a", 5_000))), null);
  assert.equal(ledger.follow(begin("pending", order("b", 7_000))), null);
  assert.deepEqual([...ledger.pending().keys()], ["a", "b"]);
  const purse = () => ledger.accounts().get("purse:7001");
  assert.deepEqual(purse(), { debits: 0, credits: 0, pendingDebits: 12_000, pendingCredits: 0 });
  assert.equal(ledger.follow(end("posted", "a")), null);
  assert.equal(ledger.follow(end("voided", "b")), null);
  assert.deepEqual(purse(), { debits: 5_000, credits: 0, pendingDebits: 0, pendingCredits: 0 });
  assert.deepEqual(ledger.accounts().get("sales"), {
    debits: 0,
    credits: 5_000,
    pendingDebits: 0,
    pendingCredits: 0,
  });
  assert.equal(ledger.pending().size, 0);
});

test("nothing is begun twice while it is pending, and only what is pending ends", () => {
  const ledger = createLedger();
  ledger.follow(begin("pending", order("a", 5_000)));
  assert.equal(ledger.follow(begin("pending", order("a", 5_000))), "begun-twice");
  assert.equal(ledger.follow(begin("posted", order("a", 5_000))), "begun-twice");
  assert.equal(ledger.follow(end("posted", "b")), "not-pending");
  assert.equal(ledger.follow(end("voided", "a")), null);
  assert.equal(ledger.follow(end("posted", "a")), "not-pending");
  assert.deepEqual(
    [...ledger.accounts().values()].map(balanceOf),
    [0, 0],
    "what was refused is in no account",
  );
});

test("whatever happens, all balances add up to nothing, and so does what is pending", () => {
  const event = fc.record({
    what: fc.constantFrom("pending", "begin-posted", "posted", "voided"),
    id: fc.constantFrom("a", "b", "c", "d"),
    rupiah: fc.integer({ min: 1, max: 1_000_000_000 }),
    reseller: fc.constantFrom(7001, 7002),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      const ledger = createLedger();
      for (const { what, id, rupiah, reseller } of events) {
        if (what === "pending") ledger.follow(begin("pending", order(id, rupiah, reseller)));
        else if (what === "begin-posted")
          ledger.follow(begin("posted", order(id, rupiah, reseller)));
        else ledger.follow(end(what === "posted" ? "posted" : "voided", id));
      }
      const accounts = [...ledger.accounts().values()];
      const held = [...ledger.pending().values()].reduce((sum, { rupiah }) => sum + rupiah, 0);
      assert.equal(
        accounts.reduce((sum, one) => sum + balanceOf(one), 0),
        0,
      );
      assert.equal(
        accounts.reduce((sum, one) => sum + one.pendingDebits, 0),
        held,
      );
      assert.equal(
        accounts.reduce((sum, one) => sum + one.pendingCredits, 0),
        held,
      );
    }),
  );
});
