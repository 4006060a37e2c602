import assert from "node:assert/strict";
import { test } from "node:test";
import { createRandom } from "../simulation/random.ts";
import { describe, kinds, plant, type Change } from "./change.ts";
import { changesInLua } from "./lua.ts";
import { named, shuffled } from "./sample.ts";
import { changesInTypeScript } from "./typescript.ts";

const planted = (source: string, changes: readonly Change[]) =>
  changes.map((change) => `${change.kind}: ${plant(source, change)}`).toSorted();

test("each kind of change is planted in TypeScript", () => {
  const inTypeScript = (source: string) => planted(source, changesInTypeScript("a.ts", source));
  assert.deepEqual(inTypeScript("a < b;"), ["comparison: a <= b;", "comparison: a >= b;"]);
  assert.deepEqual(inTypeScript("x = 120;"), ["constant: x = 2;", "constant: x = 7200;"]);
  assert.deepEqual(inTypeScript("x = await a;"), ["await: x = a;"]);
  assert.deepEqual(inTypeScript("await a();"), ["await: void a();", "call: ;"]);
  assert.deepEqual(inTypeScript("if (a) b = c;"), [
    "branch: if (false) b = c;",
    "branch: if (true) b = c;",
  ]);
  assert.deepEqual(inTypeScript("x = f(a, b, c);"), [
    "argument: x = f(a, c, b);",
    "argument: x = f(b, a, c);",
  ]);
  assert.deepEqual(inTypeScript("x = !true;"), ["boolean: x = !false;", "boolean: x = true;"]);
  assert.deepEqual(inTypeScript("x = a && b - Math.min(c, 1);"), [
    "operator: x = a && b + Math.min(c, 1);",
    "operator: x = a && b - Math.max(c, 1);",
    "operator: x = a || b - Math.min(c, 1);",
  ]);
});

test("what is no promise is left alone: types, imports, log lines, texts of errors, counting loops", () => {
  const source = `
    import { a } from "./a.ts";
    type Digit = 2 | 3;
    const pick = x as 2 | 3;
    log.warn({ digit: 2 }, "two");
    await deps.log.warn(2, 3);
    throw new TypeError(a + b);
    for (const i = a; ; i += 1) x = y;
    // a < b
    const text = "a < b";`;
  assert.deepEqual(planted(source, changesInTypeScript("a.ts", source)), []);
});

test("each kind of change is planted in Lua, and none in its comments and texts", () => {
  const inLua = (source: string) => planted(source, changesInLua("a.lua", source));
  assert.deepEqual(inLua("x = a <= b"), ["comparison: x = a < b", "comparison: x = a > b"]);
  assert.deepEqual(inLua("x = 120 -- 2 < 3"), [
    "constant: x = 2 -- 2 < 3",
    "constant: x = 7200 -- 2 < 3",
  ]);
  assert.deepEqual(inLua("if ready(a) then x = '3 - 4' end"), [
    "branch: if false then x = '3 - 4' end",
    "branch: if true then x = '3 - 4' end",
  ]);
  assert.deepEqual(inLua("  redis.call('DEL', key(a .. int(b)))"), ["call:   "]);
  assert.deepEqual(inLua("enter(id, order, now)"), [
    "argument: enter(id, now, order)",
    "argument: enter(order, id, now)",
  ]);
  assert.deepEqual(inLua("x = not a or b + -1"), [
    "boolean: x = a or b + -1",
    "operator: x = not a and b + -1",
    "operator: x = not a or b - -1",
  ]);
});

test("kinds take turns, and the same seed plants the same", () => {
  const changes = kinds.flatMap((kind, most) =>
    Array.from({ length: 20 * most + 1 }, (_, start) => ({
      file: "a.ts",
      kind,
      start,
      end: start,
      replacement: "",
    })),
  );
  const [first, second] = [1, 1].map((seed) => shuffled(changes, createRandom(seed)));
  assert.deepEqual(first, second);
  assert.deepEqual(
    first?.slice(0, kinds.length).map(({ kind }) => kind),
    [...kinds],
  );
  assert.equal(new Set(first).size, changes.length);
});

test("a change is shown as its whole line, before and after", () => {
  const source = "const a = 1;\nif (\n  b < c\n) d();\n";
  const change = changesInTypeScript("a.ts", source).find(({ kind }) => kind === "comparison");
  assert.ok(change);
  assert.equal(describe(source, change), "a.ts:3 comparison: b < c → b <= c");
});

test("what survived an earlier run is found again where its line stands by now, or said to be gone", () => {
  const sources = new Map([
    ["a.ts", "// New.\na < b;\nc > d;\n"],
    ["b.ts", "a < b;\n"],
  ]);
  const changes = [...sources].flatMap(([file, source]) => changesInTypeScript(file, source));
  const printed = `caught    a.ts:2 comparison: c > d; → c <= d;
          by test/a.test.ts: it
SURVIVED  a.ts:1 comparison: a < b; → a >= b;
          past test/a.test.ts:7 or so, test/b.test.ts
1 of 3 (33 %) planted changes caught, 0 by a time-out:
Survivors:
  a.ts:1 comparison: a < b; → a >= b;
  a.ts:3 comparison: x < y; → x >= y;
`;
  const found = named(changes, sources, printed);
  assert.deepEqual(
    found.changes.map((change) => describe(sources.get(change.file) ?? "", change)),
    ["a.ts:2 comparison: a < b; → a >= b;"],
  );
  assert.deepEqual(found.gone, ["a.ts:3 comparison: x < y; → x >= y;"]);
});
