import type { Limit, Member } from "../../people/roster.ts";
import { rich } from "../../words/html.ts";
import type { OperatorAct } from "../../screens/buttons.ts";
import { oneLine } from "../../words/shorten.ts";
import type { BotContext } from "../context.ts";
import type { BotDependencies } from "../dependencies.ts";
import { moment, send, show, toast } from "../replying.ts";
import { operatorOf, unlessTrouble } from "./operator.ts";
import {
  limitScreen,
  resellerScreen,
  resellersScreen,
  sureScreen,
  type Viewing,
} from "../../screens/operator/resellers.ts";

const pageSize = 8;
const maxSearch = 40;

/** /resellers, with or without what to search for. */
export async function searchResellers(
  ctx: BotContext,
  deps: BotDependencies,
  search: string,
): Promise<void> {
  ctx.session.search = oneLine(search, maxSearch);
  await showResellers(ctx, deps, 0);
}

export async function showResellers(
  ctx: BotContext,
  deps: BotDependencies,
  page: number,
): Promise<void> {
  const search = ctx.session.search ?? "";
  const found = await deps.roster.list(search, { page, size: pageSize });
  await show(ctx, resellersScreen(found, search, viewing(ctx, deps)));
}

export async function showReseller(
  ctx: BotContext,
  deps: BotDependencies,
  userId: number,
  page: number,
): Promise<void> {
  const member = await find(ctx, deps, userId);
  if (member === null) return;
  const by = member.entry === null ? "" : await deps.roster.nameOf(member.entry.operatorId);
  await show(ctx, resellerScreen(member, by, page, viewing(ctx, deps)));
}

/** Removes or restores, with a tap that asks and one that does. */
export async function enrol(
  ctx: BotContext,
  deps: BotDependencies,
  press: OperatorAct<"enrol">,
): Promise<void> {
  const { userId, to, page, sure } = press;
  const member = await find(ctx, deps, userId);
  if (member === null) return;
  if (!sure) return void (await show(ctx, sureScreen(member, to, page, viewing(ctx, deps))));
  const say = ctx.person.words.admin.resellers;
  const outcome = await unlessTrouble(ctx, deps, () =>
    deps.roster.enrol(userId, to, operatorOf(ctx)),
  );
  if (outcome === undefined) return;
  const done = to === "out" ? say.removedNow : say.restoredNow;
  await toast(ctx, outcome === "changed" ? done : say.sameAlready);
  await showReseller(ctx, deps, userId, page);
}

export async function chooseLimit(
  ctx: BotContext,
  deps: BotDependencies,
  userId: number,
  page: number,
): Promise<void> {
  const member = await find(ctx, deps, userId);
  if (member !== null) await show(ctx, limitScreen(member, page, viewing(ctx, deps)));
}

export async function setLimit(
  ctx: BotContext,
  deps: BotDependencies,
  press: OperatorAct<"limit">,
): Promise<void> {
  const { userId, page, limit } = press;
  const chosen: Limit =
    typeof limit === "number" ? { kind: "rupiah", rupiah: limit } : { kind: limit };
  await keepLimit(ctx, deps, userId, chosen, page);
}

/** `/limit 7001 1.500.000`, `/limit 7001 none`, `/limit 7001 default` */
export async function setLimitByCommand(
  ctx: BotContext,
  deps: BotDependencies,
  text: string,
): Promise<void> {
  const [, id, amount = ""] =
    /^\s*(\d{1,16})\s+(none|default|(?:rp)?[\d.,]{1,16})\s*$/i.exec(text) ?? [];
  const limit = readLimit(amount);
  if (id === undefined || limit === null) {
    const { limitUsage } = ctx.person.words.admin.resellers;
    return void (await send(ctx, { text: rich`${limitUsage}`, keyboard: [] }));
  }
  await keepLimit(ctx, deps, Number(id), limit, 0);
}

function readLimit(text: string): Limit | null {
  const word = text.toLowerCase();
  if (word === "none") return { kind: "none" };
  if (word === "default") return { kind: "usual" };
  const digits = word.replaceAll(/\D/g, "");
  return /^\d{1,12}$/.test(digits) ? { kind: "rupiah", rupiah: Number(digits) } : null;
}

async function keepLimit(
  ctx: BotContext,
  deps: BotDependencies,
  userId: number,
  limit: Limit,
  page: number,
): Promise<void> {
  if ((await find(ctx, deps, userId)) === null) return;
  const kept = await unlessTrouble(ctx, deps, async () => {
    await deps.roster.setLimit(userId, limit);
    return true;
  });
  if (kept === undefined) return;
  await toast(ctx, ctx.person.words.admin.resellers.limitSet);
  await showReseller(ctx, deps, userId, page);
}

async function find(
  ctx: BotContext,
  deps: BotDependencies,
  userId: number,
): Promise<Member | null> {
  const member = await deps.roster.read(userId);
  if (member === null) {
    const { unknown } = ctx.person.words.admin.resellers;
    if (ctx.callbackQuery === undefined) await send(ctx, { text: rich`${unknown}`, keyboard: [] });
    else await toast(ctx, unknown, "window");
  }
  return member;
}

function viewing(ctx: BotContext, deps: BotDependencies): Viewing {
  return {
    ...moment(deps),
    language: ctx.person.language,
    usualLimitRupiah: deps.admin.dailyLimitRupiah,
  };
}
