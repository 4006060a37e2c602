import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { createLog } from "../../src/log.ts";
import { readRedisAddress } from "../../src/redis/address.ts";
import { connectPrimary, connectRedis } from "../../src/redis/connect.ts";
import { createSentinelPrimacy } from "../../src/redis/primacy.ts";
import { ask, eventually, startSentinelSet } from "../../sandbox/redis/sentinel-set.ts";

test(
  "a connection that is made anew while another one is still asked where it leads comes back",
  { timeout: 120_000 },
  async (context) => {
    const set = await startSentinelSet();
    context.after(() => set.close());
    const read = readRedisAddress(set.url);
    assert.ok(read.ok && read.address.kind === "sentinels");
    const { address } = read;
    const log = createLog({ level: "silent", secrets: [] });
    const old = await set.primary();
    const [next, third] = set.servers.filter((server) => server !== old);
    assert.ok(next && third);
    let answered = () => {};
    const main = connectPrimary(address, log, () => answered());
    const other = connectRedis(third.url, log);
    context.after(() => [main, other].forEach((one) => one.disconnect()));
    await Promise.all([main.connect(), other.connect()]);
    for (const sentinel of set.sentinels)
      await ask(sentinel, async (redis) => {
        await redis.call("SENTINEL", "REMOVE", address.name);
        await redis.call("SENTINEL", "MONITOR", address.name, "127.0.0.1", next.port, "2");
      });
    await ask(next, (redis) => redis.replicaof("NO", "ONE"));
    // Until then a connection to another server is not asked who it is, but left at once.
    for (const sentinel of set.sentinels)
      await eventually("a primary's run", async () => {
        const flat = await ask(sentinel, (redis) => redis.call("SENTINEL", "MASTER", address.name));
        return Array.isArray(flat) && flat[flat.indexOf("runid") + 1] !== "" ? true : null;
      });

    third.pause();
    const primacy = createSentinelPrimacy({ address, connections: [main, other], log });
    context.after(() => primacy.close());
    const saysWhoItIs = new Promise<void>((resolve) => (answered = resolve));
    const refused = assert.rejects(primacy.confirm(), /name another primary/);
    await saysWhoItIs;
    for (const sentinel of set.sentinels) sentinel.pause();
    await old.kill();
    while (main.status !== "connecting") await once(main, "connecting");
    await third.kill();
    await refused;
    for (const sentinel of set.sentinels) sentinel.resume();
    assert.equal(await eventually("a connection", () => main.ping()), "PONG");
  },
);
