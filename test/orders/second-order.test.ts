import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { Redis } from "ioredis";
import type { OrderId } from "../../src/orders/state/order.ts";
import { numberPrint } from "../../src/orders/state/fingerprint.ts";
import { accountKeys } from "../../src/redis/keys.ts";
import { account, answersFor, budi, openCounter, serviceOf, type Counter } from "./counter.ts";
import { openDatabase } from "../redis-database.ts";

const number = "081234567890";
const siti = { userId: 7_002, chatId: 7_002 };

/** A card for the same thing, and what ✅ on it comes to. */
function cardsOf(counter: Counter) {
  const service = serviceOf(counter.osimesa, "P5");
  const answers = answersFor(service, [number]);
  const card = (person = budi, after?: OrderId) =>
    counter.desk.prepare({ ...person, service, answers, after });
  const press = ({ confirmation }: { confirmation: { id: string } }, person = budi) =>
    counter.desk.confirm(confirmation.id, { ...person, cardMessageId: 1 });
  const ordered = async (person = budi) => {
    const outcome = await press(await card(person), person);
    assert.ok(outcome.kind === "confirmed", outcome.kind);
    return outcome.order;
  };
  return { card, press, ordered, thing: { service, answers } };
}

test("✅ of a card asks once a newer card of the same was made; the newer one orders", async (context) => {
  const counter = await openCounter(context);
  const { card, press } = cardsOf(counter);
  const first = await card();
  const newer = await card();
  const { id: confirmationId } = newer.confirmation;
  assert.deepEqual(await press(first), { kind: "newer", confirmationId });
  const made = await press(newer);
  assert.ok(made.kind === "confirmed" && !made.again);
  const asked = await press(first);
  assert.ok(asked.kind === "alike");
  assert.equal(asked.order.id, made.order.id);
  assert.equal((await press(newer)).kind, "confirmed");
  assert.equal((await counter.desk.openOf(budi.userId)).length, 1);
});

test("✅ of a card asks once an equal order was made that it does not name; a card that names it orders", async (context) => {
  const counter = await openCounter(context);
  const { card, press, ordered } = cardsOf(counter);
  const unaware = await card();
  const other = await ordered();
  const asked = await press(unaware);
  assert.ok(asked.kind === "alike" && asked.order.id === other.id);
  const aware = await card();
  assert.deepEqual(
    aware.alikeToday.own.map(({ id }) => id),
    [other.id],
  );
  assert.equal((await press(aware)).kind, "confirmed");
  assert.equal((await press(unaware)).kind, "alike");
});

test("two of the same from one message are ordered in their order, each once", async (context) => {
  const counter = await openCounter(context);
  const { card, press } = cardsOf(counter);
  const first = await card();
  const second = await card(budi, first.confirmation.facts.id);
  assert.equal((await press(first)).kind, "confirmed");
  assert.equal((await press(second)).kind, "confirmed");
  assert.equal((await press(first)).kind, "confirmed");
  assert.equal((await counter.desk.openOf(budi.userId)).length, 2);
});

test("the second of them asks when something else was ordered since", async (context) => {
  const counter = await openCounter(context);
  const { card, press, ordered } = cardsOf(counter);
  const first = await card();
  const second = await card(budi, first.confirmation.facts.id);
  await ordered();
  assert.equal((await press(second)).kind, "alike");
  assert.equal((await counter.desk.openOf(budi.userId)).length, 1);
});

test("a newer card that was given up is in nobody's way", async (context) => {
  const counter = await openCounter(context);
  const { card, press } = cardsOf(counter);
  const first = await card();
  const newer = await card();
  await counter.desk.discard(newer.confirmation.id, budi);
  assert.equal((await press(first)).kind, "confirmed");
});

test("an older card that is given up leaves the newer one the newest", async (context) => {
  const counter = await openCounter(context);
  const { card, press } = cardsOf(counter);
  const first = await card();
  const second = await card();
  const newest = await card();
  await counter.desk.discard(first.confirmation.id, budi);
  assert.equal((await press(second)).kind, "newer");
  assert.equal((await press(newest)).kind, "confirmed");
});

test("others' cards and orders of the same are no question", async (context) => {
  const counter = await openCounter(context);
  const { card, press, ordered } = cardsOf(counter);
  const own = await card();
  await ordered(siti);
  assert.equal((await press(own)).kind, "confirmed");
  const again = await card(siti);
  assert.deepEqual([again.alikeToday.own.length, again.alikeToday.others], [1, true]);
});

test("one's own is found behind however many of others", async (context) => {
  const counter = await openCounter(context);
  const { card, ordered } = cardsOf(counter);
  const own = await ordered();
  for (let other = 0; other < 25; other += 1)
    await ordered({ userId: 8_000 + other, chatId: 8_000 + other });
  const { alikeToday } = await card();
  assert.deepEqual(
    alikeToday.own.map(({ id }) => id),
    [own.id],
  );
});

