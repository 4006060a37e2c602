import { strict as assert } from "node:assert";
import { suite, test } from "node:test";
import { Redis } from "ioredis";
import { createSnapshot, shortId } from "../../../src/catalogue/snapshot.ts";
import { fingerprint } from "../../../src/orders/state/fingerprint.ts";
import { createOrderRedis } from "../../../src/orders/store/redis.ts";
import { accountKeys } from "../../../src/redis/keys.ts";
import { pulsa } from "../slow-time.ts";
import { openDatabase } from "../../redis-database.ts";

const mirroredS = 60;

/** `prepaid` is a sibling of `game` that is not built: only the store knows it here. */
suite("Two lines of one account", () => {
  test("have the same ref for two orders, and each its own page and count of what is out", async (context) => {
    const { redis, keys, run, order } = await openStore(context);
    const nowS = Math.floor(Date.now() / 1_000);
    await order("AAAAAAAAAA", "game");
    await order("BBBBBBBBBB", "prepaid");
    for (const line of ["game", "prepaid"]) {
      const id = line === "game" ? "AAAAAAAAAA" : "BBBBBBBBBB";
      const placed = '{"name":"placed","ref":"R1","statusWord":"","note":""}';
      const applied = [
        "apply",
        id,
        "1",
        `t${id}`,
        "placed",
        placed,
        "",
        "",
        "R1",
        0,
        "[]",
      ] as const;
      assert.deepEqual(await run(...applied), ["applied"], "a ref of another line is no claim");
      assert.equal(await redis.get(keys.line(line).ref("R1")), id);
      const page = [line, mirroredS, 1, 0, "R1", nowS, "print", "{}"];
      const [owner, ...told] = await run("observe", ...page);
      assert.equal(owner, id, "each page shows its own line's order");
      assert.ok(told.includes(placed), "and how it stands");
    }
    await run("observe", "prepaid", mirroredS, 2, 0, "R2", nowS, "print", "{}");
    assert.equal(await redis.zcard(keys.line("game").mirror), 1);
    assert.equal(await redis.hget(keys.line("game").chain, "last"), "1");
    assert.equal(await redis.hget(keys.line("prepaid").chain, "last"), "2");
  });

  test("an order that says no line, as the first version wrote them, is one of games", async (context) => {
    const { redis, keys, run, order } = await openStore(context);
    await order("AAAAAAAAAA", "game");
    await redis.hdel(keys.order("AAAAAAAAAA"), "line");
    const placed = '{"name":"placed","ref":"R1","statusWord":"","note":""}';
    await run("apply", "AAAAAAAAAA", "1", "t", "placed", placed, "", "", "R1", 0, "[]");
    assert.equal(await redis.get("osimesa:{lines}:ref:R1"), "AAAAAAAAAA");
  });

  test("have equal codes and destinations without meaning the same", () => {
    assert.notEqual(fingerprint("game", "P5", ["0812"]), fingerprint("prepaid", "P5", ["0812"]));
    assert.notEqual(shortId("game", "P5"), shortId("prepaid", "P5"));
    const snapshot = createSnapshot([pulsa], 0);
    assert.equal(snapshot.serviceByCode("game", pulsa.code)?.code, pulsa.code);
  });

  test("games have the fingerprints, ids and names of before there were lines", () => {
    assert.equal(fingerprint("game", "TS5", ["081234567810"]), "Qkxs8cutxxFf4Xkb7eZ_Ha");
    assert.equal(shortId("game", "ML86"), "-uw6sbV9");
    assert.equal(accountKeys("1").line("game").catalogue, "osimesa:{1}:services");
  });
});

async function openStore(context: { after(end: () => unknown): void }) {
  const server = await openDatabase();
  const redis = new Redis(server.url);
  context.after(async () => {
    redis.disconnect();
    await server.close();
  });
  const keys = accountKeys("lines");
  const { run } = createOrderRedis(redis, keys.prefix);
  return {
    redis,
    keys,
    run,
    /** One that is confirmed. */
    async order(id: string, line: string) {
      const facts = { line, priceRupiah: 1, fingerprint: `print ${line}`, service: { code: "P5" } };
      await run("draft", `card ${id}`, JSON.stringify(facts), "7001", "7001", 60_000, 60_000);
      await run("confirm", `card ${id}`, id, "7001", "7001", 1, "");
    },
  };
}
