import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { createComplaints } from "../../src/complaints/complaints.ts";
import type { ComplaintFacts } from "../../src/complaints/complaint.ts";
import { orderIdSchema } from "../../src/orders/state/order.ts";
import { openPeople } from "../people/shop.ts";

const orderId = orderIdSchema.parse("K7QXM2PA4Z");
const ani = { userId: 9001, name: "Ani" };
const edi = { userId: 9002, name: "Edi" };
const missing: Omit<ComplaintFacts, "v"> = {
  orderId,
  resellerId: 7001,
  chatId: 7001,
  topic: "missing",
  text: "",
};
const question = { ...missing, orderId: null, topic: "words", text: "kapan buka?" } as const;

async function open(context: TestContext) {
  const people = await openPeople(context);
  const complaints = createComplaints({
    ...people,
    operators: () => [9001, 9002],
    bells: { owed: { ring: () => (people.rung.owed += 1), wait: async () => undefined } },
  });
  return { ...people, complaints };
}

test("a complaint is told to every operator once, however often and at once it is made", async (context) => {
  const { complaints, owed, rung } = await open(context);
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, () => complaints.complain(missing, "W1")),
  );
  assert.deepEqual(new Set(outcomes), new Set(["made"]));
  const told = { kind: "complaint", id: "complaint:W1", complaintId: "W1", orderId };
  assert.deepEqual([await owed(9001), await owed(9002), await owed(7001)], [[told], [told], []]);
  assert.equal(rung.owed, 1);
  const kept = await complaints.read("W1");
  assert.deepEqual(
    [kept?.topic, kept?.orderId, kept?.resellerId, kept?.doneBy, kept?.words],
    ["missing", orderId, 7001, null, []],
  );
});

test("an order has one open complaint: more words are added to it, a tap again adds nothing", async (context) => {
  const { complaints, owed } = await open(context);
  await complaints.complain(missing, "W1");
  assert.equal(await complaints.complain(missing, "W2"), "added");
  const words = { ...missing, topic: "words", text: "sudah 1 jam" } as const;
  assert.equal(await complaints.complain(words, "W3"), "added");
  assert.equal(await complaints.complain(words, "W3"), "added");
  assert.equal((await complaints.page({ page: 0, size: 10 })).total, 1);
  const kept = await complaints.openOf(orderId, 7001);
  assert.deepEqual(
    kept?.words.map(({ from, userId, text }) => [from, userId, text]),
    [["reseller", 7001, "sudah 1 jam"]],
  );
  assert.equal((await owed(9001)).length, 2);
  // Of another order, and of none, there are others.
  const other = orderIdSchema.parse("AAAAA11111");
  assert.equal(await complaints.complain({ ...missing, orderId: other }, "W4"), "made");
  assert.equal(await complaints.complain(question, "W5"), "made");
  assert.equal((await complaints.page({ page: 0, size: 2 })).total, 3);
  assert.equal((await complaints.page({ page: 1, size: 2 })).items[0]?.id, "W5");
});

test("an operator's answer is told to the reseller once; the other operators' message changes", async (context) => {
  const { complaints, owed } = await open(context);
  await complaints.complain(missing, "W1");
  const said = { operator: ani, text: "sedang dicek" };
  const outcomes = await Promise.all(
    Array.from({ length: 5 }, () => complaints.answer("W1", said, "A1")),
  );
  assert.deepEqual(new Set(outcomes), new Set(["answered"]));
  assert.deepEqual(await owed(7001), [
    {
      kind: "complaint-answer",
      id: "complaint:W1:A1:answer",
      complaintId: "W1",
      orderId,
      text: "sedang dicek",
      done: false,
    },
  ]);
  assert.equal((await owed(9001)).length, 1, "who answered is told nothing more");
  assert.deepEqual((await owed(9002)).at(-1), {
    kind: "complaint-changed",
    id: "complaint:W1:A1:changed",
    edits: "complaint:W1",
    complaintId: "W1",
    orderId,
  });
  assert.equal((await complaints.page({ page: 0, size: 10 })).total, 1, "it is still open");
  // The reseller says more: told anew, and that is the message that changes from then on.
  assert.equal(await complaints.say("W1", { resellerId: 7001, text: "oke" }, "R1"), "added");
  await complaints.answer("W1", { operator: edi, text: "sudah masuk ya" }, "A2");
  assert.deepEqual(
    (await owed(9001)).map((notice) => JSON.stringify(notice).match(/"edits":"([^"]*)"/)?.[1]),
    [undefined, undefined, "complaint:W1:R1"],
  );
  assert.deepEqual(
    (await complaints.read("W1"))?.words.map(({ text }) => text),
    ["sedang dicek", "oke", "sudah masuk ya"],
  );
});

test("what is said within a millisecond is read in the order it was said", async (context) => {
  const { complaints } = await open(context);
  await complaints.complain(missing, "W1");
  const texts = Array.from({ length: 15 }, (_, place) => `kata ${place}`);
  await Promise.all(
    texts.map((text, place) => complaints.say("W1", { resellerId: 7001, text }, `R${place}`)),
  );
  assert.deepEqual(
    (await complaints.read("W1"))?.words.map((word) => word.text),
    texts,
  );
});

