import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { z } from "zod";
import { languages, wordsIn } from "../../../src/words/dictionary.ts";
import { ownDataKinds } from "../../../src/people/own-data.ts";
import { jakartaDay, jakartaDayMs } from "../../../src/jakarta.ts";
import { accountKeys } from "../../../src/redis/keys.ts";
import { until } from "../../story/until.ts";
import { input, phone, service } from "../goods.ts";
import { openShop, opens, type Shop } from "../shop.ts";
import type { Person } from "../../person.ts";

const pulsa = service("P5", [phone]);
const closed = service("TUTUP", [], { inStock: false });
const secret = service("RAHASIA", [input("Password", { type: "password" })]);

const contents = z.record(z.string(), z.unknown());

/** The file that came to a person last. */
function fileOf({ telegram }: Shop, who: Person): Record<string, unknown> {
  const { message } = who.messages().findLast((one) => one.message.document !== undefined) ?? {};
  assert.ok(message?.document, who.screen());
  const file = telegram.file(message.document.file_id);
  assert.ok(file);
  return contents.parse(JSON.parse(file.bytes.toString()));
}

/** Something of each kind that a reseller leaves behind. */
async function uses(shop: Shop, who: Person): Promise<void> {
  const { redis, keys } = shop;
  await opens(who, "Layanan P5");
  who.says("081234567890");
  await who.presses("✅");
  await until(async () => (await shop.orders(who.id)).length === 1);
  who.says("/save Bu Siti 081299998888");
  await who.sees("Bu Siti");
  await opens(who, "🔴 Layanan TUTUP");
  await who.presses("🔔");
  await opens(who, "Layanan RAHASIA");
  await who.sees("Password");
  await who.presses("❌");
  await opens(who, "Layanan P5");
  await who.presses("⭐");
  who.says("/language");
  await who.sees("Pengaturan");
  await who.presses("🤫");
  await who.presses("22:00–06:00");
  await who.seesAlert("Jam tenang disimpan");
  await until(async () => (await redis.hexists(keys.quiet, String(who.id))) === 1);
}

/** Names of all keys that have this person in them. */
async function keysWith(shop: Shop, userId: number): Promise<string[]> {
  const named = new RegExp(`(?<!\\d)${userId}(?!\\d)`);
  return (await shop.redis.keys("*")).filter((key) => named.test(key));
}

const matches = (key: string, pattern: string) =>
  new RegExp(
    `^${pattern
      .split("*")
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*")}$`,
  ).test(key);

test("every key with a person in its name is in the table of what is kept of them", async (t) => {
  const shop = await openShop(t, [pulsa, closed, secret]);
  const { budi, operator, stranger } = shop;
  await uses(shop, budi);
  operator.says("/correct 7001 50rb tunai");
  await operator.presses("✅ Ya");
  await until(async () => (await shop.owed(7001)).length > 0);
  stranger.says("/start");
  await stranger.presses("🙋");
  await stranger.sees("Permintaan terkirim");
  for (const who of [budi, stranger]) {
    const kinds = Object.values(ownDataKinds(shop.keys, who.id));
    const known = kinds.flatMap((kind) => ("keys" in kind ? [...kind.keys] : []));
    const found = await keysWith(shop, who.id);
    assert.ok(found.length >= (who === budi ? 10 : 1), found.join("\n"));
    for (const key of found)
      assert.ok(
        known.some((pattern) => matches(key, pattern)),
        `${key} is in no row`,
      );
  }
});

