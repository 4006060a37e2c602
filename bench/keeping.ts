import type { Redis } from "ioredis";
import { systemClock, systemRng } from "../src/clock.ts";
import { createLog } from "../src/log.ts";
import { fingerprint } from "../src/orders/state/fingerprint.ts";
import { orderIdOf } from "../src/orders/state/order-id.ts";
import { factsSchema, refSchema, type Order, type OrderState } from "../src/orders/state/order.ts";
import { createOrderKeeping } from "../src/orders/store/keeping.ts";
import { createOrderRedis } from "../src/orders/store/redis.ts";
import { createOrderStore } from "../src/orders/store/store.ts";
import { createOrderWriter } from "../src/orders/store/writer.ts";
import { connectRedis } from "../src/redis/connect.ts";
import { accountKeys, type AccountKeys } from "../src/redis/keys.ts";
import { createLeases, leaseScripts } from "../src/redis/leases.ts";
import { createScripts } from "../src/redis/scripts.ts";
import { startPrivateRedis } from "../sandbox/redis/server.ts";
import { settings, type Row } from "./table.ts";

const count = 5_000;
const resellers = 25;
const numbers = 2_000;
const services = [
  { code: "TS5", name: "Telkomsel 5.000", category: "Pulsa Telkomsel", label: "Nomor HP" },
  {
    code: "XLC10",
    name: "XL Xtra Combo 10GB 30 Hari",
    category: "Paket Data XL",
    label: "Nomor HP",
  },
  {
    code: "ML86",
    name: "Mobile Legends 86 Diamonds",
    category: "Mobile Legends",
    label: "User ID",
  },
  { code: "PLN20", name: "Token PLN 20.000", category: "Token PLN", label: "Nomor Meter" },
] as const;

/** What Redis takes for each 1,000 orders that are over, as they ended and packed, with all that finds them. */
export async function* keeping(): AsyncGenerator<Row> {
  const server = await startPrivateRedis({ settings: { appendonly: "no" } });
  const redis = connectRedis(server.url, createLog({ level: "silent", secrets: [] }));
  try {
    await redis.connect();
    const version = /redis_version:(\S+)/.exec(await redis.info("server"))?.[1];
    yield settings(
      `${count.toLocaleString("en")} orders written by the bot's own scripts, 9 of 10 succeeded, of ${resellers} resellers for ${numbers.toLocaleString("en")} numbers and ${services.length} services; Redis ${version}, hash-max-listpack-value and -entries ${await listpack(redis)}; used_memory`,
    );
    const keys = accountKeys("10001");
    const store = createOrderKeeping({ redis: createOrderRedis(redis, keys.prefix), keys });
    // Redis keeps the scripts too.
    for (const id of await fill(redis, keys, 1)) await store.pack(id, Infinity);
    await redis.flushdb();
    const emptyBytes = await usedBytes(redis);
    const ids = await fill(redis, keys, count);
    await drop(redis, (key) => !key.includes(":books:") && !isKept(key, keys));
    const bytes = await usedBytes(redis);
    await drop(redis, (key) => key.includes(":books:"));
    const wholeBytes = await usedBytes(redis);
    const cpuBefore = process.cpuUsage();
    for (const id of ids)
      if ((await store.pack(id, Infinity)) !== "packed") throw new Error(`${id} is not packed`);
    const { user, system } = process.cpuUsage(cpuBefore);
    const packedBytes = await usedBytes(redis);
    await drop(redis, (key) => key.startsWith(keys.order("")));
    const indexBytes = (await usedBytes(redis)) - emptyBytes;
    const each = (of: number) => `${(of / count).toFixed(0)} bytes each`;
    yield ["as they ended: order and indexes", each(wholeBytes - emptyBytes)];
    yield ["packed: order and indexes", each(packedBytes - emptyBytes), "≤ 900"];
    yield ["  of it indexes (state, reseller, number, ref)", each(indexBytes)];
    yield ["the books of it, kept for good", each(bytes - wholeBytes)];
    yield [
      "packing: CPU of this process",
      `${((user + system) / 1_000 / count).toFixed(2)} ms each`,
    ];
  } finally {
    redis.disconnect();
    await server.close();
  }
}

