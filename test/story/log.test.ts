import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { Redis } from "ioredis";
import { outcomeByEnding } from "../../sandbox/osimesa/outcome.ts";
import { startPrivateRedis } from "../../sandbox/redis/server.ts";
import { apiKey, botToken, openShop } from "./shop.ts";
import { until } from "./until.ts";

/** What people typed and what the upstream gave: none of it may stand in the log, at any level. */
const numbers = [
  "081234500001",
  "081234500002",
  "081234500003",
  "081234500004",
  "081234500005",
  "081234500006",
  "081234500007",
] as const;
const password = "rahasia-banget-123";
const username = "pemain_rahasia";

test("a whole day's log, at debug level, holds no number, voucher, password, token, key or sign", async (context) => {
  const server = await startPrivateRedis();
  const shop = await openShop(context, {
    redis: server,
    upstream: { policy: outcomeByEnding({ hang: numbers[6] }) },
  });
  const { budi, sari, operator, osimesa, telegram } = shop;
  operator.says("/start");
  await operator.sees("Toko Maju");

  // Success, failure, refusal, lost answer, an answer that repeats what was ordered.
  await budi.ordersPulsa(numbers[0]);
  await budi.sees(/^✅ Sukses/);
  osimesa.faults.on(
    { kind: "refused", code: 400, message: `Nomor ${numbers[1]} salah, sandi ${password}` },
    { types: ["order"] },
  );
  await budi.ordersPulsa(numbers[1]);
  await budi.sees(/^❌/);
  osimesa.faults.on({ kind: "answer-lost" }, { types: ["order"] });
  await sari.ordersPulsa(numbers[2]);
  await sari.sees(/^✅ Sukses/);
  osimesa.faults.on(
    { kind: "refused", code: 500, httpStatus: 500, message: `gagal: ${numbers[3]} ${password}` },
    { types: ["order"] },
  );
  await sari.ordersPulsa(numbers[3]);
  await sari.sees(/jangan kirim/i);

  // A form with a password, while Telegram breaks.
  await budi.chooses("Roblox Login", "80 Robux");
  await budi.sees("Username?");
  budi.says(username);
  await budi.sees("Password?");
  telegram.faults.add({ kind: "server_error", method: "deleteMessage" });
  budi.says(password);
  await budi.sees(/^Cek/);
  telegram.faults.add({
    kind: "too_many_requests",
    retryAfterS: 1,
    method: "sendMessage",
    chatId: budi.id,
  });
  telegram.faults.add({ kind: "server_error", method: "editMessageText", chatId: budi.id });
  telegram.faults.add({ kind: "answer_lost", method: "sendMessage", chatId: budi.id });
  await budi.presses("✅");
  await budi.sees(/^✅ Sukses/);

  // A restart in the middle of a form, a Redis that refuses writes and one that is gone.
  await budi.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
  await shop.bot.stop();
  await shop.openBot();
  budi.says(numbers[4]);
  await budi.sees(/^Cek/);
  await server.kill();
  await budi.presses("✅", { timeoutMs: 50 }).catch(() => undefined);
  await server.start();
  await until(async () => {
    await budi.presses("✅", { timeoutMs: 50 }).catch(() => undefined);
    return shop.orderRequests() >= 6;
  });
  await budi.sees(/^✅ Sukses/);

  // A full Redis refuses the very scripts that carry numbers and vouchers; its errors repeat them.
  await sari.ordersPulsa(numbers[6]);
  const { refId } = await until(() =>
    osimesa.ledger.all().find(({ data }) => data[0] === numbers[6]),
  );
  const full = new Redis(server.url);
  await full.config("SET", "maxmemory", "1");
  osimesa.ledger.complete(refId, { voucher: "SN-WHILE-FULL" });
  await until(() => shop.log().includes("OOM"));
  await full.config("SET", "maxmemory", "0");
  await full.quit();
  await sari.sees(/^✅ Sukses/);
  osimesa.faults.on(
    { kind: "refused", code: 400, message: `Saldo tidak cukup untuk ${numbers[5]}` },
    { types: ["order"] },
  );
  await budi.ordersPulsa(numbers[5]);
  await budi.sees(/bukan salah Anda/);

  const log = shop.log();
  assert.match(log, /"from":"placed","to":"succeeded"/);
  const vouchers = osimesa.ledger
    .all()
    .flatMap(({ views }) => views.map(({ voucher }) => voucher))
    .filter((voucher) => voucher !== "");
  assert.ok(vouchers.length >= 4);
  const sign = createHash("md5").update(`10001${apiKey}`).digest("hex");
  const destinations = numbers.flatMap((number) => [
    number,
    number.slice(1),
    `62${number.slice(1)}`,
  ]);
  for (const secret of [
    ...destinations,
    ...vouchers,
    password,
    username,
    botToken,
    encodeURIComponent(botToken),
    apiKey,
    sign,
  ]) {
    const at = log.indexOf(secret);
    assert.equal(at, -1, `the log holds ${secret}: ${log.slice(Math.max(0, at - 300), at + 100)}`);
  }
});
