import { strict as assert } from "node:assert";
import { globSync, readFileSync } from "node:fs";
import { suite, test } from "node:test";

suite("Keys in Redis", () => {
  // As they are written there, up to what each order, chat or day adds: `order:`, `pause`.
  const keys = new Set(namesIn("src/redis/keys.ts", /\$\{prefix\}([a-z:-]+)/g));

  test("every key that a script touches stands in keys.ts", () => {
    const unlisted = globSync("src/**/*.lua").flatMap((file) =>
      namesIn(file, /\b(?:key|hash)\('([^']+)'|\bown\([a-z_()]+, '([^']+)'/g)
        .filter((name) => !keys.has(name) && !keys.has(name.replace(/[^:]+$/, "")))
        .map((name) => `${file}: ${name}`),
    );
    assert.deepEqual(unlisted, []);
  });
});

function namesIn(file: string, pattern: RegExp): string[] {
  return [...readFileSync(file, "utf8").matchAll(pattern)].map(
    ([, name, own]) => name ?? own ?? "",
  );
}