test("what failed is not said to be there, and what there is comes latest first", async (context) => {
  const counter = await openCounter(context);
  const { ordered, thing } = cardsOf(counter);
  const [first, second, withdrawn] = [await ordered(), await ordered(), await ordered()];
  await counter.desk.cancel(withdrawn.id, budi);
  const { own, others } = await counter.desk.alikeToday(budi.userId, thing);
  assert.deepEqual(
    own.map(({ id }) => id),
    [second.id, first.id],
  );
  assert.equal(others, false);
});

for (const days of [1, 3])
  test(`what is not over is named ${days} days later too; what ended then is not`, async (context) => {
    let laterMs = 0;
    const { counter, redis, keys } = await openKept(context, () => Date.now() + laterMs);
    const { card, ordered } = cardsOf(counter);
    const open = await ordered();
    const ended = await ordered();
    await counter.desk.cancel(ended.id, budi);
    laterMs = days * 86_400_000;
    if (days > 2) await redis.del(keys.alike(open.fingerprint));
    const { alikeToday } = await card();
    assert.deepEqual(
      alikeToday.own.map(({ id }) => id),
      [open.id],
    );
  });

test("a newer card that has expired is in nobody's way", async (context) => {
  const { counter, redis, keys } = await openKept(context);
  const { card, press } = cardsOf(counter);
  const first = await card();
  const newer = await card();
  await redis.hset(keys.confirmation(newer.confirmation.id), { expires: Date.now() - 1 });
  assert.equal((await press(first)).kind, "confirmed");
});

test("a card is known as the newest for as long as it answers", async (context) => {
  const { counter, redis, keys } = await openKept(context);
  const { confirmation } = await cardsOf(counter).card();
  const key = keys.newestCard(budi.userId, confirmation.facts.fingerprint);
  assert.equal(await redis.get(key), confirmation.id);
  const hours = (await redis.ttl(key)) / 3_600;
  assert.ok(hours > 47.9 && hours <= 48, `${hours}`);
});

test("what a card says is only its own person's to read", async (context) => {
  const counter = await openCounter(context);
  const { card, press } = cardsOf(counter);
  const made = await card();
  const { id, facts } = made.confirmation;
  assert.deepEqual(await counter.desk.cardOf(id, budi), facts);
  assert.equal(await counter.desk.cardOf(id, siti), null);
  assert.equal(await counter.desk.cardOf(id, { ...budi, chatId: siti.chatId }), null);
  await press(made);
  assert.equal(await counter.desk.cardOf(id, budi), null);
});

test("orders are found by their number however it is typed: one's own, or everybody's for operators", async (context) => {
  const counter = await openCounter(context);
  const { ordered } = cardsOf(counter);
  const [mine, theirs] = [await ordered(), await ordered(siti)];
  const found = async (userId: number | null, typed: string, limit = 10) =>
    (await counter.desk.boughtFor({ userId, number: typed, limit })).map(({ id }) => id);
  for (const typed of [number, "+62 812-3456-7890", "62812 3456 7890"])
    assert.deepEqual(await found(budi.userId, typed), [mine.id], typed);
  assert.deepEqual(await found(null, number), [theirs.id, mine.id]);
  assert.deepEqual(await found(null, number, 1), [theirs.id]);
  for (const typed of ["081234567891", "1234", "", "nomor"])
    assert.deepEqual(await found(null, typed), [], typed);
});

test("a password is found by nobody, however much it looks like a number", async (context) => {
  const counter = await openCounter(context);
  const service = serviceOf(counter.osimesa, "P5");
  const [answer] = answersFor(service, ["0812345678"]);
  assert.ok(answer);
  const { confirmation } = await counter.desk.prepare({
    ...budi,
    service,
    answers: [{ ...answer, secret: true }],
  });
  await counter.desk.confirm(confirmation.id, { ...budi, cardMessageId: 1 });
  const wanted = { userId: null, number: "0812345678", limit: 10 };
  assert.deepEqual(await counter.desk.boughtFor(wanted), []);
});

test("what a number bought is kept until its order leaves, whatever an earlier version meant to do with it", async (context) => {
  const { counter, redis, keys } = await openKept(context);
  const cards = cardsOf(counter);
  await cards.ordered();
  const key = keys.number(numberPrint(number) ?? "");
  await redis.expire(key, 60);
  await cards.ordered();
  assert.equal(await redis.ttl(key), -1);
});

async function openKept(context: TestContext, wallMs = () => Date.now()) {
  const server = await openDatabase();
  const redis = new Redis(server.url);
  const counter = await openCounter(context, { redisUrl: server.url, wallMs });
  context.after(async () => {
    redis.disconnect();
    await server.close();
  });
  return { counter, redis, keys: accountKeys(account.userId) };
}
