import assert from "node:assert/strict";
import { test } from "node:test";
import { Redis } from "ioredis";
import { startPrivateRedis } from "../sandbox/redis/server.ts";
import { openShop } from "./story/shop.ts";
import { until } from "./story/until.ts";

test("a start that fails half-way says why and leaves nothing open", async (context) => {
  const server = await startPrivateRedis();
  const shop = await openShop(context, { redis: server });
  const watching = new Redis(server.url);
  context.after(() => watching.disconnect());
  const connections = async () =>
    String(await watching.client("LIST"))
      .trim()
      .split("\n").length;
  const before = await connections();
  await assert.rejects(shop.openBot({ PORT: String(shop.httpPort()) }), /^StartError: PORT is \d+/);
  await until(async () => (await connections()) === before);
});
