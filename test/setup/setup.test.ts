import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test, type TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { Redis } from "ioredis";
import { IP_BLOCKED } from "../../sandbox/osimesa/faults.ts";
import { startPrivateRedis } from "../../sandbox/redis/server.ts";
import { webhookSecrets } from "../../src/bot/intake/webhook-secrets.ts";
import { readConfig } from "../../src/config.ts";
import { apiKey, botToken } from "../story/shop.ts";
import { until } from "../story/until.ts";
import { answerAll, answerKeys, newcomer } from "./newcomer.ts";
import { DOWN } from "./pseudo-terminal.ts";

async function redisOf(t: TestContext, settings: Record<string, string> = {}) {
  const redis = await startPrivateRedis({ settings });
  t.after(() => redis.close());
  return redis;
}

function clientOf(t: TestContext, url: string): Redis {
  const client = new Redis(url);
  t.after(() => client.disconnect());
  return client;
}

test("from nothing to a whole .env by talking; who opens the link is the operator; no secret is shown", async (t) => {
  const redis = await redisOf(t);
  const { setUp, telegram, osimesa, settings, mode, text } = await newcomer(t);
  telegram.addUser({ id: 9001, firstName: "Ibu Ani", languageCode: "id" });
  const talk = setUp();
  telegram.faults.add({ kind: "slow", method: "getMe", delayMs: 1_000 });
  await talk.says(/token from @BotFather/);
  talk.answers(botToken);
  await talk.says(/Checking Telegram/);
  // Pasted too early: neither shown nor taken.
  talk.presses(apiKey);
  await answerAll(talk, redis.url, { after: "token" });
  talk.answers();
  const link = await talk.says(/https:\/\/t\.me\/toko_sandbox_bot\?start=claim_[\w-]+/);
  telegram.startDeepLink(9001, link.split("=")[1] ?? "");
  await talk.says(/Ibu Ani \(ID 9001\) opened the link\. Is that you\?[^]*Yes/);
  talk.answers();
  await talk.says(/Operator: Ibu Ani \(9001\)/);
  await talk.says(/npm start/);
  assert.equal(await talk.ended, 0);

  const found = await settings();
  const { BOT_TOKEN, OSIMESA_USER_ID, OSIMESA_API_KEY, REDIS_URL, ADMIN_IDS } = found;
  assert.deepEqual(
    { BOT_TOKEN, OSIMESA_USER_ID, OSIMESA_API_KEY, REDIS_URL, ADMIN_IDS },
    {
      BOT_TOKEN: botToken,
      OSIMESA_USER_ID: "10001",
      OSIMESA_API_KEY: apiKey,
      REDIS_URL: redis.url,
      ADMIN_IDS: "9001",
    },
  );
  assert.ok(readConfig(found).ok);
  assert.equal(await mode(), "600");
  assert.match(await text(), /^# .*\n#SHOP_NAME=/m);
  for (const secret of [botToken, apiKey]) assert.ok(!talk.drawn().includes(secret), secret);
  // Nothing but reading, and the one greeting.
  assert.equal(osimesa.requests.count("order"), 0);
  const written = telegram.calls.filter(({ method }) => !method.startsWith("get"));
  assert.deepEqual(
    written.map(({ method }) => method),
    ["sendMessage"],
  );
});

test("a wrong token, a wrong key and a refused address are each explained, and asked for again", async (t) => {
  const { setUp, osimesa, settings } = await newcomer(t);
  const talk = setUp("id");
  await talk.says(/Token bot dari @BotFather/);
  talk.answers("tidak ada");
  await talk.says(/Bukan bentuk token/);
  talk.presses("\u0015");
  talk.answers(botToken.replace(/.{8}$/, "abcdefgh"));
  await talk.says(/Telegram tidak mengenal token ini[^]*Isi ulang/);
  talk.answers();
  await talk.says(/Token bot dari @BotFather/);
  talk.answers(botToken);
  await talk.says(/Bot: @toko_sandbox_bot[^]*Tersimpan/);

  await talk.says(/User ID OsiMesa/);
  talk.answers("10002");
  await talk.says(/API key OsiMesa/);
  talk.answers(apiKey);
  await talk.says(/OsiMesa menolak kuncinya[^]*Kata OsiMesa: Sign tidak valid[^]*Isi ulang/);
  talk.answers();
  await talk.says(/User ID OsiMesa/);
  talk.answers("\u001510001");
  await talk.says(/API key OsiMesa/);
  const refusing = osimesa.faults.on(IP_BLOCKED, { count: Infinity });
  talk.answers(apiKey);
  await talk.says(/alamat IP mesin ini[^]*Kata OsiMesa: IP 203\.0\.113\.7[^]*Coba lagi/);
  // The address is let in meanwhile, and Enter tries again.
  osimesa.faults.off(refusing);
  talk.answers();
  await talk.says(/OsiMesa: 8 produk/);
  await talk.says(/Bot dijalankan di mana[^]*Docker/);
  await talk.kill();
  const { BOT_TOKEN, OSIMESA_USER_ID, OSIMESA_API_KEY } = await settings();
  assert.deepEqual([BOT_TOKEN, OSIMESA_USER_ID, OSIMESA_API_KEY], [botToken, "10001", apiKey]);
});

test("a Redis that is away, wants a password or would lose orders is explained with what to type", async (t) => {
  const redis = await redisOf(t, { appendfsync: "everysec" });
  await clientOf(t, redis.url).config("SET", "requirepass", "hunter2-of-tests");
  const { setUp, settings } = await newcomer(t);
  const talk = setUp();
  await answerKeys(talk);
  await talk.says(/Where will the bot run[^]*Docker/);
  talk.answers();
  await talk.says(/Where is Redis/);
  talk.answers("\u0015redis://127.0.0.1:1");
  await talk.says(
    /no Redis at that address \(ECONNREFUSED\)[^]*redis-server --appendonly yes[^]*Try again/,
  );
  talk.presses(DOWN);
  talk.answers();
  await talk.says(/Where is Redis/);
  talk.answers(`\u0015redis://127.0.0.1:${redis.port}`);
  await talk.says(/wants a password/);
  talk.answers("hunter2-of-tests");
  await talk.says(/can lose orders[^]*redis-cli config set appendfsync always[^]*Try again/);
  const client = clientOf(t, `redis://:hunter2-of-tests@127.0.0.1:${redis.port}`);
  await client.config("SET", "appendfsync", "always");
  talk.answers();
  await talk.says(/every write is kept on disk/);
  await talk.says(/Who is the operator[^]*Telegram ID/);
  assert.equal(
    (await settings())["REDIS_URL"],
    `redis://:hunter2-of-tests@127.0.0.1:${redis.port}`,
  );
  assert.ok(!talk.drawn().includes("hunter2"));
  assert.equal(await client.dbsize(), 0);
});

test("what stands in .env stays with its comments; a value is replaced only after a no", async (t) => {
  const redis = await redisOf(t);
  const mine = `# mine\nSHOP_NAME="Toko Maju" # the shop\nBOT_TOKEN=${botToken}\nADMIN_IDS=9001,9002\nPORT=8081\n`;
  const { setUp, telegram, text, mode } = await newcomer(t, { env: mine });
  const talk = setUp();
  await talk.says(/Bot: @toko_sandbox_bot \(already in \.env\)[^]*Use what is there\?[^]*Yes/);
  talk.answers();
  await talk.says(/user ID\?/);
  talk.answers("10001");
  await talk.says(/API key\?/);
  talk.answers(apiKey);
  await talk.says(/Where will the bot run[^]*Docker/);
  talk.answers();
  await talk.says(/Where is Redis/);
  talk.answers(`\u0015${redis.url}`);
  await talk.says(/Operator: 9001,9002 \(already in \.env\)[^]*Use what is there\?[^]*Yes/);
  // No: but before anything else is answered, nothing has changed.
  talk.presses("\u001B[C");
  talk.answers();
  await talk.says(/Who is the operator[^]*Telegram ID/);
  assert.match(await text(), /^ADMIN_IDS=9001,9002$/m);
  talk.presses(DOWN);
  talk.answers();
  await talk.says(/Telegram IDs of the operators/);
  talk.answers("9003");
  assert.equal(await talk.ended, 0);
  assert.equal(
    await text(),
    `# mine\nSHOP_NAME="Toko Maju" # the shop\nBOT_TOKEN=${botToken}\nADMIN_IDS=9003\nPORT=8081\n` +
      `OSIMESA_USER_ID=10001\nOSIMESA_API_KEY=${apiKey}\nREDIS_URL=${redis.url}\n`,
  );
  assert.equal(await mode(), "600");
  // Only who has no operator yet is offered a link, or who asks for one.
  assert.ok(!telegram.calls.some(({ method }) => method === "getUpdates"));
});

test("whoever opened the link is refused with a no at the terminal, and a new link is made", async (t) => {
  const redis = await redisOf(t);
  const { setUp, telegram, settings } = await newcomer(t);
  telegram.addUser({ id: 6666, firstName: "Orang Baru" });
  telegram.addUser({ id: 9001, firstName: "Ibu Ani" });
  const talk = setUp();
  await answerAll(talk, redis.url);
  talk.answers();
  const stolen = await talk.says(/start=claim_[\w-]+/);
  telegram.startDeepLink(6666, stolen.slice("start=".length));
  await talk.says(/Orang Baru \(ID 6666\) opened the link[^]*Yes/);
  talk.presses("\u001B[C");
  talk.answers();
  const link = await talk.says(/start=claim_[\w-]+/);
  assert.notEqual(link, stolen);
  telegram.startDeepLink(6666, stolen.slice("start=".length));
  await talk.says(/old or wrong link/);
  assert.equal((await settings())["ADMIN_IDS"], "");
  telegram.startDeepLink(9001, link.slice("start=".length));
  await talk.says(/Ibu Ani \(ID 9001\) opened the link[^]*Yes/);
  talk.answers();
  assert.equal(await talk.ended, 0);
  assert.equal((await settings())["ADMIN_IDS"], "9001");
});

test("without a terminal nothing is asked: what to do is said, in both languages", async (t) => {
  const { folder, env } = await newcomer(t);
  for (const file of ["setup/main.ts", "main.ts"]) {
    const { status, stderr } = spawnSync(
      process.execPath,
      [fileURLToPath(new URL(`../../src/${file}`, import.meta.url))],
      { cwd: folder, env, input: "", encoding: "utf8" },
    );
    assert.equal(status, 1);
    assert.match(stderr, /npm run setup (di terminal|menanyakan)/);
    assert.match(stderr, /npm run setup (on a terminal|asks)/);
  }
});

test("the first start on a terminal asks, and the bot runs with the answers", async (t) => {
  const redis = await redisOf(t);
  const { start, telegram } = await newcomer(t);
  telegram.addUser({ id: 9001, firstName: "Ibu Ani", languageCode: "id" });
  const talk = start({ LANG: "en_US.UTF-8", PORT: "0", LOG_LEVEL: "silent" });
  await talk.says(/Bahasa \/ Language[^]*English/);
  talk.answers();
  await answerKeys(talk);
  await talk.says(/Where is Redis/);
  talk.answers(`\u0015${redis.url}`);
  await talk.says(/Who is the operator[^]*Telegram ID/);
  talk.answers();
  const link = await talk.says(/start=claim_[\w-]+/);
  telegram.startDeepLink(9001, link.slice("start=".length));
  await talk.says(/Is that you\?[^]*Yes/);
  talk.answers();
  await talk.says(/The bot is started now/);
  // It meets its operator with the link that was opened.
  const greeted = () => telegram.chat(9001).messages.filter(({ byBot }) => byBot).length >= 2;
  await until(greeted);
});

test("a bot that is brought its messages already: its own webhook or another's, and the ID is typed", async (t) => {
  const redis = await redisOf(t);
  const { path } = webhookSecrets(botToken);
  for (const [at, says] of [
    [path, /Telegram brings this bot its messages \(webhook\)/],
    ["/hook-of-theirs", /Another program reads this bot's messages/],
  ] as const) {
    const { setUp, telegram, settings } = await newcomer(t);
    const url = encodeURIComponent(`https://bot.example.com${at}`);
    await fetch(`${telegram.apiRoot}/bot${botToken}/setWebhook?url=${url}`);
    const talk = setUp();
    await answerKeys(talk);
    await talk.says(/Where will the bot run[^]*Docker/);
    talk.answers();
    await talk.says(/Where is Redis/);
    talk.answers(`\u0015${redis.url}`);
    await talk.says(says);
    await talk.says(/Telegram IDs of the operators/);
    talk.answers("9001");
    await talk.says(/Operator: 9001/);
    assert.equal(await talk.ended, 0);
    assert.equal((await settings())["ADMIN_IDS"], "9001");
  }
});
