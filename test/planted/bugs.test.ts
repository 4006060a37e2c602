import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { bugs } from "./bugs.ts";

test("each planted bug's text stands exactly once in its file, and the test that has to miss it is there", () => {
  for (const { name, file, find, by } of bugs) {
    assert.equal(readFileSync(file, "utf8").split(find).length, 2, name);
    assert.match(readFileSync(by, "utf8"), /^test\(/m, name);
  }
  assert.equal(new Set(bugs.map(({ name }) => name)).size, bugs.length);
});
