import assert from "node:assert/strict";
import { test } from "node:test";
import { languages } from "../../../src/words/dictionary.ts";
import { until } from "../../story/until.ts";
import { service } from "../goods.ts";
import { openShop } from "../shop.ts";

test("an operator's chat that is gone for the bot keeps no bot from starting", async (t) => {
  const { operator, telegram, restart, budi } = await openShop(t, [service("NOL", [])]);
  const has = () => telegram.commandsFor(operator.id).some(({ command }) => command === "stats");
  operator.says("/start");
  await until(has);
  const calls = () => telegram.calls.filter(({ method }) => method === "setMyCommands");
  // The first are everybody's menu, in each language and for all others; then as many are the operator's.
  const everybodys = languages.length + 1;
  await until(() => calls().length === 2 * everybodys);
  for (const gone of [
    { kind: "forbidden", reason: "bot was blocked by the user" },
    { kind: "bad_request", reason: "chat not found" },
  ] as const) {
    const before = calls().length;
    telegram.faults.add({ ...gone, method: "setMyCommands", after: everybodys });
    await restart();
    const statuses = calls().slice(before);
    assert.equal(statuses.at(-1)?.status, gone.kind === "forbidden" ? 403 : 400);
    budi.says("/start");
    await budi.sees("Mau pesan apa");
  }
});

test("an operator's menu that Redis does not note is a trouble they read of, and is given with the next /start", async (t) => {
  const { operator, redis, keys } = await openShop(t, [service("NOL", [])]);
  // A key of the wrong type, left by a hand.
  await redis.set(keys.operatorMenus, "left behind");
  operator.says("/start");
  await operator.sees("Ada gangguan di sistem kami");
  await redis.del(keys.operatorMenus);
  operator.says("/start");
  await until(async () => (await redis.sismember(keys.operatorMenus, String(operator.id))) === 1);
});

test("an operator's menu that fails on the way, whatever part of it, is a trouble they read of", async (t) => {
  const { operator, telegram } = await openShop(t, [service("NOL", [])]);
  for (let after = 0; after <= languages.length; after += 1) {
    telegram.faults.add({ kind: "dropped", method: "setMyCommands", after });
    operator.says("/start");
    await operator.sees("Ada gangguan di sistem kami");
  }
});

test("an operator's menu that could not be renewed at the start keeps the bot from being introduced, until it can", async (t) => {
  const { operator, telegram, restart, redis, keys } = await openShop(t, [service("NOL", [])]);
  operator.says("/start");
  await until(async () => (await redis.sismember(keys.operatorMenus, String(operator.id))) === 1);
  // Everybody's come first, in each language and for all others.
  const everybodys = languages.length + 1;
  for (let after = everybodys; after < 2 * everybodys; after += 1) {
    telegram.faults.add({ kind: "dropped", method: "setMyCommands", after });
    await assert.rejects(restart());
  }
  await restart();
});

test("a menu that could not be taken whole from who is no operator any more is taken at the next start", async (t) => {
  const { jane, telegram, restart, redis, keys } = await openShop(t, [service("NOL", [])]);
  jane.says("/start");
  await jane.sees("What would you like to order");
  await redis.sadd(keys.operatorMenus, String(jane.id));
  const isNoted = async () => (await redis.sismember(keys.operatorMenus, String(jane.id))) === 1;
  for (let after = 0; after <= languages.length; after += 1) {
    telegram.faults.add({ kind: "dropped", method: "deleteMyCommands", after });
    await assert.rejects(restart());
    assert.ok(await isNoted());
  }
  await restart();
  assert.equal(await isNoted(), false);
});

test("an operator's buttons do nothing for who is none any more", async (t) => {
  const { operator, grant } = await openShop(t, [service("NOL", [])]);
  operator.says("/stats");
  await operator.sees(/hari ini/i);
  const before = operator.screen();
  grant(operator.id, "reseller");
  const { text } = await operator.presses("30 hari");
  assert.match(text ?? "", /tidak berlaku/);
  assert.equal(operator.screen(), before);
});

test("an operator's command is what they type: forwarded, or chosen from another bot's results, it does nothing", async (t) => {
  const { operator, handle, redis, keys, budi } = await openShop(t, [service("NOL", [])]);
  operator.says("/start");
  await operator.sees("Toko");
  await redis.hset(keys.roster, String(budi.id), `in 9001 ${Date.now()}`);
  const text = `/credit ${budi.id} tanpa`;
  const sent = (updateId: number, more: object) =>
    handle({
      update_id: updateId,
      message: {
        message_id: updateId,
        date: 1,
        from: { id: operator.id, is_bot: false, first_name: "Ani" },
        chat: { id: operator.id, type: "private", first_name: "Ani" },
        text,
        entities: [{ type: "bot_command", offset: 0, length: 7 }],
        ...more,
      },
    });
  const eve = { id: 6666, is_bot: false, first_name: "Eve" };
  await sent(900_001, { forward_origin: { type: "user", date: 1, sender_user: eve } });
  await sent(900_002, { via_bot: { id: 77, is_bot: true, first_name: "gif", username: "gif" } });
  assert.equal(await redis.hget(keys.credits, String(budi.id)), null);
  await sent(900_003, {});
  assert.equal(await redis.hget(keys.credits, String(budi.id)), "none");
});
