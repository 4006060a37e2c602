import assert from "node:assert/strict";
import { test } from "node:test";
import { readConfig } from "../../src/config.ts";
import { environmentSchema } from "../../src/environment.ts";
import { readRedisRole } from "../../src/redis/role.ts";
import { startLine } from "../../src/setup/words/start-lines.ts";

const names = Object.keys(environmentSchema.shape);

/** Words that no Indonesian line has. */
const english =
  /\b(the|is|wanted|missing|empty|number|from|to|of|with|like|your|has|not|names|does|nothing|none of|letters|which|address|this)\b/i;

function problemsOf(environment: Record<string, string>): string[] {
  const read = readConfig(environment);
  return read.ok ? [] : read.problems;
}

test("whatever a setting is given, its problem is said in Indonesian too, with what was found as it was", () => {
  const wrongs = [
    {},
    ...["x y", "-1", "{}", "999999999999999", "a/b".repeat(500)].map((value) =>
      Object.fromEntries(names.map((name) => [name, value])),
    ),
    ...[
      "redis+sentinel://a,b",
      "redis+cluster://a/3",
      "redis+cluster://a:99999",
      "redis+sentinel://%@a/b",
    ].map((REDIS_URL) => ({ REDIS_URL })),
    { REDIS_URL: "redis+cluster://a" },
    { QRIS_STATIC: `000201${"x".repeat(20)}` },
    { QRIS_STATIC: "0002016304ABCD" },
    { ADMIN_IDS: "0" },
    { TRIPAY_API_KEY: "DEV-12345678" },
    { OSIMESA_TIMEOUT_MS: "30000", UNKNOWN_GRACE_S: "31" },
  ];
  const lines = new Set(wrongs.flatMap(problemsOf));
  assert.ok(lines.size > names.length, String(lines.size));
  for (const line of lines) {
    const said = startLine(line, "id");
    const ours = said.replaceAll(/"(?:[^"\\]|\\.)*"/g, "");
    assert.doesNotMatch(ours, english, `${line}\n${said}`);
    assert.equal(said.split(" ")[0], line.split(" ")[0]);
    assert.equal(startLine(line, "en"), line);
  }
  assert.equal(
    startLine('PORT is "the one"; wanted: a port number from 0 to 65535 (default 8080)', "id"),
    'PORT berisi "the one"; yang dibutuhkan: nomor port dari 0 sampai 65535 (default 8080)',
  );
});

test("so is what Redis is instead of what it should be", async () => {
  for (const [mode, role, kind] of [
    ["sentinel", "master", "server"],
    ["cluster", "master", "server"],
    ["standalone", "master", "cluster"],
    ["standalone", "slave", "server"],
  ] as const) {
    const info = `redis_mode:${mode}\nrole:${role}\n`;
    const found = await readRedisRole({ info: () => Promise.resolve(info) }, kind);
    assert.ok(found.kind === "unfit");
    assert.doesNotMatch(startLine(found.problem, "id"), english);
  }
  for (const line of [
    'Redis setting appendfsync is "everysec"; wanted: always, or a power cut loses orders that were already sent',
    "Set ALLOW_VOLATILE_REDIS=1 only where losing an order does not matter",
    "PORT is 8080, HTTP_HOST is 127.0.0.1: cannot listen there (EADDRINUSE); wanted: a free port at an address of this machine",
    "REDIS_URL: Redis does not let the bot in (ECONNREFUSED); wanted: a running Redis at that address, with its password",
  ])
    assert.doesNotMatch(startLine(line, "id"), english, startLine(line, "id"));
});
