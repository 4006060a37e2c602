/** What a person does in their chat. */

import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import type { Stage } from "../stage.ts";
import { act } from "./act.ts";

const MAX_FILE_BYTES = 10 * 1024 * 1024;

const messageId = z.number().int().positive();
const place = z.object({
  messageId,
  row: z.number().int().min(0),
  column: z.number().int().min(0),
});
const text = z.object({ text: z.string().min(1).max(4096), replyTo: messageId.optional() });
const contact = z.object({
  phoneNumber: z.string().min(3).max(32),
  firstName: z.string().min(1).max(64).optional(),
  own: z.boolean(),
});

export function chatRoutes(stage: Stage): Hono {
  const { telegram } = stage;
  const routes = new Hono();
  const personOf = (context: Context): number => {
    const id = Number(context.req.param("person"));
    if (!stage.cast.some((member) => member.id === id)) throw new Error("nobody of that id");
    return id;
  };
  /** Who has blocked the bot can neither write to it nor press its buttons. */
  const writerOf = (context: Context): number => {
    const writer = personOf(context);
    const isBlocking = stage.people().some(({ id, blocked }) => id === writer && blocked);
    if (isBlocking) throw new Error("bot-blocked");
    return writer;
  };

  routes.post("/:person/text", (c) =>
    act(c, text, (body) => {
      const options = body.replyTo === undefined ? {} : { replyTo: body.replyTo };
      telegram.sendText(writerOf(c), body.text, options);
    }),
  );
  routes.post("/:person/start", (c) =>
    act(c, z.object({ payload: z.string() }), ({ payload }) => {
      telegram.startDeepLink(personOf(c), payload);
    }),
  );
  routes.post("/:person/press", (c) =>
    act(c, place, ({ messageId, row, column }) => {
      telegram.press(writerOf(c), messageId, { row, column });
    }),
  );
  routes.post("/:person/contact", (c) =>
    act(c, contact, ({ phoneNumber, firstName, own }) => {
      telegram.sendContact(personOf(c), {
        phoneNumber,
        ownContact: own,
        ...(firstName === undefined ? {} : { firstName }),
      });
    }),
  );
  routes.post("/:person/sticker", (c) =>
    act(c, z.object({ emoji: z.string().min(1).max(16) }), ({ emoji }) => {
      telegram.sendOther(personOf(c), { kind: "sticker", emoji });
    }),
  );
  routes.post("/:person/file", bodyLimit({ maxSize: MAX_FILE_BYTES }), async (c) => {
    const bytes = Buffer.from(await c.req.arrayBuffer());
    const name = c.req.query("name") ?? "file";
    const isPhoto = /^image\/(png|jpeg)$/u.test(c.req.header("content-type") ?? "");
    telegram.sendOther(
      personOf(c),
      isPhoto ? { kind: "photo", bytes } : { kind: "document", bytes, name },
    );
    return c.json({ done: null });
  });
  routes.post("/:person/inline", (c) =>
    act(c, z.object({ query: z.string().max(256) }), ({ query }) => ({
      queryId: telegram.inlineQuery(personOf(c), query).query.id,
    })),
  );
  routes.post("/:person/inline/choose", (c) =>
    act(c, z.object({ queryId: z.string(), resultId: z.string() }), ({ queryId, resultId }) => {
      telegram.chooseInlineResult(queryId, resultId);
    }),
  );
  routes.post("/:person/delete", (c) =>
    act(c, z.object({ messageId }), (body) => telegram.deleteMessage(personOf(c), body.messageId)),
  );
  routes.post("/:person/read", (c) =>
    act(c, z.object({ messageId }), (body) => stage.markRead(personOf(c), body.messageId)),
  );
  routes.post("/:person/block", (c) =>
    act(c, z.object({ blocked: z.boolean() }), ({ blocked }) =>
      blocked ? telegram.block(personOf(c)) : telegram.unblock(personOf(c)),
    ),
  );
  return routes;
}
