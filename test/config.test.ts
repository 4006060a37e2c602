import assert from "node:assert/strict";
import { test } from "node:test";
import { readConfig } from "../src/config.ts";

const good = {
  BOT_TOKEN: "123456789:AAEhBP0av28abcdefghijklmnopqrstuvwx",
  OSIMESA_USER_ID: "10001",
  OSIMESA_API_KEY: "s3cret-key",
  REDIS_URL: "redis://127.0.0.1:6379",
  ADMIN_IDS: "9001",
};

const problemsOf = (change: Record<string, string | undefined>): string[] => {
  const read = readConfig({ ...good, ...change });
  return read.ok ? [] : read.problems;
};

test("the required settings alone make a whole configuration", () => {
  const read = readConfig(good);
  assert.ok(read.ok);
  assert.deepEqual(read.config.osimesa, {
    userId: "10001",
    apiKey: "s3cret-key",
    baseUrl: "https://osimesa.id",
    timeoutMs: 30_000,
    maxRequestsPerSecond: 5,
  });
  assert.deepEqual(read.config.adminIds, [9001]);
  assert.deepEqual(read.config.resellerIds, []);
  assert.equal(read.config.unknownGraceMs, 600_000);
  assert.equal(read.config.unmatchedPolicy, "auto");
  assert.equal(read.config.vanishedPolicy, "review");
});

test("an empty setting counts as not set", () => {
  const read = readConfig({ ...good, PORT: "", RESELLER_IDS: " " });
  assert.ok(read.ok);
  assert.equal(read.config.http.port, 8080);
});

test("every problem is one line that names the variable, what was found and what is wanted", () => {
  const problems = problemsOf({
    ADMIN_IDS: "me",
    PORT: "eighty",
    UNMATCHED_POLICY: "guess",
    TIME_ZONE: "Mars/Olympus",
    REDIS_URL: undefined,
  });
  assert.equal(problems.length, 5);
  const named: [variable: string, found: string][] = [
    ["ADMIN_IDS", '"me"'],
    ["PORT", '"eighty"'],
    ["UNMATCHED_POLICY", '"guess"'],
    ["TIME_ZONE", '"Mars/Olympus"'],
    ["REDIS_URL", "is missing"],
  ];
  for (const [variable, found] of named) {
    const line = problems.find((problem) => problem.startsWith(variable));
    assert.ok(line, `no line for ${variable} in ${problems.join("\n")}`);
    assert.ok(line.includes(found) && line.includes("wanted:") && !line.includes("\n"), line);
  }
});

test("no problem shows a secret", () => {
  const problems = problemsOf({
    BOT_TOKEN: "123:tooshort",
    REDIS_URL: "http://user:hunter2@host",
    PORT: "x",
    OSIMESA_HOOK_SECRET: "short-bell",
  }).join("\n");
  for (const secret of ["tooshort", "hunter2", "s3cret-key", "short-bell"])
    assert.ok(!problems.includes(secret), problems);
});

test("sentinels and a cluster are refused without saying how many replicas must have an order; one Redis needs none", () => {
  for (const REDIS_URL of ["redis+sentinel://a,b,c/shop", "redis+cluster://a,b,c"]) {
    assert.match(
      problemsOf({ REDIS_URL }).join("\n"),
      /^REDIS_REPLICAS is missing; wanted: how many/,
    );
    assert.deepEqual(problemsOf({ REDIS_URL, REDIS_REPLICAS: "1" }), []);
  }
  assert.match(
    problemsOf({ REDIS_REPLICAS: "ten" }).join("\n"),
    /^REDIS_REPLICAS is "ten"; wanted/,
  );
  const read = readConfig(good);
  assert.ok(read.ok && read.config.redis.replicas === 0);
});

test("a grace shorter than a request can take is refused", () => {
  const [problem = ""] = problemsOf({ UNKNOWN_GRACE_S: "31", OSIMESA_TIMEOUT_MS: "30000" });
  assert.match(problem, /^UNKNOWN_GRACE_S is 31; wanted: at least .*32/);
  assert.deepEqual(problemsOf({ UNKNOWN_GRACE_S: "32", OSIMESA_TIMEOUT_MS: "30000" }), []);
});

test("the doorbell's secret is long and fits an address, or there is none", () => {
  for (const wrong of ["a".repeat(15), "a".repeat(129), `${"a".repeat(16)}/`, "sixteen letters!"])
    assert.match(
      problemsOf({ OSIMESA_HOOK_SECRET: wrong })[0] ?? "",
      /^OSIMESA_HOOK_SECRET is not/,
    );
  for (const [given, secret] of [
    ["Az09-_".repeat(3), "Az09-_".repeat(3)],
    ["", null],
  ] as const) {
    const read = readConfig({ ...good, OSIMESA_HOOK_SECRET: given });
    assert.equal(read.ok && read.config.hookSecret, secret);
  }
});

