import assert from "node:assert/strict";
import { test } from "node:test";
import { createResumes } from "../../src/shop/pausing.ts";
import { createHandClock } from "../hand-clock.ts";
import { openPeople } from "../people/shop.ts";

test("a pause holds its reason and its beginning until it ends, and ends once", async (context) => {
  const { pausing } = await openPeople(context);
  assert.equal(await pausing.current(), null);
  await pausing.pause("Stok opname", 9001);
  const [current, ended] = [await pausing.current(), await pausing.resume(9001, [])];
  assert.ok(ended !== null && ended !== "over");
  assert.equal(ended.reason, "Stok opname");
  assert.ok(Math.abs(ended.sinceMs - Date.now()) < 60_000);
  assert.deepEqual(ended, current);
  assert.equal(await pausing.current(), null);
  assert.equal(await pausing.resume(9001, []), null);
  await pausing.pause("", 9001);
  assert.equal((await pausing.current())?.reason, "");
});

test("a /resume in one process is heard in another within a second, once, and none from before it looked", async (context) => {
  const { pausing, redis } = await openPeople(context);
  // As many answers of Redis as a look waits for, and some more.
  const clock = createHandClock(async () => {
    for (let answers = 0; answers < 8; answers += 1) await redis.ping();
  });
  const heard = { looks: 0, resumes: 0 };
  let away = false;
  let disturbed = true;
  const { run } = createResumes({
    pausing: {
      resumedMark() {
        heard.looks += 1;
        return away ? Promise.reject(new Error("LOADING")) : pausing.resumedMark();
      },
    },
    clock,
    gate: { disturbed: () => disturbed, resume: () => (heard.resumes += 1) },
  });
  const stopping = new AbortController();
  const following = run({ signal: stopping.signal });
  // The first of all has no mark before it.
  await clock.pass(999);
  assert.deepEqual(heard, { looks: 1, resumes: 0 });
  await pausing.resume(9001, []);
  await clock.pass(1);
  await clock.pass(0);
  assert.deepEqual(heard, { looks: 2, resumes: 1 });
  await clock.pass(5_000);
  assert.deepEqual(heard, { looks: 7, resumes: 1 });

  away = true;
  await clock.pass(1_000);
  await pausing.resume(9001, []);
  away = false;
  await clock.pass(1_000);
  await clock.pass(0);
  assert.deepEqual(heard, { looks: 9, resumes: 2 }, "what happened while Redis was away counts");

  disturbed = false;
  await clock.pass(5_000);
  await pausing.resume(9001, []);
  assert.deepEqual(heard, { looks: 9, resumes: 2 }, "nobody waits for one while orders are sent");
  disturbed = true;
  await clock.pass(2_000);
  assert.deepEqual(heard, { looks: 11, resumes: 2 }, "nor does that one count for later");
  stopping.abort();
  await following;

  const again = new AbortController();
  const followingAgain = run({ signal: again.signal });
  await clock.pass(5_000);
  assert.deepEqual(heard, { looks: 17, resumes: 2 }, "it was said before this one began to look");
  again.abort();
  await followingAgain;
  await clock.pass(5_000);
  assert.equal(heard.looks, 17);
});

test("who was told why it closed is told that it opens in the step that opens it, once, however often it is said", async (context) => {
  const { pausing, broadcasts } = await openPeople(context);
  await pausing.pause("", 9001);
  await pausing.resume(9001, [7001]);
  assert.equal(await broadcasts.next(Date.now()), null, "nobody had been told");
  await pausing.pause("Stok opname", 9001);
  // The first one's answer is lost, and it is said again.
  await pausing.resume(9001, [7001]);
  await pausing.resume(9001, [7001]);
  const delivery = await broadcasts.next(Date.now());
  assert.ok(delivery);
  assert.deepEqual([delivery.what, delivery.userId], [{ kind: "resumed" }, 7001]);
  await broadcasts.done(delivery, "reached");
  assert.equal(await broadcasts.next(Date.now()), null);
});

test("what was done comes late again: the shop stays as the operator left it, and says so", async (context) => {
  const { pausing, redis, keys } = await openPeople(context);
  assert.equal(await pausing.pause("", 9001, "a1"), "paused");
  assert.equal(await pausing.pause("", 9001, "a1"), "paused", "nothing came after it");
  const ended = await pausing.resume(9001, [], "a2");
  assert.ok(ended !== null && ended !== "over");
  const mark = await pausing.resumedMark();
  assert.equal(await pausing.pause("", 9001, "a1"), "over");
  assert.notEqual(await pausing.resume(9001, [], "a2"), "over");
  assert.equal(await pausing.current(), null);
  await pausing.pause("", 9001, "a3");
  assert.equal(await pausing.resume(9001, [], "a2"), "over");
  assert.notEqual(await pausing.current(), null);
  assert.equal(await pausing.resumedMark(), mark);
  await redis.zadd(keys.acts, String(Date.now() - 8 * 24 * 3_600_000), "last week");
  await pausing.resume(9001, [], "a4");
  assert.deepEqual(await redis.zrange(keys.acts, 0, "-1"), ["a1", "a2", "a3", "a4"]);
});
