import { createHash } from "node:crypto";
import { runLua, type Lua } from "../src/redis/lua.ts";
import { systemRng } from "../src/clock.ts";
import { createLog } from "../src/log.ts";
import { orderIdOf } from "../src/orders/state/order-id.ts";
import { factsSchema } from "../src/orders/state/order.ts";
import { createOrderRedis, type OrderRedis } from "../src/orders/store/redis.ts";
import { orderScripts, type OrderScript } from "../src/orders/store/scripts.ts";
import { createOrderStore } from "../src/orders/store/store.ts";
import { connectRedis } from "../src/redis/connect.ts";
import { accountKeys } from "../src/redis/keys.ts";
import { startPrivateRedis } from "../sandbox/redis/server.ts";
import { percentile, settings, spread, type Row } from "./table.ts";

const rounds = 9;
const ordersARound = 400;
const atOnce = 25;
const resellers = 20;

/** What a script costs that holds the price in the books, beside the same script without a word about books. */
export async function* confirming(): AsyncGenerator<Row> {
  yield settings(
    `${rounds} rounds of ${ordersARound} orders of ${resellers} resellers, with and without books in turn, ${atOnce} at once; Redis as it is started by the bot's own settings (appendfsync always)`,
  );
  const server = await startPrivateRedis();
  const redis = connectRedis(server.url, createLog({ level: "silent", secrets: [] }));
  try {
    await redis.connect();
    const counters = [true, false].map((books) => {
      const keys = accountKeys(books ? "with" : "without");
      return createOrderStore({
        redis: books ? createOrderRedis(redis, keys.prefix) : bare(redis, keys.prefix),
        keys,
      });
    });
    const ms: number[][] = [[], []];
    const cpuMs: number[][] = [[], []];
    for (let round = 0; round <= rounds; round += 1) {
      for (const [which, store] of counters.entries()) {
        const before = { ms: performance.now(), cpuMs: await redisCpuMs(redis) };
        await confirmAll(store);
        // The first of each only warms up.
        if (round === 0) continue;
        ms[which]?.push((performance.now() - before.ms) / ordersARound);
        cpuMs[which]?.push(((await redisCpuMs(redis)) - before.cpuMs) / ordersARound);
      }
    }
    const [withMs = [], withoutMs = []] = ms;
    const [withCpu = [], withoutCpu = []] = cpuMs;
    const ratios = withMs.map((one, round) => (withoutMs[round] ?? Number.NaN) / one);
    yield ["card and ✅, ms each: with books", spread(withMs, 2)];
    yield ["card and ✅, ms each: without", spread(withoutMs, 2)];
    yield ["orders a second with books ÷ without, by round", spread(ratios, 2), "0.9"];
    yield [
      "processor time of Redis, ms each: with, without (medians)",
      [withCpu, withoutCpu].map((values) => percentile(values, 0.5).toFixed(3)).join(", "),
    ];
  } finally {
    redis.disconnect();
    await server.close();
  }
}

async function confirmAll(store: ReturnType<typeof createOrderStore>): Promise<void> {
  let left = ordersARound;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      const person = 7_000_000 + (left % resellers);
      const id = systemRng.id(12);
      const facts = factsSchema.parse({
        v: 2,
        id: orderIdOf(id),
        line: "game",
        resellerId: person,
        chatId: person,
        service: { code: "TS5", name: "Telkomsel 5.000", category: "Pulsa" },
        destination: [{ position: 1, label: "Nomor HP", value: id, secret: false }],
        costRupiah: 5_925,
        priceRupiah: 5_925,
        fingerprint: id,
      });
      await store.draft({ id, facts }, 60_000);
      const outcome = await store.confirm(id, { userId: person, chatId: person, cardMessageId: 1 });
      if (outcome.kind !== "confirmed") throw new Error(`not confirmed: ${outcome.kind}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** The same scripts, but nothing in them opens the books, holds a price or settles one. */
function bare(redis: ReturnType<typeof connectRedis>, prefix: string): OrderRedis {
  const without = new Map<OrderScript, Lua>();
  const read = (name: OrderScript): Lua => {
    const known = without.get(name);
    if (known !== undefined) return known;
    let { source } = orderScripts.read(name);
    source = cut(
      source,
      "if not pcall(settle_money, id, order, now) then complete = false end",
      "",
    );
    if (name === "confirm") {
      source = cut(source, /open_books\(\)\n-- An earlier run[^]*?\nend\n\n/, "");
      source = cut(source, "begin_price('pending', order_id, user, facts, now)\n", "");
    }
    const lua = luaOf(source);
    without.set(name, lua);
    return lua;
  };
  return {
    ...createOrderRedis(redis, prefix),
    run: (name, ...args) => runLua(redis, read(name), prefix, args),
  };
}

function cut(source: string, what: string | RegExp, instead: string): string {
  const changed = source.replace(what, instead);
  if (changed === source) throw new Error(`the script has no ${String(what)} any more`);
  return changed;
}

const luaOf = (source: string): Lua => ({
  source,
  sha: createHash("sha1").update(source).digest("hex"),
});

async function redisCpuMs(redis: ReturnType<typeof connectRedis>): Promise<number> {
  const info = await redis.info("cpu");
  const seconds = (name: string) => Number(new RegExp(`${name}:([\\d.]+)`).exec(info)?.[1]);
  return (seconds("used_cpu_sys") + seconds("used_cpu_user")) * 1_000;
}
