import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../story/until.ts";
import { person } from "../../person.ts";
import { service } from "../goods.ts";
import { openShop, type Shop } from "../shop.ts";

/** Budi Santoso @budi, Budiman @budi_pulsa and Sari, each known by name. */
async function openNamed(t: Parameters<typeof openShop>[0]): Promise<Shop> {
  const shop = await openShop(t, [service("NOL", [])]);
  for (const [id, name, username] of [
    [7003, "Budi Santoso", "budi"],
    [7004, "Budiman", "budi_pulsa"],
    [7005, "Sari", undefined],
  ] as const) {
    await shop.redis.hset(shop.keys.roster, String(id), `in 9001 ${Date.now()}`);
    const who = person(shop.telegram, { id, name, ...(username && { username }) });
    who.says("/start");
    await who.sees("Mau pesan apa");
  }
  await until(async () => (await shop.redis.hlen(shop.keys.names)) === 3);
  return shop;
}

test("a person is meant by id, @username or a part of a name that is theirs alone", async (t) => {
  const { operator } = await openNamed(t);
  for (const [typed, shown] of [
    ["/limit 7003 100rb", /Budi Santoso @budi[^]*Limit harian: Rp100\.000/],
    ["/limit @budi 1,5jt", /Budi Santoso @budi\n[^]*Limit harian: Rp1\.500\.000/],
    ["/limit @BUDI_PULSA 200k", /Budiman[^]*Limit harian: Rp200\.000/],
    ["/limit budi santoso 2jt", /Budi Santoso @budi\n[^]*Limit harian: Rp2\.000\.000/],
    ["/limit sari tanpa", /Sari[^]*Limit harian: tanpa limit\n/],
    ["/credit sari 50 ribu", /Sari[^]*Kredit: Rp50\.000/],
    ["/credit sari umum", /Sari[^]*Kredit: tanpa batas \(umum\)/],
  ] as const) {
    operator.says(typed);
    await operator.sees(shown);
  }
});

test("where several fit, nothing is changed and each is named with the id to type", async (t) => {
  const { operator, redis, keys } = await openNamed(t);
  operator.says("/limit budi 100rb");
  const several = await operator.sees("Ada beberapa yang cocok");
  assert.match(several.message.text ?? "", /Budi Santoso @budi · 7003/);
  assert.match(several.message.text ?? "", /Budiman @budi_pulsa · 7004/);
  assert.equal(await redis.hlen(keys.limits), 0);
});

test("part of an id, an @username that goes on, and nobody at all are nobody", async (t) => {
  const { operator, redis, keys } = await openNamed(t);
  for (const who of ["700", "@bud", "@", "agus", "9001"]) {
    operator.says(`/limit ${who} 100rb`);
    await operator.sees(new RegExp(`“${who}” tidak ditemukan, atau bukan reseller`));
  }
  assert.equal(await redis.hlen(keys.limits), 0);
});

test("balances are moved by name, after a tap that says whose", async (t) => {
  const { operator } = await openNamed(t);
  operator.says("/correct @budi 1,5jt titip tunai");
  await operator.sees(/Koreksi saldo Budi Santoso[^]*Rp1\.500\.000[^]*titip tunai/);
  await operator.presses("✅ Ya");
  operator.says("/transfer @budi sari 500rb salah kirim");
  const { message } = await operator.sees(/dari Budi Santoso @budi ke Sari[^]*Rp500\.000/);
  const isLink = ({ type }: { type: string }) => type === "text_mention" || type === "text_link";
  assert.equal(message.entities?.filter(isLink).length, 4, "each name leads to its person");
  operator.says("/transfer @budi 7003 5rb x");
  await operator.sees("Cara pakai: /transfer");
  operator.says("/correct budi 5rb x");
  await operator.sees("Ada beberapa yang cocok");
});

test("a sum with a broken group is no limit", async (t) => {
  const { operator, redis, keys } = await openNamed(t);
  for (const wrong of ["1.5", "1.250jt", "12.5000", "-5rb"]) {
    operator.says(`/limit 7003 ${wrong}`);
    await operator.sees("Cara pakai: /limit");
  }
  assert.equal(await redis.hlen(keys.limits), 0);
});

test("who calls themselves @budi is not the one whom Telegram knows by that name", async (t) => {
  const { operator, redis, keys, telegram } = await openNamed(t);
  for (const [id, name] of [
    [7006, "Eve @sari_cell"],
    [7007, "Eve @\u200Bbudi"],
  ] as const) {
    await redis.hset(keys.roster, String(id), `in 9001 ${Date.now()}`);
    const who = person(telegram, { id, name });
    who.says("/start");
    await who.sees("Mau pesan apa");
  }
  operator.says("/correct @sari_cell 1jt titip tunai");
  await operator.sees("“@sari_cell” tidak ditemukan");
  operator.says("/correct @budi 1jt titip tunai");
  await operator.sees("Koreksi saldo Budi Santoso @budi");
});
