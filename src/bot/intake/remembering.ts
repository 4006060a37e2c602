import type { Middleware, NextFunction } from "grammy";
import type { BotContext } from "../context.ts";
import type { SessionData } from "./session.ts";

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
    await next();

    const marks = [...recent, update.update_id];
    const nowMs = shop.clock.wallMs();
    const fresh = Math.abs(nowMs - (session.writtenAtMs ?? 0)) < renewedMs;
    if (ctx.onlyShows && fresh && JSON.stringify(session) === before) return keep(chatId, marks);
    session.handled = [...marksOf(session), ...marks].slice(-remembered);
    delete session.lastUpdate;
    session.writtenAtMs = nowMs;
    await shop.chats.writeSession(chatId, session);
    unwritten.delete(chatId);
  };
}

function marksOf({ handled, lastUpdate }: SessionData): readonly number[] {
  return handled ?? (lastUpdate === undefined ? [] : [lastUpdate]);
}
