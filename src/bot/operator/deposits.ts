import type { KnownPayment, Ticket } from "../../money/tickets.ts";
import { readOrderId } from "../../orders/state/order-id.ts";
import { readTypedAmount } from "../../money/typed-amount.ts";
import type { OperatorAct } from "../../screens/buttons/buttons.ts";
import { shortName } from "../../screens/buttons/short-name.ts";
import {
  depositsScreen,
  payOtherScreen,
  peopleOfPayment,
  peopleOfTicket,
  paymentScreen,
  ticketForOperators,
} from "../../screens/deposits.ts";
import { textOnly } from "../../screens/screen.ts";
import type { BotContext } from "../context.ts";
import type { OperatorHandlers } from "../handlers.ts";
import { say, send, show, toast, viewOf } from "../replying.ts";
import { personMeant } from "./meant.ts";
import { unlessTrouble } from "./operator.ts";

/** What operators do with tickets and with money that came in. The first decision counts. */
export const resellersDepositPresses = {
  deposits: handleDeposits,
} satisfies Partial<OperatorHandlers>;

const most = 50;

async function handleDeposits(
  ctx: BotContext,
  { act }: Pick<OperatorAct<"deposits">, "act">,
): Promise<void> {
  const { words, userId } = ctx.person;
  const { deposits } = ctx.shop;
  if (deposits === null) return toast(ctx, words.deposit.off, "window");
  const { desk } = deposits;
  switch (act.on) {
    case "all":
      return showDeposits(ctx);
    case "payment":
    case "assign":
    case "ignore": {
      const payment = (await desk.waiting(most)).find(({ id }) => shortName(id) === act.payment);
      if (payment === undefined) return toast(ctx, words.deposit.operator.before, "window");
      if (act.on === "payment") return showPayment(ctx, payment);
      const ticket = act.on === "assign" ? await desk.read(act.ticketId) : null;
      const to = ticket && { resellerId: ticket.resellerId, ticketId: ticket.id };
      return assign(ctx, payment, to);
    }
    case "ticket":
    case "pay":
    case "payOther":
    case "refuse": {
      const ticket = await desk.read(act.ticketId);
      if (ticket === null || act.on === "ticket") return showTicket(ctx, ticket);
      if (act.on === "payOther") return void (await send(ctx, payOtherScreen(ticket, words)));
      const outcome = await unlessTrouble(ctx, () =>
        act.on === "pay"
          ? desk.pay(ticket, ticket.totalRupiah, userId)
          : desk.refuse(ticket, userId),
      );
      return showDecided(ctx, ticket.id, outcome);
    }
  }
}

/** /deposits */
export async function showDeposits(ctx: BotContext): Promise<void> {
  const { deposits } = ctx.shop;
  if (deposits === null) return say(ctx, ctx.person.words.deposit.off);
  const [open, waiting] = await Promise.all([
    deposits.desk.openOf(null, most),
    deposits.desk.waiting(most),
  ]);
  const names = await ctx.shop.roster.namesOf(open.map(({ resellerId }) => resellerId));
  await show(ctx, depositsScreen({ open, waiting }, viewOf(ctx), names));
}

/** `/paid K7QXM2PA4Z 98.000`: another sum than the ticket's came in. */
export async function payByCommand(ctx: BotContext, text: string): Promise<void> {
  const { words, userId } = ctx.person;
  const { deposits } = ctx.shop;
  const [, typed = "", amount = ""] = /^\s*(\S+)\s+(\S.*?)\s*$/.exec(text) ?? [];
  const id = readOrderId(typed);
  const rupiah = readTypedAmount(amount);
  if (deposits === null || id === null || rupiah === null || rupiah === 0)
    return void (await send(ctx, textOnly(words.deposit.operator.payUsage)));
  const ticket = await deposits.desk.read(id);
  if (ticket === null) return void (await send(ctx, textOnly(words.deposit.operator.gone)));
  const outcome = await unlessTrouble(ctx, () => deposits.desk.pay(ticket, rupiah, userId));
  await showDecided(ctx, id, outcome);
}

/** `/assign 1f2e3d4c5b6a 7001`, or `@budi` or a name: the payment is this reseller's, whatever tickets say. */
export async function assignByCommand(ctx: BotContext, text: string): Promise<void> {
  const { words } = ctx.person;
  const { deposits } = ctx.shop;
  const [, name, who = ""] = /^\s*([0-9a-f]{12})\s+(\S.{0,63}?)\s*$/i.exec(text) ?? [];
  if (deposits === null || name === undefined)
    return void (await send(ctx, textOnly(words.deposit.operator.assignUsage)));
  const member = await personMeant(ctx, who);
  if (member === null) return;
  const waiting = await deposits.desk.waiting(most);
  const payment = waiting.find(({ id }) => shortName(id) === name.toLowerCase());
  if (payment === undefined) return say(ctx, words.deposit.operator.before);
  await assign(ctx, payment, { resellerId: member.userId, ticketId: null });
}

async function assign(
  ctx: BotContext,
  payment: KnownPayment,
  to: { resellerId: number; ticketId: string | null } | null,
): Promise<void> {
  const { deposits } = ctx.shop;
  if (deposits === null) return;
  const outcome = await unlessTrouble(ctx, () =>
    deposits.desk.assign(payment, to, ctx.person.userId),
  );
  if (outcome === undefined) return;
  if (outcome === "before" || outcome === "gone")
    await toast(ctx, ctx.person.words.deposit.operator.before, "window");
  const now = await deposits.desk.payment(payment.id);
  if (now !== null) await showPayment(ctx, now);
}

async function showPayment(ctx: BotContext, payment: KnownPayment): Promise<void> {
  const { deposits } = ctx.shop;
  if (deposits === null) return;
  const near = payment.state.name === "waiting" ? await deposits.desk.near(payment.rupiah) : [];
  const names = await ctx.shop.roster.namesOf(peopleOfPayment(payment, near));
  await show(ctx, paymentScreen(payment, near, viewOf(ctx), names));
}

async function showTicket(ctx: BotContext, ticket: Ticket | null): Promise<void> {
  const names = await ctx.shop.roster.namesOf(ticket === null ? [] : peopleOfTicket(ticket));
  await show(ctx, ticketForOperators(ticket, viewOf(ctx), names));
}

/** What stands now, where the operator pressed; and the word that another was first. */
async function showDecided(
  ctx: BotContext,
  ticketId: string,
  outcome: string | undefined,
): Promise<void> {
  const { deposits } = ctx.shop;
  if (outcome === undefined || deposits === null) return;
  if (outcome !== "paid" && outcome !== "ended")
    await toast(ctx, ctx.person.words.deposit.operator.before, "window");
  await showTicket(ctx, await deposits.desk.read(ticketId));
}
