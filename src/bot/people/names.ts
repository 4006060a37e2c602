import type { NextFunction } from "grammy";
import type { User } from "grammy/types";
import { oneLine } from "../../words/shorten.ts";
import type { BotContext } from "../context.ts";

const maxName = 64;

/** `Budi Santoso @budi`: what operators find a person by. */
export function fullName(user: User): string {
  const name = personName(user);
  return oneLine(user.username === undefined ? name : `${name} @${user.username}`, maxName);
}

/** `Budi Santoso`. Without `@`: operators find people by usernames, which only Telegram gives. */
export function personName(user: User): string {
  const name = [user.first_name, user.last_name ?? ""].join(" ").replaceAll("@", "");
  return oneLine(name, maxName) || String(user.id);
}

/** Keeps people's names for the operators' lists, when they are new. */
export async function notingNames(ctx: BotContext, next: NextFunction): Promise<void> {
  const { session, person, shop } = ctx;
  const name = ctx.from === undefined ? undefined : fullName(ctx.from);
  if (name !== undefined && name !== session.name) {
    try {
      await shop.roster.noteName(person.userId, name);
      session.name = name;
    } catch (error) {
      shop.log.warn({ err: error }, "a name was not kept");
    }
  }
  await next();
}
