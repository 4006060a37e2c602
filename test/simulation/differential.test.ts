import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Redis } from "ioredis";
import { startPrivateRedis } from "../../sandbox/redis/server.ts";
import { firstDifference } from "./differential.ts";
import { luaMutants } from "./planted/lua-mutants.ts";
import { createRandom } from "./random.ts";

let server: Awaited<ReturnType<typeof startPrivateRedis>>;
let redis: Redis;
before(async () => {
  server = await startPrivateRedis({ settings: { appendonly: "no" } });
  redis = new Redis(server.url);
});
after(async () => {
  redis.disconnect();
  await server.close();
});

for (let seed = 1; seed <= 10; seed += 1) {
  test(`random scripts leave a real Redis and the simulated one the same (seed ${seed})`, async () => {
    assert.equal(await firstDifference(redis, createRandom(seed), 150), null);
  });
}

/** Within so many seeds every planted bug shows; most do in the first. */
const mutantSeeds = 200;

for (const { name, script, beside = [], find, replace, seed: first = 1 } of luaMutants) {
  test(`a bug in the Lua shows: ${name}`, async () => {
    const mutate = (source: string) => {
      assert.equal(source.split(find).length, 2, "the mutant's text stands exactly once");
      return source.replace(find, () => replace);
    };
    let difference: string | null = null;
    // The draws may have changed since: then all the others are tried too.
    const others = Array.from({ length: mutantSeeds }, (_unused, place) => place + 1);
    for (const seed of [first, ...others]) {
      if (difference !== null) break;
      difference = await firstDifference(redis, createRandom(seed), 150, {
        script,
        beside,
        mutate,
      });
    }
    assert.notEqual(difference, null);
  });
}
