import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { isRootOnDebian } from "../sandbox/apt.ts";

const RUN = join(import.meta.dirname, "run.ts");

/** `npm test -- FILE` with a file of these lines, and what is left in the temporary folder. */
async function runs(t: TestContext, ...lines: readonly string[]) {
  return runsWith(t, { options: [], env: {} }, ...lines);
}

async function runsWith(
  t: TestContext,
  { options, env }: { options: readonly string[]; env: NodeJS.ProcessEnv },
  ...lines: readonly string[]
) {
  const dir = await mkdtemp(join(tmpdir(), "run-test-"));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const file = join(dir, "some.test.ts");
  await writeFile(file, ['import { test } from "node:test";', ...lines].join("\n"));
  // A runner started by a test would hand its results to that test's runner instead of running anything.
  const { NODE_TEST_CONTEXT: _, ...environment } = process.env;
  const child = spawn(process.execPath, [RUN, ...options, file], {
    env: { ...environment, TMPDIR: dir, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const [code]: unknown[] = await once(child, "close");
  return { code, said, left: (await readdir(dir)).filter((name) => name !== "some.test.ts") };
}

test("a file named is all that runs, and a good one is good", async (t) => {
  const { code, said, left } = await runs(t, 'test("one", () => undefined);');
  assert.equal(code, 0);
  assert.match(said, /^✔ one .*\n(ℹ.*\n)+$/u);
  assert.deepEqual(left, []);
});

test("a failing test fails the run", async (t) => {
  const { code } = await runs(t, 'test("one", () => { throw new Error("no"); });');
  assert.equal(code, 1);
});

test("what every other test would feel is refused by the Redis they share", async (t) => {
  const { code, said } = await runs(
    t,
    `import { Redis } from "${import.meta.resolve("ioredis")}";`,
    `import { openDatabase } from "${import.meta.resolve("./redis-database.ts")}";`,
    'test("one", async () => {',
    "  const { url, close } = await openDatabase();",
    "  const redis = new Redis(url);",
    '  await redis.set("key", "of a test");',
    "  await redis.flushall().finally(() => (redis.disconnect(), close()));",
    "});",
  );
  assert.equal(code, 1);
  assert.match(said, /NOPERM .* 'flushall'/u);
});

test("a file that ends its process before its tests are through fails the run, which names it", async (t) => {
  const { code, said } = await runs(
    t,
    'test("one", () => process.exit(0));',
    'test("two", () => { throw new Error("no"); });',
  );
  assert.equal(code, 1);
  assert.match(said, /Failed, for it ended before its tests:\n {2}\S*some\.test\.ts\n$/u);
});

test("a skipped test fails the run where everything can be installed, else the last lines name it", async (t) => {
  const { code, said } = await runs(t, 'test("one", { skip: "no browser" }, () => undefined);');
  const [outcome, lines] = (await isRootOnDebian())
    ? [1, /Failed, for it was skipped:\n {2}one \(no browser\)\n$/u]
    : [0, /Not tested here:\n {2}one \(no browser\)\n$/u];
  assert.equal(code, outcome);
  assert.match(said, lines);
});

test("a temporary folder left behind fails the run, and is removed all the same", async (t) => {
  const { code, said, left } = await runs(
    t,
    'import { mkdtempSync } from "node:fs";',
    'import { tmpdir } from "node:os";',
    'test("one", () => { mkdtempSync(tmpdir() + "/osimesa-power-"); });',
  );
  assert.equal(code, 1);
  assert.match(said, /left in the temporary folder:\n {2}osimesa-power-\w+\n$/u);
  assert.deepEqual(left, []);
});

test("--no-install: where there is no Redis nothing is installed or tested, and one line says what to type", async (t) => {
  // Neither a Redis nor apt-get is on it.
  const without = { options: ["--no-install"], env: { PATH: import.meta.dirname } };
  const { code, said } = await runsWith(t, without, 'test("one", () => undefined);');
  assert.equal(code, 1);
  assert.match(said, /Belum ada Redis di mesin ini.*\nThere is no Redis on this machine/u);
  assert.doesNotMatch(said, /installing|apt-get could not|one/u);
});