const usedBytes = async (redis: Redis) =>
  Number(/used_memory:(\d+)/.exec(await redis.info("memory"))?.[1]);

async function listpack(redis: Redis): Promise<string> {
  const read = async (name: string) => (await redis.config("GET", name)).at(1) ?? "?";
  return `${await read("hash-max-listpack-value")} and ${await read("hash-max-listpack-entries")}`;
}

/** What an order leaves that is over: the rest is gone within days. */
function isKept(key: string, keys: AccountKeys): boolean {
  const kept = [
    keys.order(""),
    keys.number(""),
    keys.line("game").ref(""),
    keys.prefix + "history:",
  ];
  return (
    key === keys.state("succeeded") ||
    key === keys.state("failed") ||
    kept.some((one) => key.startsWith(one))
  );
}

async function drop(redis: Redis, which: (key: string) => boolean): Promise<void> {
  const found = (await redis.keys("*")).filter(which);
  for (let first = 0; first < found.length; first += 1_000)
    await redis.del(...found.slice(first, first + 1_000));
}

async function fill(redis: Redis, keys: AccountKeys, most: number): Promise<string[]> {
  const store = createOrderStore({ redis: createOrderRedis(redis, keys.prefix), keys });
  const bells = { owed: { ring: () => undefined, wait: systemClock.sleep } };
  const log = createLog({ level: "silent", secrets: [] });
  const ports = { clock: systemClock, rng: systemRng, log };
  const writer = createOrderWriter({ ...ports, store, bells, operators: () => [9_001] });
  const leases = createLeases({ run: createScripts(redis, keys.prefix, leaseScripts) });
  const lease = await leases.lease("engine", "bench", 3_600_000);
  if (lease.kind !== "held") throw new Error("no lease");
  const { epoch } = lease;

  async function order(place: number): Promise<Order> {
    const id = systemRng.id(12);
    const userId = 7_000_000_000 + (place % resellers);
    const service = services[place % services.length] ?? services[0];
    const number = `0812${String((place * 7_919) % numbers).padStart(8, "1357")}`;
    const costRupiah = 5_000 + (place % 40) * 250;
    const facts = factsSchema.parse({
      v: 2,
      id: orderIdOf(id),
      line: "game",
      resellerId: userId,
      chatId: userId,
      service,
      destination: [{ position: 1, label: service.label, value: number, secret: false }],
      costRupiah,
      priceRupiah: costRupiah + 400,
      fingerprint: fingerprint("game", service.code, [number]),
    });
    await store.draft({ id, facts }, 60_000);
    const confirmed = await store.confirm(id, { userId, chatId: userId, cardMessageId: place });
    if (confirmed.kind !== "confirmed") throw new Error(confirmed.kind);
    const token = systemRng.id(9);
    const attempt = { token, holder: "bench", epoch, cap: 12, gapMs: 0, close: true };
    const claimed = await store.claim(confirmed.order, attempt);
    if (claimed.kind !== "claimed") throw new Error(claimed.kind);
    await redis.del(keys.line("game").unseen);
    return claimed.order;
  }

  async function moved(order: Order, ...states: OrderState[]): Promise<void> {
    let current = order;
    for (const state of states) {
      const { kind } = await writer.advance(current, state);
      if (kind !== "applied") throw new Error(kind);
      current = (await store.read(order.id)) ?? current;
    }
  }

  const ids: string[] = [];
  for (let place = 0; place < most; place += 1) {
    const claimed = await order(place);
    ids.push(claimed.id);
    const ref = refSchema.parse(`TRX${systemRng.id(9)}`);
    const placement = { ref, statusWord: "success", note: "Transaksi berhasil" };
    const refused = { reason: "refused", message: "Nomor tujuan salah", shop: false } as const;
    const voucher = `${place}`.padStart(20, "4821760935");
    await (place % 10 === 9
      ? moved(claimed, { name: "failed", failure: refused })
      : moved(
          claimed,
          { name: "placed", ...placement, statusWord: "waiting", note: "" },
          { name: "succeeded", ...placement, voucher, chargedRupiah: claimed.costRupiah },
        ));
  }
  return ids;
}
