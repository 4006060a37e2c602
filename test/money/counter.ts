import type { TestContext } from "node:test";
import { systemRng } from "../../src/clock.ts";
import { createBooks } from "../../src/books/books.ts";
import { createPurses } from "../../src/books/purses.ts";
import { createLog } from "../../src/log.ts";
import { json } from "../../src/json.ts";
import { createMoney } from "../../src/money/money.ts";
import { noticeSchema, type Notice } from "../../src/orders/state/notice.ts";
import { createOrderRedis } from "../../src/orders/store/redis.ts";
import { connectRedis } from "../../src/redis/connect.ts";
import { accountKeys } from "../../src/redis/keys.ts";
import { createLeases, leaseScripts } from "../../src/redis/leases.ts";
import { createScripts } from "../../src/redis/scripts.ts";
import { openDatabase } from "../redis-database.ts";

export const dayMs = 24 * 3_600_000;
const operators = [9001, 9002];

/** The shop's money on a real Redis, without bot or engine; only that an engine has worked there is noted. */
export async function openMoney(context: TestContext) {
  const server = await openDatabase();
  const redis = connectRedis(server.url, createLog({ level: "silent", secrets: [] }));
  await redis.connect();
  context.after(async () => {
    redis.disconnect();
    await server.close();
  });
  const keys = accountKeys("10001");
  const reading = createOrderRedis(redis, keys.prefix);
  const leases = createLeases({ run: createScripts(redis, keys.prefix, leaseScripts) });
  await leases.lease("engine", "one", dayMs);
  /** How often whoever carries notices was woken. */
  const rung = { owed: 0 };
  const money = createMoney({
    redis,
    reading,
    keys,
    rng: systemRng,
    operators: () => operators,
    settings: { deposits: { openMs: dayMs } },
    bells: { owed: { ring: () => void (rung.owed += 1), wait: async () => undefined } },
  });
  return {
    ...money,
    leases,
    redis,
    keys,
    rung,
    purses: createPurses({ redis: reading, keys }),
    audit: createBooks({ redis: reading, keys }).audit,
    /** What a chat is owed, oldest first. */
    async owed(chatId: number): Promise<Notice[]> {
      const texts = await redis.lrange(keys.outbox(chatId), 0, -1);
      return texts.map((text) => json.pipe(noticeSchema).parse(text));
    },
  };
}
