import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { Redis } from "ioredis";
import { IP_BLOCKED } from "../../sandbox/osimesa/faults.ts";
import { startPrivateRedis } from "../../sandbox/redis/server.ts";
import { webhookSecrets } from "../../src/bot/intake/webhook-secrets.ts";
import {
  ask,
  eventually,
  followersOf,
  startSentinelSet,
} from "../../sandbox/redis/sentinel-set.ts";
import { bareEnvironment } from "../program.ts";
import { startLonePrimary } from "../replicas/cluster-set.ts";
import { newcomer } from "../setup/newcomer.ts";
import { apiKey, botToken, openShop } from "../story/shop.ts";
import { until } from "../story/until.ts";

const MAIN = fileURLToPath(new URL("../../src/doctor/main.ts", import.meta.url));

/** `npm run doctor -- --lang …` in this folder. */
async function examined(folder: string, env: Record<string, string>, language = "en") {
  const child = spawn(process.execPath, ["--env-file-if-exists=.env", MAIN, "--lang", language], {
    cwd: folder,
    env: { ...bareEnvironment(), ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const [code]: unknown[] = await once(child, "close");
  for (const secret of [botToken, apiKey, "hunter2"]) assert.ok(!said.includes(secret), said);
  return { code, said };
}

async function installation(t: TestContext, settings: Record<string, string> = {}) {
  const redis = await startPrivateRedis({ settings });
  t.after(() => redis.close());
  const place = await newcomer(t);
  const env = {
    ...place.env,
    BOT_TOKEN: botToken,
    OSIMESA_USER_ID: "10001",
    OSIMESA_API_KEY: apiKey,
    REDIS_URL: redis.url,
    ADMIN_IDS: "9001",
    PORT: "1",
  };
  return { ...place, redis, env };
}

test("a bot that runs well: every row is ✅ in either language, nothing is ordered, exit code 0", async (t) => {
  const redis = await startPrivateRedis();
  const shop = await openShop(t, { redis });
  const { folder } = await newcomer(t);
  shop.operator.starts("");
  const settings = {
    BOT_TOKEN: botToken,
    TELEGRAM_API_ROOT: shop.telegram.apiRoot,
    OSIMESA_USER_ID: "10001",
    OSIMESA_API_KEY: apiKey,
    OSIMESA_BASE_URL: shop.osimesa.url,
    REDIS_URL: redis.url,
    ADMIN_IDS: "9001",
    PORT: String(shop.httpPort()),
  };
  // A poll that nobody turned away for a while is the first sign that messages come.
  await until(async () => (await fetch(`http://127.0.0.1:${shop.httpPort()}/readyz`)).ok);
  const file = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  await writeFile(join(folder, ".env"), file.join("\n"), { mode: 0o600 });
  const [english, indonesian] = [await examined(folder, {}), await examined(folder, {}, "id")];
  assert.equal(english.code, 0, english.said);
  assert.equal(indonesian.code, 0, indonesian.said);
  assert.doesNotMatch(english.said, /⚠️|❌/u);
  for (const row of [
    /^✅ Settings /m,
    /^✅ \.env file +only its owner/m,
    /^✅ Versions +bot \d+\.\d+\.\d+, Node 2\d\./m,
    /^✅ Redis +\d+\.\d+\.\d+, primary$/m,
    /^✅ Redis keeps +every write/m,
    /^✅ Redis's memory /m,
    /^✅ Clock of Redis +0(\.\d)? seconds/m,
    /^✅ Disk of Redis /m,
    /^✅ Telegram +@toko_sandbox_bot$/m,
    /^✅ Messages +fetched by the bot/m,
    /^✅ Operators +1, known to Telegram$/m,
    /^✅ OsiMesa +answers, the key is accepted$/m,
    /^✅ Clock of OsiMesa /m,
    /^✅ Bot running +ready/m,
    /^All is well\.$/m,
  ])
    assert.match(english.said, row);
  assert.match(indonesian.said, /^✅ Pengaturan [^]*^Semuanya baik\.$/m);
  assert.equal(english.said.split("\n").length, indonesian.said.split("\n").length);
  assert.equal(shop.orderRequests(), 0);
});

test("nothing is set: each missing setting is named, with what asks for it; exit code 1", async (t) => {
  const { folder } = await newcomer(t);
  const { code, said } = await examined(folder, {});
  assert.equal(code, 1);
  assert.match(said, /^❌ Settings +5 problems$/m);
  for (const name of ["BOT_TOKEN", "OSIMESA_USER_ID", "OSIMESA_API_KEY", "REDIS_URL", "ADMIN_IDS"])
    assert.match(said, new RegExp(`→ ${name} `));
  assert.match(said, /→ npm run setup/);
  const docker = await examined(folder, { REDIS_PASSWORD: "hunter2" }, "id");
  assert.match(docker.said, /→ .*docker compose exec bot/);
});

test("a Redis that would lose orders, runs out of memory, or whose settings are open to all", async (t) => {
  const { folder, env, redis } = await installation(t, {
    appendfsync: "everysec",
    maxmemory: "1mb",
  });
  await writeFile(join(folder, ".env"), "ALLOW_VOLATILE_REDIS=1\n");
  await chmod(join(folder, ".env"), 0o644);
  const { code, said } = await examined(folder, env);
  assert.equal(code, 1);
  assert.match(said, /^❌ Redis keeps [^\n]*\n +→ redis-cli config set appendfsync always /m);
  assert.match(said, /^❌ Redis's memory +[\d.]+ [kM]B of 1\.0 MB used/m);
  assert.match(said, /^⚠️ {2}\.env file +others can read it \(mode 644\)\n +→ chmod 600 \.env$/m);
  assert.match(said, /^⚠️ {2}Settings +ALLOW_VOLATILE_REDIS=1/m);
  const client = new Redis(redis.url);
  client.on("error", () => undefined);
  t.after(() => client.disconnect());
  assert.equal(await client.dbsize(), 0);
  await client.config("SET", "requirepass", "hunter2");
  assert.match((await examined(folder, env)).said, /^❌ Redis +its password is wrong/m);
  await redis.kill();
  assert.match(
    (await examined(folder, env)).said,
    /^❌ Redis +cannot be reached \(ECONNREFUSED\)/m,
  );
});

test("a cluster that does not work is not called good", async (t) => {
  const { folder, env } = await installation(t);
  const server = await startLonePrimary();
  t.after(() => server.close());
  const shop = {
    ...env,
    REDIS_URL: server.url.replace("redis:", "redis+cluster:"),
    REDIS_REPLICAS: "0",
  };
  assert.match((await examined(folder, shop)).said, /^✅ Redis +[\d.]+, primary$/m);
  await ask(server, (redis) => redis.cluster("DELSLOTS", 0));
  const { code, said } = await examined(folder, shop);
  assert.equal(code, 1);
  assert.match(said, /^❌ Redis +cannot be reached \(CLUSTERDOWN /m);
});

test("a dead token, a refused key or address, a foreign webhook, no bot: each with what to do", async (t) => {
  const { folder, env, telegram, osimesa } = await installation(t);
  const refused = await examined(folder, { ...env, OSIMESA_API_KEY: "of-yesterday" });
  assert.equal(refused.code, 1);
  assert.match(refused.said, /^❌ OsiMesa +refuses\n.*API Key tidak valid.*\n.*refuses the key/m);
  assert.match(refused.said, /^❌ Bot running +no answer at http:\/\/127\.0\.0\.1:1\/readyz/m);

  // Nothing is changed there.
  assert.deepEqual(
    telegram.calls.map(({ method }) => method),
    ["getMe", "getWebhookInfo", "getChat"],
  );
  assert.match(
    refused.said,
    /^❌ Operators +never opened the bot: 9001\n +→ .*https:\/\/t\.me\/toko_sandbox_bot/m,
  );

  osimesa.faults.on(IP_BLOCKED, { types: ["status"] });
  const response = await fetch(
    `${telegram.apiRoot}/bot${botToken}/setWebhook?url=https://toko.example/hook-of-theirs`,
  );
  assert.ok(response.ok);
  const elsewhere = await examined(folder, env, "id");
  assert.match(elsewhere.said, /^❌ OsiMesa +menolak\n.*203\.0\.113\.7.*\n.*alamat IP mesin ini/m);
  assert.match(elsewhere.said, /^❌ Pesan masuk +diantar ke program lain di toko\.example$/m);
  assert.doesNotMatch(elsewhere.said, /hook-of-theirs/);

  const token = await examined(folder, {
    ...env,
    BOT_TOKEN: botToken.replace(/.{8}$/, "abcdefgh"),
  });
  assert.match(token.said, /^❌ Telegram +refuses\n.*@BotFather/m);
  await telegram.close();
  await osimesa.down();
  const away = await examined(folder, env);
  assert.match(away.said, /^❌ Telegram +Telegram cannot be reached/m);
  assert.match(away.said, /^❌ OsiMesa +The connection to the supplier broke/m);
});

test("messages brought by webhook: ours, with what went wrong last; one not set yet; another's", async (t) => {
  const { folder, env, telegram } = await installation(t);
  const webhook = {
    ...env,
    TELEGRAM_INTAKE: "webhook",
    WEBHOOK_URL: "http://127.0.0.1:1",
  };
  const none = await examined(folder, webhook);
  assert.match(none.said, /^❌ Messages +brought nowhere yet, 0 waiting\n +→ Start the bot/m);

  const { path } = webhookSecrets(botToken);
  const bringTo = async (url: string) => {
    const asked = `setWebhook?url=${encodeURIComponent(url)}`;
    assert.ok((await fetch(`${telegram.apiRoot}/bot${botToken}/${asked}`)).ok);
  };
  await bringTo(webhook.WEBHOOK_URL + path);
  const ours = await examined(folder, webhook);
  assert.match(
    ours.said,
    /^✅ Messages +brought by Telegram to 127\.0\.0\.1:1, 0 waiting\n(?! +→)/m,
  );
  assert.ok(!ours.said.includes(path));

  telegram.addUser({ id: 7001, firstName: "Budi" });
  telegram.sendText(7001, "/start");
  await until(() => telegram.webhook.info()["last_error_date"] !== undefined);
  const failing = await examined(folder, webhook, "id");
  assert.match(
    failing.said,
    /^⚠️ {2}Pesan masuk +diantar Telegram ke 127\.0\.0\.1:1, 1 menunggu\n +→ Terakhir gagal \d\d:\d\d WIB: Connection refused\n +→ .*lewat-webhook/m,
  );

  // The same bot's, but elsewhere.
  const { said, code } = await examined(folder, { ...webhook, WEBHOOK_URL: "http://127.0.0.1:2" });
  assert.equal(code, 1);
  assert.match(said, /^❌ Messages +brought to another program at 127\.0\.0\.1:1$/m);
});

test("Redis behind sentinels: the primary's rows, and after a promotion the new one's", async (t) => {
  const set = await startSentinelSet();
  t.after(() => set.close());
  const { folder, env } = await installation(t);
  const shop = { ...env, REDIS_URL: set.url, REDIS_REPLICAS: "1" };
  const looksGood = async () => {
    const { said } = await examined(folder, shop);
    for (const row of [/^✅ Settings /m, /^✅ Redis +[\d.]+, primary$/m, /^✅ Redis keeps /m])
      assert.match(said, row);
    assert.match(said, /^✅ Replicas +\d connected, 1 wanted \(REDIS_REPLICAS\)$/m);
    return said;
  };
  assert.match(await looksGood(), /^✅ Redis's memory /m);
  const before = await set.primary();
  await before.kill();
  const promoted = await set.promoted(before);
  await eventually("a replica", async () => (await followersOf(promoted)) > 0 || null);
  await looksGood();
  const { said, code } = await examined(folder, { ...shop, REDIS_REPLICAS: "2" });
  assert.equal(code, 1);
  assert.match(
    said,
    /^❌ Replicas +1 connected, 2 wanted \(REDIS_REPLICAS\)\n +→ No order is sent/m,
  );
});
