import { readTypedAmount, typedAmount } from "../../money/typed-amount.ts";
import type { Limit, LimitOf, Member } from "../../people/roster.ts";
import type { OperatorAct } from "../../screens/buttons/buttons.ts";
import { oneLine } from "../../words/shorten.ts";
import type { BotContext } from "../context.ts";
import { idOf } from "../intake/same-update.ts";
import { onlyShows, type OperatorHandlers } from "../handlers.ts";
import { viewOf, say, send, show, toast } from "../replying.ts";
import { personMeant, typedPerson } from "./meant.ts";
import { operatorOf, unlessTrouble } from "./operator.ts";
import {
  levelScreen,
  limitScreen,
  resellerScreen,
  resellersScreen,
  sureScreen,
  type MemberLevel,
  type Viewing,
} from "../../screens/operator/resellers.ts";
import { textOnly } from "../../screens/screen.ts";

const pageSize = 8;
const maxSearch = 40;

export const resellerPresses = {
  resellers: onlyShows(showResellers),
  reseller: onlyShows(showReseller),
  enrol,
  limits: onlyShows((ctx, act: OperatorAct<"limits">) => chooseLimit(ctx, "day", act)),
  limit: (ctx, act) => setLimit(ctx, "day", act),
  credits: onlyShows((ctx, act: OperatorAct<"credits">) => chooseLimit(ctx, "credit", act)),
  credit: (ctx, act) => setLimit(ctx, "credit", act),
  levels: onlyShows(chooseLevel),
  level: setLevel,
} satisfies Partial<OperatorHandlers>;

/** /resellers, with or without what to search for. */
export async function searchResellers(ctx: BotContext, search: string): Promise<void> {
  ctx.session.search = oneLine(search, maxSearch);
  await showResellers(ctx, { page: 0 });
}

async function showResellers(ctx: BotContext, { page }: { page: number }): Promise<void> {
  const search = ctx.session.search ?? "";
  const found = await ctx.shop.roster.list(search, { page, size: pageSize });
  await show(ctx, resellersScreen(found, search, viewing(ctx)));
}

/** One reseller, as operators see them. */
export async function showReseller(
  ctx: BotContext,
  { userId, page }: { userId: number; page: number },
): Promise<void> {
  const member = await find(ctx, userId);
  if (member === null) return;
  const [by, level, note] = await Promise.all([
    member.entry === null ? "" : ctx.shop.roster.nameOf(member.entry.operatorId),
    levelOf(ctx, userId),
    ctx.shop.admin.notes.of(userId),
  ]);
  await show(ctx, resellerScreen(member, { by, level, note, page }, viewing(ctx)));
}

/** Removes or restores, with a tap that asks and one that does. */
async function enrol(
  ctx: BotContext,
  { userId, to, page, sure }: OperatorAct<"enrol">,
): Promise<void> {
  const member = await find(ctx, userId);
  if (member === null) return;
  if (!sure) return void (await show(ctx, sureScreen(member, to, page, viewing(ctx))));
  const texts = ctx.person.words.admin.resellers;
  const outcome = await unlessTrouble(ctx, () =>
    ctx.shop.roster.enrol(userId, to, operatorOf(ctx), idOf(ctx, "act")),
  );
  if (outcome === undefined) return;
  const done = to === "out" ? texts.removedNow : texts.restoredNow;
  await toast(ctx, outcome === "changed" ? done : texts.sameAlready);
  await showReseller(ctx, { userId, page });
}

async function chooseLimit(
  ctx: BotContext,
  of: LimitOf,
  { userId, page }: { userId: number; page: number },
): Promise<void> {
  const member = await find(ctx, userId);
  if (member !== null) await show(ctx, limitScreen(member, of, page, viewing(ctx)));
}

async function chooseLevel(
  ctx: BotContext,
  { userId, page }: OperatorAct<"levels">,
): Promise<void> {
  const member = await find(ctx, userId);
  if (member !== null)
    await show(ctx, levelScreen(member, { level: await levelOf(ctx, userId), page }, viewing(ctx)));
}

async function setLevel(
  ctx: BotContext,
  { userId, page, level }: OperatorAct<"level">,
): Promise<void> {
  if ((await find(ctx, userId)) === null) return;
  const kept = await unlessTrouble(ctx, async () => {
    await ctx.shop.prices.setLevel(userId, level, idOf(ctx, "act"));
    return true;
  });
  if (kept === undefined) return;
  await toast(ctx, ctx.person.words.prices.levelSet);
  await showReseller(ctx, { userId, page });
}

/** A reseller's level, and what levels are called. */
async function levelOf(ctx: BotContext, userId: number): Promise<MemberLevel> {
  const [level, { names }] = await Promise.all([
    ctx.shop.prices.levelOf(userId),
    ctx.shop.prices.rules(),
  ]);
  return { level, names };
}

async function setLimit(
  ctx: BotContext,
  of: LimitOf,
  { userId, page, limit }: Omit<OperatorAct<"limit">, "do">,
): Promise<void> {
  const chosen: Limit =
    typeof limit === "number" ? { kind: "rupiah", rupiah: limit } : { kind: limit };
  await keepLimit(ctx, { userId, of, limit: chosen, page });
}

const usualWords = ["default", "umum", "usual"];
const noneWords = ["none", "tanpa"];
const limitTyped = new RegExp(
  String.raw`^\s*(${typedPerson})\s+(${[...usualWords, ...noneWords].join("|")}|${typedAmount})\s*$`,
  "i",
);
const mostRupiah = 999_999_999_999;

/** `/limit 7001 1.500.000`, `/limit @budi 1,5jt`, `/limit budi none`, `/limit 7001 default`; and `/credit` likewise. */
export async function setLimitByCommand(ctx: BotContext, of: LimitOf, text: string): Promise<void> {
  const [, who, amount = ""] = limitTyped.exec(text) ?? [];
  const limit = readLimit(amount);
  if (who === undefined || limit === null) {
    const { admin, purse } = ctx.person.words;
    const usage = of === "day" ? admin.resellers.limitUsage : purse.credits.usage;
    return void (await send(ctx, textOnly(usage)));
  }
  const member = await personMeant(ctx, who);
  if (member !== null) await keepLimit(ctx, { userId: member.userId, of, limit, page: 0 });
}

function readLimit(text: string): Limit | null {
  const word = text.toLowerCase();
  if (noneWords.includes(word)) return { kind: "none" };
  if (usualWords.includes(word)) return { kind: "usual" };
  const rupiah = readTypedAmount(word);
  return rupiah === null || rupiah > mostRupiah ? null : { kind: "rupiah", rupiah };
}

async function keepLimit(
  ctx: BotContext,
  { userId, of, limit, page }: { userId: number; of: LimitOf; limit: Limit; page: number },
): Promise<void> {
  if ((await find(ctx, userId)) === null) return;
  const kept = await unlessTrouble(ctx, async () => {
    await ctx.shop.roster.setLimit(userId, of, limit, idOf(ctx, "act"));
    return true;
  });
  if (kept === undefined) return;
  const { admin, purse } = ctx.person.words;
  await toast(ctx, of === "day" ? admin.resellers.limitSet : purse.credits.set);
  await showReseller(ctx, { userId, page });
}

async function find(ctx: BotContext, userId: number): Promise<Member | null> {
  const member = await ctx.shop.roster.read(userId);
  if (member === null) await say(ctx, ctx.person.words.admin.resellers.unknown);
  return member;
}

function viewing(ctx: BotContext): Viewing {
  return {
    ...viewOf(ctx),
    usualTerms: ctx.shop.admin.usualTerms,
  };
}
