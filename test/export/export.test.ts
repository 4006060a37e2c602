import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { Redis } from "ioredis";
import { freePort } from "../../sandbox/free-port.ts";
import { createOrderKeeping } from "../../src/orders/store/keeping.ts";
import { createOrderRedis } from "../../src/orders/store/redis.ts";
import { accountKeys } from "../../src/redis/keys.ts";
import { account, budi, openCounter } from "../orders/counter.ts";
import { bareEnvironment } from "../program.ts";
import { readSpreadsheet } from "../spreadsheet.ts";
import { openDatabase } from "../redis-database.ts";

const main = fileURLToPath(new URL("../../src/export/main.ts", import.meta.url));
const dayMs = 86_400_000;
const jakartaDate = (atMs: number) => new Date(atMs + 7 * 3_600_000).toISOString().slice(0, 10);
const tomorrow = jakartaDate(Date.now() + dayMs);

async function open(context: TestContext) {
  const server = await openDatabase();
  const redis = new Redis(server.url);
  const folder = await mkdtemp(join(tmpdir(), "export-"));
  const counter = await openCounter(context, { redisUrl: server.url });
  context.after(async () => {
    redis.disconnect();
    await server.close();
    await rm(folder, { recursive: true });
  });
  const env = {
    ...bareEnvironment(),
    BOT_TOKEN: `1234567890:${"A".repeat(35)}`,
    OSIMESA_USER_ID: account.userId,
    OSIMESA_API_KEY: account.apiKey,
    ADMIN_IDS: "9001",
    REDIS_URL: server.url,
  };
  const runWith = (more: Record<string, string>, ...args: string[]) =>
    new Promise<{ code: number; output: string; said: string }>((resolve) => {
      const options = { env: { ...env, ...more }, cwd: folder };
      execFile(process.execPath, [main, ...args], options, (error, output, said) =>
        resolve({ code: Number(error?.code ?? 0), output, said }),
      );
    });
  const run = (...args: string[]) => runWith({}, ...args);
  const files = () => readdir(folder);
  return { counter, redis, keys: accountKeys(account.userId), run, runWith, files, folder };
}

test("what was confirmed before a day is written as operators get it, packed or not, beside a running engine", async (t) => {
  const { counter, redis, keys, run, files, folder } = await open(t);
  counter.startEngine();
  const packed = await counter.order("P5", "081234567890");
  const whole = await counter.orderOf(7_002, "P5", "081234567891");
  await counter.until(whole.id, "succeeded");
  await counter.until(packed.id, "succeeded");
  await redis.hset(keys.names, budi.userId, "Budi, Toko Jaya");
  const keeping = createOrderKeeping({ redis: createOrderRedis(redis, keys.prefix), keys });
  assert.equal(await keeping.pack(packed.id, Infinity), "packed");

  const nextDay = jakartaDate(whole.confirmedAtMs + dayMs);
  const csv = await run("--before", nextDay, "--to", "orders.csv");
  assert.deepEqual(
    [csv.code, csv.said],
    [0, `2 orders confirmed before ${nextDay} are in orders.csv.\n`],
  );
  const text = await readFile(join(folder, "orders.csv"), "utf8");
  const lines = text.trim().split("\n");
  assert.equal(lines.length, 3);
  assert.match(lines[1] ?? "", /,081234567890,.*,7001,"Budi, Toko Jaya",/);
  assert.match(lines[2] ?? "", /,081234567891,.*,7002,,/);
  assert.equal((await run("--before", nextDay, "--to", "-")).output, text);
  await run("--before", nextDay, "--to", "orders.xlsx");
  const rows = readSpreadsheet(await readFile(join(folder, "orders.xlsx")));
  assert.deepEqual(
    rows.slice(1).map((row) => row[6]),
    ["081234567890", "081234567891"],
  );
  const today = await run("--before", jakartaDate(packed.confirmedAtMs), "--to", "none.csv");
  assert.match(today.said, /^0 orders/);
  assert.deepEqual(await files(), ["none.csv", "orders.csv", "orders.xlsx"]);
});

test("a file that is there stays as it is, and what is asked for wrongly is said", async (t) => {
  const { run, files, folder } = await open(t);
  await run("--before", tomorrow, "--to", "orders.csv");
  const before = await readFile(join(folder, "orders.csv"));
  const again = await run("--before", tomorrow, "--to", "orders.csv");
  assert.deepEqual(
    [again.code, again.said],
    [1, "orders.csv is there already; wanted: a name that no file has\n"],
  );
  assert.deepEqual(await readFile(join(folder, "orders.csv")), before);
  const wrongs = [[], ["--before", "1 Oktober", "--to", "x.csv"], ["--until", tomorrow]];
  for (const { code, said } of await Promise.all(wrongs.map((wrong) => run(...wrong)))) {
    assert.equal(code, 1);
    assert.match(said, /wanted: --before YYYY-MM-DD --to FILE/);
  }
  assert.deepEqual(await files(), ["orders.csv"]);
});

test("where Redis cannot be read that is said, and there is no file", async (t) => {
  const { runWith, files } = await open(t);
  const address = { REDIS_URL: `redis://127.0.0.1:${await freePort()}` };
  const { code, said } = await runWith(address, "--before", tomorrow, "--to", "orders.csv");
  assert.equal(code, 1);
  assert.match(
    said,
    /^Nothing was exported: Redis cannot be read \(connect ECONNREFUSED .*\); wanted: REDIS_URL as the bot has it\n$/,
  );
  assert.deepEqual(await files(), []);
});
