import assert from "node:assert/strict";
import { test } from "node:test";
import { csvLines } from "../../src/screens/csv.ts";
import { processorTime } from "../processor-time.ts";

test("what somebody typed is no formula, also behind a semicolon", () => {
  const cells = ["=1+1", "Budi;=1+1", "Budi; @a", "a=b;c-d", -5];
  assert.equal(csvLines([cells]), "'=1+1,Budi;'=1+1,Budi; '@a,a=b;c-d,-5\n");
});

test("a cell of a megabyte is looked through as quickly as any", () => {
  const tookMs = processorTime();
  csvLines([[`;${" ".repeat(1_000_000)}x`]]);
  assert.ok(tookMs() < 1_000, `${tookMs()} ms`);
});
