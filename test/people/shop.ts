import type { TestContext } from "node:test";
import type { Bell } from "../../src/bell.ts";
import { systemClock, systemRng } from "../../src/clock.ts";
import { createLog } from "../../src/log.ts";
import { noTerms } from "../../src/orders/store/outcomes.ts";
import { createOrderRedis } from "../../src/orders/store/redis.ts";
import { connectRedis } from "../../src/redis/connect.ts";
import { accountKeys } from "../../src/redis/keys.ts";
import { createPeople } from "../../src/people/people.ts";
import { createShopControls } from "../../src/shop/controls.ts";
import { openDatabase } from "../redis-database.ts";

/** The shop's people on a real Redis; 9001 and 9002 are operators, 7001 and 7002 resellers by the settings. */
export async function openPeople(context: TestContext) {
  const log = createLog({ level: "silent", secrets: [] });
  const server = await openDatabase();
  const redis = connectRedis(server.url, log);
  await redis.connect();
  context.after(async () => {
    redis.disconnect();
    await server.close();
  });
  const keys = accountKeys("10001");
  /** How often whoever carries notices, or broadcasts, was woken. */
  const rung = { owed: 0, broadcast: 0 };
  const counting = (name: keyof typeof rung): Bell => ({
    ring: () => (rung[name] += 1),
    wait: systemClock.sleep,
  });
  const shared = {
    redis,
    keys,
    bells: { owed: counting("owed"), broadcast: counting("broadcast") },
  };
  const people = createPeople({
    ...shared,
    clock: systemClock,
    rng: systemRng,
    settings: { adminIds: [9001, 9002], resellerIds: [7001, 7002], usualTerms: noTerms },
  });
  const owed = async (chatId: number) =>
    (await redis.lrange(keys.outbox(chatId), 0, -1)).map((text) => {
      const notice: unknown = JSON.parse(text);
      return notice;
    });
  return {
    ...people,
    ...createShopControls(shared),
    redis,
    keys,
    orderRedis: createOrderRedis(redis, keys.prefix),
    owed,
    rung,
    log,
  };
}
