import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { Update } from "grammy/types";
import { z } from "zod";
import { shortId } from "../../../src/catalogue/snapshot.ts";
import { encodePress, type Press } from "../../../src/screens/buttons/buttons.ts";
import type { Person } from "../../person.ts";
import { pulsa, service } from "../goods.ts";
import { openShop } from "../shop.ts";

export const voucher = service("NOL", [], { name: "Voucher" });
export const category = shortId("game", pulsa.category.slug);
export const page = 0;

/** Updates are handed to the bot one by one, each dealt with before the next. */
export async function openByHand(context: TestContext) {
  const shop = await openShop(context, [voucher, pulsa]);
  const { telegram, budi, operator, redis } = shop;
  let lastId = 500_000;
  const from = ({ id }: Person) => ({
    id,
    is_bot: false as const,
    first_name: id === budi.id ? "Budi" : "Bos",
    language_code: "id",
  });
  const chat = (who: Person) => ({
    id: who.id,
    type: "private" as const,
    first_name: from(who).first_name,
  });
  const date = 1;
  const stands = {
    says(who: Person, text: string): Update {
      const entities = text.startsWith("/")
        ? [{ type: "bot_command" as const, offset: 0, length: text.length }]
        : [];
      const message = { message_id: 1, date, from: from(who), chat: chat(who), text, entities };
      return { update_id: (lastId += 1), message };
    },
    presses(who: Person, press: Press): Update {
      const message_id = telegram.chat(who.id).messages.findLast(({ byBot }) => byBot)
        ?.message.message_id;
      assert.ok(message_id);
      return {
        update_id: (lastId += 1),
        callback_query: {
          id: String(lastId),
          from: from(who),
          chat_instance: "1",
          data: encodePress(press),
          message: { message_id, date, chat: chat(who), text: "lama" },
        },
      };
    },
  };
  for (const who of [budi, operator]) {
    who.starts();
    await who.sees(/Mau pesan apa|Cari transaksi/);
    await shop.handle(stands.says(who, "/help"));
  }
  const session = async ({ id }: Person) =>
    kept.parse(JSON.parse((await redis.get(`session:{${id}}`)) ?? "{}"));
  const screen = (who: Person) => telegram.chat(who.id).messages.length;
  return { ...shop, ...stands, session, screen };
}

const kept = z.looseObject({
  handled: z.array(z.number()).default([]),
  form: z.unknown().optional(),
});

/** An order of Budi's for a voucher. */
export async function order({ shop }: { shop: Awaited<ReturnType<typeof openByHand>> }) {
  const { budi, handle, presses, redis, orders } = shop;
  await handle(presses(budi, { to: "service", service: shortId("game", voucher.code), page }));
  const [card] = await redis.keys("*confirmation:*");
  assert.ok(card);
  const confirmationId = card.slice(card.lastIndexOf(":") + 1);
  await handle(presses(budi, { to: "confirm", confirmationId }));
  const [order] = await orders(budi.id);
  assert.ok(order);
  return order;
}