test("every hash with a person as a field is in the table; the file has their sums, and not what the shop earned", async (t) => {
  const shop = await openShop(t, [pulsa, closed, secret]);
  const { budi, redis, keys } = shop;
  await uses(shop, budi);
  const [confirmed] = await shop.orders(7001);
  assert.ok(confirmed);
  await redis.zadd(keys.line("game").turns, Date.parse("2026-11-29T03:00:00Z"), "7001");
  await redis.hset(keys.short, "7001", "CARD1");
  const today = jakartaDay(Date.now());
  await redis.hset(keys.profits(today), "reseller 7001", 4_242);
  await redis.hset(keys.spent(today - 40), "7001", 99, "7001:orders", 3);
  const kinds = Object.values(ownDataKinds(keys, 7001));
  const known = new Set<string>(kinds.flatMap((kind) => ("fields" in kind ? kind.fields : [])));
  const daily = kinds.flatMap((kind) => ("daily" in kind ? [kind.daily.of] : []));
  const days = daily.flatMap((of) => [today - 40, today, today + 1].map(of));
  for (const key of await redis.keys("*")) {
    if ((await redis.type(key)) !== "hash" || known.has(key) || days.includes(key)) continue;
    for (const field of await redis.hkeys(key))
      assert.doesNotMatch(field, /(?<!\d)7001(?!\d)/, key);
  }

  budi.says("/export_me");
  await budi.sees("1 transaksi");
  const file = fileOf(shop, budi);
  const sums = z.record(z.string(), z.record(z.string(), z.number())).parse(file["sums"]);
  assert.deepEqual(Object.values(sums), [
    { "7001": 5_475, "7001:orders": 1 },
    { "7001": 99, "7001:orders": 3 },
  ]);
  const date = new Date(jakartaDayMs(today) + 7 * 3_600_000).toISOString().slice(0, 10);
  assert.equal(Object.keys(sums)[0], date);
  assert.equal(file["turns"], "2026-11-29T03:00:00.000Z");
  assert.equal(file["short"], "CARD1");
  assert.doesNotMatch(JSON.stringify(file), /4242/);
  budi.says("/forget_me");
  await budi.sees(/Tetap disimpan:[^]*per hari, untuk limit harian/);
  await budi.presses("🗑 Ya, hapus");
  await budi.sees("Data Anda sudah dihapus");
  assert.equal(await redis.hget(keys.short, "7001"), null);
  assert.equal(await redis.hget(keys.spent(today), "7001"), "5475");
});

