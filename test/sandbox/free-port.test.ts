import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { promisify } from "node:util";
import { freePort } from "../../sandbox/free-port.ts";

const source = new URL("../../sandbox/free-port.ts", import.meta.url).href;

test("no two processes are given the same port, though nobody listens there yet", async () => {
  const mine = await Promise.all(Array.from({ length: 400 }, () => freePort()));
  assert.equal(new Set(mine).size, 400);
  // Of 400 drawn at random some 16 would be among the 400 of this process.
  const asked = `import { freePort } from ${JSON.stringify(source)};
    console.log(JSON.stringify(await Promise.all(Array.from({ length: 400 }, () => freePort()))));`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--input-type=module",
    "-e",
    asked,
  ]);
  const theirs: unknown = JSON.parse(stdout);
  assert.ok(Array.isArray(theirs) && theirs.length === 400);
  assert.deepEqual(
    theirs.filter((port) => mine.includes(port)),
    [],
  );
});
