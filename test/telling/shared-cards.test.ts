import assert from "node:assert/strict";
import { test } from "node:test";
import { createBatches, type BatchLine } from "../../src/orders/batches.ts";
import { orderIdOf } from "../../src/orders/state/order-id.ts";
import { createOrderRedis } from "../../src/orders/store/redis.ts";
import { createOrderStore } from "../../src/orders/store/store.ts";
import { createSharedCards } from "../../src/telling/shared-cards.ts";
import { textOnly } from "../../src/screens/screen.ts";
import { openPost } from "./post.ts";

const chatId = 7001;
const line = (confirmationId: string): BatchLine => ({
  confirmationId,
  code: "P5",
  destination: "",
  priceRupiah: 5_500,
  again: false,
  odd: null,
  heldUp: null,
});

test("a batch's message that shows another order by now is that order's own card again", async (context) => {
  const { redis, keys, placeCard } = await openPost(context);
  const store = createOrderStore({ redis: createOrderRedis(redis, keys.prefix), keys });
  const batches = createBatches({ redis, keys });
  const sharedCardOf = createSharedCards(batches, store, () => textOnly(""));
  await placeCard(chatId);
  const order = await store.read(orderIdOf("card"));
  assert.ok(order);
  assert.equal(await sharedCardOf(order), null);

  const batch = { v: 1 as const, resellerId: chatId, chatId, refused: [] };
  await batches.keep({ ...batch, id: "dead", lines: [line("another")] });
  await batches.shownIn("dead", chatId, order.cardMessageId ?? 0);
  assert.equal(await sharedCardOf(order), null);

  await batches.keep({ ...batch, id: "own", lines: [line("another"), line("card")] });
  await batches.shownIn("own", chatId, order.cardMessageId ?? 0);
  const shared = await sharedCardOf(order);
  assert.equal(shared?.id, "own");
  const { orders } = (await shared?.read()) ?? { orders: [] };
  assert.deepEqual(
    orders.map(({ id }) => id),
    [order.id],
  );

  await batches.keep({ ...batch, resellerId: 7002, id: "theirs", lines: [line("card")] });
  await batches.shownIn("theirs", chatId, order.cardMessageId ?? 0);
  const theirs = await sharedCardOf(order);
  assert.equal(theirs?.id, "theirs");
  assert.deepEqual((await theirs.read()).orders, [], "nobody's card shows another's order");
});
