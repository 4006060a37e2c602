import assert from "node:assert/strict";
import { test } from "node:test";
import { Redis } from "ioredis";
import { startPrivateRedis } from "../../sandbox/redis/server.ts";
import { openShop } from "../story/shop.ts";
import { startClusterNode } from "./cluster-set.ts";

/** A command that Redis was told, by a client or, then `lua`, by the script that the client had told it before. */
interface Told {
  args: string[];
  byScript: boolean;
}

test("a whole story touches keys of one slot per script, per command and in each of the account's scripts: a cluster would do all of it", async (context) => {
  const server = await startPrivateRedis();
  const quiet = { retryStrategy: () => null };
  const watcher = new Redis(server.url, quiet);
  const console = new Redis(server.url, quiet);
  const monitor = await watcher.monitor();
  const told: Told[] = [];
  context.after(() => {
    for (const one of [watcher, console, monitor]) one.disconnect();
  });
  monitor.on("monitor", (_time: string, args: string[], source: string) =>
    told.push({ args, byScript: source === "lua" }),
  );
  const shop = await openShop(context, {
    redis: server,
    env: { DEPOSIT_INSTRUCTIONS: "BCA 123" },
  });
  await aWholeStory(shop);
  monitor.disconnect();

  const cluster = await startClusterNode();
  context.after(() => cluster.close());
  const asked = new Redis(cluster.url);
  context.after(() => asked.disconnect());
  const slots = new Map<string, number>();
  const slotOf = async (key: string) => {
    const slot = slots.get(key) ?? (await asked.cluster("KEYSLOT", key));
    slots.set(key, slot);
    return slot;
  };
  let scripts = 0;
  let ofScript: number | null = null;
  for (const { args, byScript } of told.slice()) {
    const [name = ""] = args;
    const keys = await keysOf(console, args);
    const found = new Set(await Promise.all(keys.map(slotOf)));
    assert.ok(found.size <= 1, `${name} has keys of several slots: ${keys.join(" ")}`);
    const [slot] = found;
    if (/^eval(sha)?$/i.test(name)) {
      assert.ok(slot !== undefined, `${name} without a key: ${args.slice(0, 4).join(" ")}`);
      ofScript = slot;
      scripts += 1;
    } else if (byScript && slot !== undefined) {
      assert.equal(slot, ofScript, `a script wrote elsewhere: ${args.slice(0, 3).join(" ")}`);
    } else if (!byScript) {
      assert.ok(slot !== undefined || keyless.has(name.toLowerCase()), `${name} asks any node`);
    }
  }
  assert.ok(scripts > 50, `${scripts} scripts`);
});

/** What a client of a cluster sends to the account's node, or on every connection. */
const keyless = new Set(["ping", "info", "config", "client", "hello", "auth", "select", "monitor"]);

async function keysOf(redis: Redis, args: readonly string[]): Promise<string[]> {
  const found: unknown = await redis
    .call("COMMAND", "GETKEYS", ...args)
    // The server has no keys in it, or a script names none.
    .catch(() => []);
  return Array.isArray(found) ? found.map(String) : [];
}

type Shop = Awaited<ReturnType<typeof openShop>>;

async function aWholeStory({ budi, sari, operator, osimesa }: Shop): Promise<void> {
  operator.says("/start");
  await operator.sees("Toko Maju");
  await budi.ordersPulsa("081234567890");
  await budi.sees(/^✅ Sukses/);
  // An order whose answer is lost, found on a page.
  osimesa.faults.on({ kind: "answer-lost" }, { types: ["order"] });
  await sari.ordersPulsa("081234567891");
  await sari.sees(/^✅ Sukses/);
  budi.says("TIKET.100000");
  await budi.sees(/100\.\d{3}/);
  budi.says("K.Pulsa belum masuk");
  await operator.sees(/belum masuk/);
  operator.says("/broadcast Besok tutup");
  await operator.presses("✅", { message: await operator.sees(/reseller\?/) });
  await sari.sees(/Besok tutup/);
  await sari.chooses("Pulsa Telkomsel", "🔴 Telkomsel 25.000");
  await sari.presses("🔔");
  budi.says("/history");
  await budi.sees(/081234567890|0812/);
  budi.says("/balance");
  budi.says("MUTASI");
  budi.says("REKAP");
  budi.says("telkomsel 5");
  budi.says("/status");
  await budi.sees(/./);
}
