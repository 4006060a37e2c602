import assert from "node:assert/strict";
import { test } from "node:test";
import { reason } from "../../src/reason.ts";
import { createUpdatesSeen } from "../../src/watch/updates.ts";
import { createHandClock } from "../hand-clock.ts";
import { minute, openWatch, second } from "./watched.ts";

test("a bot that Telegram gives no updates for two minutes is told of, once, and what stands in the way", async (context) => {
  const news = createUpdatesSeen(createHandClock());
  const { start, passes, told, details } = await openWatch(context, { updates: news.finding });
  start();
  news.reports.answered();
  await passes(minute);
  assert.deepEqual(await told(), []);
  news.reports.turnedAway(reason("polled-elsewhere", "Conflict"));
  await passes(2 * minute - second);
  assert.deepEqual(await told(), []);
  await passes(10 * minute);
  assert.deepEqual(await told(), ["updates-missing begun"]);
  assert.deepEqual(await details(), ["polled-elsewhere Conflict"]);
});

test("another bot with the token, turned away in turn with this one, is one trouble until a minute after the last time", async () => {
  const clock = createHandClock();
  const { reports, finding } = createUpdatesSeen(clock);
  assert.equal(finding().kind, "unknown", "it does not poll yet");
  reports.answered();
  assert.equal(finding().kind, "well");
  for (let time = 0; time < 10; time += 1) {
    reports.turnedAway(reason("polled-elsewhere"));
    await clock.pass(4 * second);
    reports.answered();
    assert.equal(finding().kind, "trouble");
  }
  await clock.pass(minute);
  assert.equal(finding().kind, "trouble", "nothing has been answered since");
  reports.answered();
  assert.equal(finding().kind, "well");
  reports.over();
  assert.equal(finding().kind, "unknown", "another process polls now");
});