test("every name of a key that takes a person is in the table", async () => {
  const text = await readFile(new URL("../../../src/redis/keys.ts", import.meta.url), "utf8");
  const names = [...text.matchAll(/(\w+): \(\s*(?:userId|resellerId|chatId): number/g)];
  assert.ok(names.length >= 10, "the keys are found");
  const known = JSON.stringify(ownDataKinds(accountKeys("1"), 4_242));
  const keys: Record<string, unknown> = { ...accountKeys("1") };
  for (const [, name = ""] of names) {
    const make = keys[name];
    assert.ok(typeof make === "function", name);
    const made = z.string().parse(make(4_242, "*"));
    assert.ok(known.includes(made.replace(":NaN", ":*")), `${name}: ${made}`);
  }
});

test("/export_me: one file with all of it: settings, saved numbers, watches, orders at their price, statement, note; no secret", async (t) => {
  const shop = await openShop(t, [pulsa, closed, secret]);
  const { budi, jane, operator } = shop;
  await uses(shop, budi);
  operator.says("/note 7001 bayar tiap Jumat");
  await operator.sees("bayar tiap Jumat");
  jane.says("/start");
  await jane.sees("What would you like");
  budi.says("/export_me");
  await budi.sees("1 transaksi");
  const file = fileOf(shop, budi);
  assert.equal(file["userId"], 7001);
  assert.equal(file["language"], "id");
  assert.equal(file["quiet"], "22-6");
  assert.match(JSON.stringify(file["name"]), /Budi/);
  assert.match(JSON.stringify(file["saved"]), /Bu Siti.*081299998888/);
  assert.match(JSON.stringify(file["watches"]), /Layanan TUTUP/);
  assert.match(JSON.stringify(file["orders"]), /Layanan P5.*081234567890.*"priceRupiah":5475/);
  assert.match(JSON.stringify(file["note"]), /Jumat/);
  assert.ok(Array.isArray(file["statement"]));
  const { last, ...favourites } = z.record(z.string(), z.unknown()).parse(file["favourites"]);
  assert.equal(Object.keys(favourites).length, 1);
  assert.match(String(last), /added$/);
  jane.says("/export_me");
  await jane.sees("0 orders");
  assert.doesNotMatch(JSON.stringify(fileOf(shop, jane)), /Siti|0812345/);
  for (let times = 1; times < 5; times += 1) budi.says("/export_me");
  budi.says("/export_me");
  await budi.sees("Sudah diambil beberapa kali");
});

test("/forget_me says exactly what goes and what stays, erases only that, and only after a tap", async (t) => {
  const shop = await openShop(t, [pulsa, closed, secret]);
  const { budi, redis, keys } = shop;
  await uses(shop, budi);
  await redis.hset(keys.limits, "7001", "5000000");
  budi.says("/forget_me");
  const asked = await budi.sees("Hapus data Anda?");
  const { kinds } = wordsIn("id").ownData;
  for (const says of Object.values(kinds)) assert.ok(asked.message.text?.includes(says), says);
  assert.match(
    asked.message.text ?? "",
    /Dihapus sekarang:[^]*nomor tersimpan[^]*Tetap disimpan:[^]*saldo dan mutasi[^]*400 hari/,
  );
  assert.ok((await redis.exists(keys.saved(7001))) === 1, "it only asked");
  await budi.presses("🗑 Ya, hapus");
  await budi.sees("Data Anda sudah dihapus");
  await until(async () => !((await redis.get("session:{7001}")) ?? "").includes("Budi"));
  const session = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse((await redis.get("session:{7001}")) ?? ""));
  assert.deepEqual(
    Object.keys(session).filter((name) => !["v", "handled", "writtenAtMs"].includes(name)),
    [],
  );
  for (const key of [keys.saved(7001), keys.favourites(7001), keys.serviceWatches(7001)])
    assert.equal(await redis.exists(key), 0, key);
  for (const key of [keys.names, keys.languages, keys.quiet])
    assert.equal(await redis.hexists(key, "7001"), 0, key);
  assert.deepEqual(await redis.smembers(keys.serviceWatchIndex), []);
  assert.equal(await redis.exists("conversation:{7001}"), 0);
  assert.equal((await shop.orders(7001)).length, 1, "orders stay");
  assert.equal(await redis.hget(keys.limits, "7001"), "5000000");
  budi.says("/history");
  await budi.sees("Layanan P5");
});

test("a stranger gets their data and is forgotten too; who was refused still cannot ask before their time", async (t) => {
  const shop = await openShop(t, [pulsa]);
  const { stranger, operator, redis, keys } = shop;
  stranger.says("/start");
  await stranger.presses("🙋");
  await stranger.sees("Permintaan terkirim");
  stranger.says("/export_me");
  await stranger.sees("0 transaksi");
  assert.match(JSON.stringify(fileOf(shop, stranger)["request"]), /Orang/);
  await shop.redis.hset(keys.request(8001), "state", "refused", "until", Date.now() + 86_400_000);
  stranger.says("/forget_me");
  await stranger.presses("🗑 Ya, hapus");
  await stranger.sees("Data Anda sudah dihapus");
  assert.equal(await redis.hexists(keys.languages, "8001"), 0);
  assert.equal(await redis.hexists(keys.request(8001), "name"), 0);
  stranger.says("/start");
  await stranger.presses("🙋");
  await stranger.seesAlert("ditolak");
  await redis.hset(keys.request(8001), "state", "open");
  stranger.says("/forget_me");
  await stranger.presses("🗑 Ya, hapus");
  await until(async () => (await redis.exists(keys.request(8001))) === 0);
  operator.says("/forget_me");
  await operator.sees("Hapus data Anda?");
});

test("each kind of what is kept is worded once in each language", () => {
  for (const language of languages) {
    const texts = Object.values(wordsIn(language).ownData.kinds);
    assert.equal(new Set(texts).size, texts.length, language);
  }
});
