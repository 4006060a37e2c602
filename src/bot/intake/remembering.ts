import type { Middleware, NextFunction } from "grammy";
import type { BotContext } from "../context.ts";
import { tellBroken } from "../people/guard.ts";
import { isUnreachable } from "../replying.ts";
import { NotHandled } from "./not-handled.ts";
import { sessionSchema, type SessionData } from "./session.ts";

/** Telegram hands out at most 100 updates at a time and only the latest of them again: more of a chat need no mark. */
const remembered = 100;
/** Chats whose latest marks are kept in this process; of the one that was heard longest ago they are dropped. */
const maxChats = 20_000;
/** A session begins its 30 days anew at most this often, unless it is written anyway. */
const renewedMs = 24 * 3_600_000;

/**
 * The chat's session, and the marks in it. Telegram delivers an update again when it was not confirmed before a crash.
 * One whose handling was recorded is not handled twice: an answer typed once must not answer two questions. Only its
 * very number counts: after a quiet week numbers start anew anywhere, also below.
 *
 * What only showed something (`onlyShows`) writes nothing: its mark stays in this process until an update that changed
 * something writes it along. So whoever takes over handles again only what nothing came after, in the order it came
 * in: a page turned before a form was opened does not leave that form.
 */
export function remembering(): Middleware<BotContext> {
  const unwritten = new Map<number, readonly number[]>();

  function keep(chatId: number, marks: readonly number[]): void {
    // Set anew, so that the first of the map is the one that was heard longest ago.
    unwritten.delete(chatId);
    unwritten.set(chatId, marks.slice(-remembered));
    for (const oldest of unwritten.keys()) {
      if (unwritten.size <= maxChats) return;
      unwritten.delete(oldest);
    }
  }

  return async (ctx: BotContext, next: NextFunction) => {
    const { shop, stored, update } = ctx;
    const { chatId } = ctx.person;
    const session: SessionData = stored.session ?? { v: 1 };
    const before = stored.session === undefined ? null : JSON.stringify(session);
    const recent = unwritten.get(chatId) ?? [];
    if (marksOf(session).includes(update.update_id) || recent.includes(update.update_id)) return;
    ctx.session = session;
    try {
      await next();
    } catch (error) {
      await failed(ctx, error);
      ctx.session = sessionSchema.parse(before === null ? { v: 1 } : JSON.parse(before));
    }

    const marks = [...recent, update.update_id];
    const nowMs = shop.clock.wallMs();
    const fresh = Math.abs(nowMs - (ctx.session.writtenAtMs ?? 0)) < renewedMs;
    if (ctx.onlyShows && fresh && JSON.stringify(ctx.session) === before)
      return keep(chatId, marks);
    ctx.session.handled = [...marksOf(ctx.session), ...marks].slice(-remembered);
    delete ctx.session.lastUpdate;
    ctx.session.writtenAtMs = nowMs;
    const outcome = await stored.write(ctx.session).catch((error: unknown) => {
      throw new NotHandled("trouble", error);
    });
    if (outcome === "stale") throw new NotHandled("stale");
    unwritten.delete(chatId);
  };
}

/**
 * A handler failed: its person is told, and then it counts as handled, with nothing of it kept. Throws where nothing is to
 * be written either.
 */
async function failed(ctx: BotContext, error: unknown): Promise<void> {
  if (error instanceof NotHandled || isUnreachable(error)) throw error;
  ctx.shop.log.error({ update: ctx.update.update_id, err: error }, "an update failed");
  if (!(await tellBroken(ctx))) throw new NotHandled("untold", error);
  ctx.onlyShows = false;
  ctx.stored.keepForm();
}

function marksOf({ handled, lastUpdate }: SessionData): readonly number[] {
  return handled ?? (lastUpdate === undefined ? [] : [lastUpdate]);
}
