import { InputFile } from "grammy";
import { jakartaDay } from "../jakarta.ts";
import type { Press } from "../screens/buttons/buttons.ts";
import { startButton } from "../screens/buttons/menu-buttons.ts";
import { purseScreen, statementScreen, type PurseView } from "../screens/purse.ts";
import { statementFile } from "../screens/statement-file.ts";
import { rich } from "../words/html.ts";
import type { BotContext } from "./context.ts";
import { onlyShows, type PressHandlers } from "./handlers.ts";
import { show, viewOf } from "./replying.ts";

/** What a reseller sees of their own purse. */
export const pursePresses = {
  purse: { form: "stays", handle: onlyShows(showPurse) },
  statement: { form: "stays", handle: onlyShows(showStatement) },
  statementFile: { form: "stays", handle: (ctx) => sendStatement(ctx, ctx.person.userId) },
} satisfies Partial<PressHandlers>;

const shownEntries = 5;

/** 💰, /saldo */
export async function showPurse(ctx: BotContext): Promise<void> {
  const { userId, words } = ctx.person;
  const { purses, statements, roster } = ctx.shop;
  const [purse, latest, limit] = await Promise.all([
    purses.read(userId),
    statements.latest(userId, shownEntries),
    roster.limitOf(userId),
  ]);
  const title = rich`<b>${words.purse.title}</b>`;
  await show(ctx, purseScreen(purse, { latest, limit }, title, viewing(ctx)));
}

/** 📒, /mutasi */
export async function showStatement(
  ctx: BotContext,
  { page }: Pick<Press<"statement">, "page">,
): Promise<void> {
  const { userId, words } = ctx.person;
  const title = rich`<b>${words.purse.statement}</b>`;
  const found = await ctx.shop.statements.day(userId, page);
  await show(ctx, statementScreen(found, title, viewing(ctx)));
}

function viewing(ctx: BotContext): PurseView {
  return {
    ...viewOf(ctx),
    ...(ctx.shop.deposits !== null && { topUp: { to: "topUp", rupiah: null } }),
    statement: (page) => ({ to: "statement", page }),
    file: { to: "statementFile" },
    back: startButton(ctx.person.words),
  };
}

/** All of a statement as a file. */
export async function sendStatement(ctx: BotContext, resellerId: number): Promise<void> {
  const { words, chatId } = ctx.person;
  const { statements, clock } = ctx.shop;
  const { text, count } = await statementFile(statements.all(resellerId), viewOf(ctx));
  const day = new Date(jakartaDay(clock.wallMs()) * 86_400_000).toISOString().slice(0, 10);
  const name = `${words.purse.file.name}-${resellerId}-${day}.csv`;
  await ctx.api.sendDocument(chatId, new InputFile(Buffer.from(text), name), {
    caption: words.purse.file.caption(count),
  });
}