const qris =
  "00020101021126580013ID.CONTOH.WWW01189360000000000000010208TOKO00010303UMI51440014ID.CO.QRIS.WWW0215ID10000000000010303UMI5204481453033605802ID5909TOKO MAJU6007JAKARTA61051234562070703A01630497CA";

test("a static QRIS stops the start unless it is right to the letter", () => {
  const read = readConfig({ ...good, QRIS_STATIC: ` ${qris}\n` });
  assert.equal(read.ok && read.config.payments.qris?.merchantName, "TOKO MAJU");
  assert.deepEqual(problemsOf({ QRIS_STATIC: qris.replace("MAJU", "MAJA") }), [
    "QRIS_STATIC has the checksum 97CA where its text makes 869C; wanted: the text letter for letter",
  ]);
  const none = readConfig(good);
  assert.equal(none.ok && none.config.payments.qris, null);
});

const tripay = {
  TRIPAY_API_KEY: "DEV-api-key-of-tests",
  TRIPAY_PRIVATE_KEY: "priv8-of-tests",
  TRIPAY_MERCHANT_CODE: "T0001",
  TRIPAY_CUSTOMER_EMAIL: "operator@example.com",
};

test("Tripay is set whole, or not at all", () => {
  const read = readConfig({ ...good, ...tripay });
  assert.deepEqual(read.ok && read.config.payments.tripay, {
    apiKey: "DEV-api-key-of-tests",
    privateKey: "priv8-of-tests",
    merchantCode: "T0001",
    customerEmail: "operator@example.com",
    channel: "QRIS2",
    baseUrl: "https://tripay.co.id/api",
  });
  const none = readConfig(good);
  assert.equal(none.ok && none.config.payments.tripay, null);
  for (const name of Object.keys(tripay)) {
    const [problem = "", ...more] = problemsOf({ ...tripay, [name]: undefined });
    assert.match(problem, new RegExp(`^${name} is missing; wanted: all of TRIPAY_API_KEY`));
    assert.deepEqual(more, []);
  }
  assert.equal(problemsOf({ TRIPAY_API_KEY: tripay.TRIPAY_API_KEY }).length, 3);
});

test("no problem shows a secret of payments, and each says what is wanted", () => {
  const problems = problemsOf({
    ...tripay,
    PAYMENT_HOOK_SECRET: "short-key",
    TRIPAY_API_KEY: "key with",
    TRIPAY_PRIVATE_KEY: "priv",
    TRIPAY_MERCHANT_CODE: "0001",
    TRIPAY_CUSTOMER_EMAIL: "me",
    TRIPAY_CHANNEL: "BRIVA",
  });
  assert.equal(problems.length, 6, problems.join("\n"));
  for (const problem of problems) assert.match(problem, /wanted: /);
  for (const secret of ["short-key", "key with", "priv "])
    assert.ok(!problems.join("\n").includes(secret), secret);
});

test("a webhook needs an address that Telegram reaches; polling needs none", () => {
  const polling = readConfig(good);
  assert.deepEqual(polling.ok && polling.config.intake, { kind: "polling" });
  const webhook = { TELEGRAM_INTAKE: "webhook", WEBHOOK_URL: "https://bot.example.com/" };
  const read = readConfig({ ...good, ...webhook, WEBHOOK_MAX_CONNECTIONS: "7" });
  assert.deepEqual(read.ok && read.config.intake, {
    kind: "webhook",
    url: "https://bot.example.com",
    maxConnections: 7,
  });
  const [missing = ""] = problemsOf({ TELEGRAM_INTAKE: "webhook" });
  assert.match(missing, /^WEBHOOK_URL is missing; wanted with TELEGRAM_INTAKE=webhook/);
  const http = "http://bot.example.com";
  const [plain = ""] = problemsOf({ ...webhook, WEBHOOK_URL: http });
  assert.match(
    plain,
    /^WEBHOOK_URL is http:\/\/bot.example.com; wanted: one that begins with https/,
  );
  // A Bot API server of one's own brings them without TLS.
  const own = { TELEGRAM_API_ROOT: "http://127.0.0.1:8081" };
  assert.deepEqual(problemsOf({ ...webhook, ...own, WEBHOOK_URL: http }), []);
  assert.match(problemsOf({ ...webhook, WEBHOOK_URL: "bot" })[0] ?? "", /^WEBHOOK_URL is "bot"/);
});
