import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { exactJson, json } from "../src/json.ts";

/** undefined: no JSON. */
const exact = (text: string) => exactJson().safeParse(text).data;

test("a number too long for JavaScript keeps the digits that were written", () => {
  assert.deepEqual(exact('{"ref_id":9007199254740993,"n":-12345678901234567890}'), {
    ref_id: "9007199254740993",
    n: "-12345678901234567890",
  });
});

test("a number written with a fraction of noughts keeps it, others stay numbers", () => {
  assert.deepEqual(exact("[12.500,12.000,41975.00,12.5,7,0,1e3]"), [
    "12.500",
    "12.000",
    "41975.00",
    12.5,
    7,
    0,
    "1e3",
  ]);
});

test("everything else is read as JSON.parse reads it, and what is none is undefined", () => {
  fc.assert(fc.property(fc.json(), (text) => assert.deepEqual(exact(text), JSON.parse(text))));
  for (const text of ["", "<html>", "{", "nul", "[".repeat(1_000_000)])
    for (const pipe of [json, exactJson()]) assert.ok(!pipe.safeParse(text).success);
});

test("an answer nested deeper than any stack is no answer, and stops nothing", () => {
  assert.equal(exact(`${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}`), undefined);
});
