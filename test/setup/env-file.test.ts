import assert from "node:assert/strict";
import {
  chmod,
  lstat,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { parseEnv } from "node:util";
import fc from "fast-check";
import { createEnvFile, withSettings } from "../../src/setup/env-file.ts";

const template = "# The token.\nBOT_TOKEN=\n\n# The name.\n#SHOP_NAME=OsiMesa Order\n";

async function folder(t: TestContext) {
  const dir = await mkdtemp(join(tmpdir(), "env-test-"));
  t.after(() => rm(dir, { recursive: true, force: true }));
  return { dir, path: join(dir, ".env") };
}

test("a setting goes to its place, and every other line stays as it is", () => {
  assert.equal(
    withSettings(template, { BOT_TOKEN: "1:a", SHOP_NAME: "Toko Maju", PORT: "80" }),
    "# The token.\nBOT_TOKEN=1:a\n\n# The name.\nSHOP_NAME='Toko Maju'\nPORT=80\n",
  );
  assert.equal(withSettings("A=1\nB=2 # why\nA=3", { A: "4" }), "A=1\nB=2 # why\nA=4");
});

test("whatever a value is made of, it is read back letter for letter, or nothing is changed", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (value) => {
      try {
        assert.equal(parseEnv(withSettings(template, { KEY: value }))["KEY"], value);
      } catch (error) {
        assert.ok(
          error instanceof Error && error.message.startsWith("KEY: .env cannot"),
          String(error),
        );
      }
    }),
    { numRuns: 2_000 },
  );
  for (const value of ["a#b", "a b", "$HOME", 'say "it"', "`x`", "a\\nb", "=", ""])
    assert.equal(parseEnv(withSettings(template, { KEY: value }))["KEY"], value);
});

test("a line inside a longer value is not taken for a setting", () => {
  const text = "NOTE='first\nBOT_TOKEN=x\nlast'\n";
  assert.throws(() => withSettings(text, { BOT_TOKEN: "1:a" }), /BOT_TOKEN: .env cannot/);
});

test("only its owner can read the file, whatever it was before, and a link stays one", async (t) => {
  const { dir, path } = await folder(t);
  const real = join(dir, "real");
  await writeFile(real, "A=1\n");
  await chmod(real, 0o666);
  await symlink(real, path);
  await createEnvFile(path, async () => template).set({ A: "2" });
  assert.equal(await readFile(real, "utf8"), "A=2\n");
  assert.equal((await stat(real)).mode & 0o777, 0o600);
  assert.ok((await lstat(path)).isSymbolicLink());
  assert.deepEqual((await readdir(dir)).toSorted(), [".env", "real"]);
});

test("what a process that died left beside it is no hindrance, and nobody else may read it either", async (t) => {
  const { dir, path } = await folder(t);
  await writeFile(join(dir, ".env.new"), "BOT_TOKEN=half", { mode: 0o644 });
  const file = createEnvFile(path, async () => template);
  assert.deepEqual({ ...(await file.values()) }, {});
  await file.set({ BOT_TOKEN: "1:a" });
  assert.equal((await file.values())["BOT_TOKEN"], "1:a");
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  assert.deepEqual(await readdir(dir), [".env"]);
});