test("the first operator who settles it counts; its reseller is told once and it leaves the list", async (context) => {
  const { complaints, owed } = await open(context);
  await complaints.complain(missing, "W1");
  const outcomes = await Promise.all([
    complaints.done("W1", ani),
    complaints.done("W1", edi),
    complaints.done("W1", ani),
  ]);
  assert.deepEqual(outcomes.map(({ kind }) => kind).toSorted(), ["before", "before", "done"]);
  const told = await owed(7001);
  assert.equal(told.length, 1);
  assert.match(JSON.stringify(told), /"done":true/);
  assert.equal((await complaints.page({ page: 0, size: 10 })).total, 0);
  assert.equal(await complaints.openOf(orderId, 7001), null);
  const { doneBy } = (await complaints.read("W1")) ?? {};
  assert.ok(doneBy?.name === "Ani" || doneBy?.name === "Edi");
  assert.deepEqual(await complaints.done("GONE", ani), { kind: "gone" });
});

test("after it is settled the reseller's words are a new complaint of that order, the operator's still reach them", async (context) => {
  const { complaints, owed } = await open(context);
  await complaints.complain(missing, "W1");
  await complaints.done("W1", ani);
  assert.equal(await complaints.answer("W1", { operator: ani, text: "maaf" }, "A1"), "answered");
  assert.match(JSON.stringify((await owed(7001)).at(-1)), /maaf/);
  assert.equal(await complaints.say("W1", { resellerId: 7001, text: "belum!" }, "R1"), "made");
  assert.equal(await complaints.say("W1", { resellerId: 7001, text: "belum!" }, "R1"), "made");
  const open1 = await complaints.openOf(orderId, 7001);
  assert.deepEqual([open1?.id, open1?.text, open1?.topic], ["R1", "belum!", "words"]);
  assert.equal((await complaints.page({ page: 0, size: 10 })).total, 1);
});

test("words that are handled again after it was settled are no new complaint", async (context) => {
  const { complaints, owed } = await open(context);
  const words = { ...missing, topic: "words", text: "sudah 1 jam" } as const;
  const said = { resellerId: 7001, text: "masih belum" };
  const handled = async () => [
    await complaints.complain(missing, "W1"),
    await complaints.complain(words, "W2"),
    await complaints.say("W1", said, "R1"),
  ];
  await handled();
  await complaints.done("W1", ani);
  const told = await owed(9002);
  await handled();
  assert.deepEqual(await owed(9002), told);
  assert.equal((await complaints.page({ page: 0, size: 10 })).total, 0);
  assert.equal((await complaints.read("W1"))?.words.length, 2);
});

test("nobody else says anything of it, nor sees it", async (context) => {
  const { complaints, owed } = await open(context);
  await complaints.complain(missing, "W1");
  assert.equal(await complaints.say("W1", { resellerId: 7002, text: "saya" }, "R1"), "gone");
  assert.equal(await complaints.openOf(orderId, 7002), null);
  assert.equal((await owed(9001)).length, 1);
});

test("twenty open ones of a person and fifty words of one are all there may be; others have their own", async (context) => {
  const { complaints } = await open(context);
  const ofOrder = (place: number) => orderIdSchema.parse(`K7QXM2PA${10 + place}`);
  for (let place = 0; place < 20; place += 1)
    assert.equal(
      await complaints.complain({ ...missing, orderId: ofOrder(place) }, `W${place}`),
      "made",
    );
  assert.equal(await complaints.complain(question, "W20"), "full");
  assert.equal(await complaints.complain({ ...question, resellerId: 7002 }, "W21"), "made");
  assert.equal(await complaints.complain({ ...missing, orderId: ofOrder(0) }, "W0"), "made");
  await complaints.done("W3", ani);
  assert.equal(await complaints.complain(question, "W22"), "made");
  for (let word = 0; word < 50; word += 1)
    assert.equal(
      await complaints.say("W0", { resellerId: 7001, text: "halo" }, `R${word}`),
      "added",
    );
  assert.equal(await complaints.say("W0", { resellerId: 7001, text: "halo" }, "R50"), "full");
  assert.equal(await complaints.answer("W0", { operator: ani, text: "ya" }, "A1"), "full");
  assert.equal(await complaints.say("W0", { resellerId: 7001, text: "halo" }, "R49"), "added");
});

test("all of it is forgotten after 90 days, and one that nobody can read is none", async (context) => {
  const { complaints, redis, keys } = await open(context);
  await complaints.complain(missing, "W1");
  const days = 24 * 3_600_000;
  for (const key of [
    keys.complaint("W1"),
    keys.complaintsOf(7001),
    keys.complaintOf(`order:${orderId}`),
  ]) {
    const left = await redis.pttl(key);
    assert.ok(left > 89 * days && left <= 90 * days, key);
  }
  await redis.hset(keys.complaint("W1"), "facts", "{");
  assert.equal(await complaints.read("W1"), null);
  assert.deepEqual((await complaints.page({ page: 0, size: 10 })).items, []);
  // What expired without being settled leaves the list with the next one.
  await redis.del(keys.complaint("W1"));
  await redis.zadd(keys.complaints, "1", "W1");
  await redis.zadd(keys.complaintsOf(7001), "1", "W1");
  assert.equal(await complaints.complain(missing, "W2"), "made");
  assert.deepEqual(await redis.zrange(keys.complaints, 0, "-1"), ["W2"]);
  assert.deepEqual(await redis.zrange(keys.complaintsOf(7001), 0, "-1"), ["W2"]);
});
