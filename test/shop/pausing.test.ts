import assert from "node:assert/strict";
import { test } from "node:test";
import { systemClock } from "../../src/clock.ts";
import { createResumes } from "../../src/shop/pausing.ts";
import { until } from "../story/until.ts";
import { openPeople } from "../people/shop.ts";

test("a /resume in one process is heard in another, and none from before it looked", async (context) => {
  const { pausing } = await openPeople(context);
  await pausing.resume();
  let resumes = 0;
  let looks = 0;
  const stopping = new AbortController();
  const following = createResumes({
    pausing: {
      resumedMark() {
        looks += 1;
        return pausing.resumedMark();
      },
    },
    clock: { ...systemClock, sleep: (_ms, signal) => systemClock.sleep(10, signal) },
    gate: { resume: () => (resumes += 1) },
  }).run({ signal: stopping.signal });
  await until(() => looks > 3);
  assert.equal(resumes, 0);
  await pausing.pause("Stok opname", 9001);
  const [current, ended] = [await pausing.current(), await pausing.resume()];
  assert.equal(ended?.reason, "Stok opname");
  assert.deepEqual(ended, current);
  assert.ok(Math.abs(ended.sinceMs - Date.now()) < 60_000);
  assert.equal(await pausing.resume(), null);
  await until(() => resumes > 0);
  assert.equal(await pausing.current(), null);
  stopping.abort();
  await following;
});
