import { setTimeout as sleep } from "node:timers/promises";
import { connectRedis } from "../src/redis/connect.ts";
import { createLog } from "../src/log.ts";
import { accountKeys } from "../src/redis/keys.ts";
import { dayAt } from "../src/period.ts";
import { createOrdersByPeriod } from "../src/orders/store/by-period.ts";
import { ordersFile } from "../src/screens/orders/orders-file.ts";
import { startPrivateRedis } from "../sandbox/redis/server.ts";
import { megabytes, milliseconds, settings, type Row } from "./table.ts";

const count = 50_000;
const rounds = 3;
const lookMs = 1;
const ordersASlice = 500;

/** A day of 50,000 orders as a file, in this process and without a bot around it. */
export async function* exporting(): AsyncGenerator<Row> {
  yield settings(
    `${count.toLocaleString("en")} orders of one day, of 500 resellers, for operators; ${rounds} files of each format after one to warm up; the worst of them`,
  );
  const server = await startPrivateRedis();
  const redis = connectRedis(server.url, createLog({ level: "silent", secrets: [] }));
  try {
    await redis.connect();
    const keys = accountKeys("bench");
    const nowMs = Date.now();
    await fill(redis, keys, nowMs);
    const byPeriod = createOrdersByPeriod({ redis, keys });
    const names = new Map([[7_001, "Budi"]]);
    async function* read() {
      for await (const orders of byPeriod.all(null, dayAt(nowMs))) yield { orders, names };
    }
    for (const format of ["csv", "xlsx"] as const) {
      const took: number[] = [];
      const stalls: number[] = [];
      const more: number[] = [];
      const cpu: number[] = [];
      let bytes = 0;
      for (let round = -1; round < rounds; round += 1) {
        globalThis.gc?.();
        const before = process.memoryUsage().rss;
        const watching = watch(before);
        const cpuBefore = process.cpuUsage();
        const startedMs = performance.now();
        const made = await ordersFile(read(), { format, language: "id", forOperator: true });
        const tookMs = performance.now() - startedMs;
        const { user, system } = process.cpuUsage(cpuBefore);
        const { longestMs, mostBytes } = await watching.end();
        if (made.count !== count) throw new Error(`${made.count} orders in the file`);
        bytes = made.file.length;
        if (round < 0) continue;
        took.push(tookMs);
        cpu.push((user + system) / 1_000);
        stalls.push(longestMs);
        more.push(mostBytes);
      }
      yield [`${format}, ${megabytes(bytes)}: time`, milliseconds(Math.max(...took)), "< 5 s"];
      yield ["  processor time of this process", milliseconds(Math.max(...cpu))];
      yield ["  longest stall meanwhile", milliseconds(Math.max(...stalls)), "≤ 100 ms"];
      yield ["  memory more than before", megabytes(Math.max(...more)), "< 60 MB"];
    }
  } finally {
    redis.disconnect();
    await server.close();
  }
}

/** Orders as they lie there once they have succeeded. */
async function fill(
  redis: ReturnType<typeof connectRedis>,
  keys: ReturnType<typeof accountKeys>,
  nowMs: number,
): Promise<void> {
  for (let first = 0; first < count; first += ordersASlice) {
    const pipeline = redis.pipeline();
    for (let place = first; place < first + ordersASlice; place += 1) {
      const id = String(place).padStart(10, "0");
      const resellerId = 7_001 + (place % 500);
      const facts = {
        v: 2,
        id,
        line: "game",
        resellerId,
        chatId: resellerId,
        service: { code: "TS5", name: "Telkomsel 5.000", category: "Pulsa Telkomsel" },
        destination: [
          {
            position: 1,
            label: "Nomor HP",
            value: `0812${String(place).padStart(8, "0")}`,
            secret: false,
          },
        ],
        costRupiah: 5_475,
        priceRupiah: 5_925,
        fingerprint: `game TS5 ${place}`,
      };
      const state = {
        name: "succeeded",
        ref: `REF-${place}`,
        statusWord: "sukses",
        note: "",
        voucher: `SN ${place} 0123456789`,
        chargedRupiah: 5_475,
      };
      pipeline.hset(keys.order(id), {
        v: 1,
        facts: JSON.stringify(facts),
        state: JSON.stringify(state),
        name: state.name,
        version: 4,
        confirmed: nowMs,
        sent: nowMs,
        changed: nowMs,
        timeline: ["confirmed", "sending", "placed", "succeeded"]
          .map((name) => `${nowMs}\t${name}\t${name}\n`)
          .join(""),
      });
      pipeline.zadd(keys.state(state.name), nowMs, id);
    }
    await pipeline.exec();
  }
}

/** How long the event loop was held up at most, and how much memory was taken more. */
function watch(beforeBytes: number) {
  let over = false;
  const found = { longestMs: 0, mostBytes: 0 };
  const watching = (async () => {
    while (!over) {
      const startedMs = performance.now();
      await sleep(lookMs);
      found.longestMs = Math.max(found.longestMs, performance.now() - startedMs - lookMs);
      found.mostBytes = Math.max(found.mostBytes, process.memoryUsage.rss() - beforeBytes);
    }
  })();
  return {
    async end() {
      over = true;
      await watching;
      return found;
    },
  };
}
