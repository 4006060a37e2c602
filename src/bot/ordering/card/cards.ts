import { isFinal, type Order, type OrderFacts } from "../../../orders/state/order.ts";
import type { Press } from "../../../screens/buttons/buttons.ts";
import { card } from "../../../screens/orders/card.ts";
import { finishedCard } from "../../../screens/orders/finished-card.ts";
import { rupiah } from "../../../words/money.ts";
import { peopleIn } from "../../../words/reason.ts";
import type { Screen } from "../../../screens/screen.ts";
import { secondScreen } from "../../../screens/ordering/second.ts";
import { oneLine } from "../../../words/shorten.ts";
import { secondsText } from "../../../words/times.ts";
import { decide } from "../unclear.ts";
import { showOffer, type Wanted } from "./confirming.ts";
import type { BotContext } from "../../context.ts";
import { onlyShows, type PressHandlers } from "../../handlers.ts";
import { justOrdered } from "./bought.ts";
import { cancelledScreen } from "../form/order-form.ts";
import {
  historyPageSize,
  noOpenOrdersScreen,
  numberOrdersScreen,
  openOrdersScreen,
} from "../../../screens/orders/history.ts";
import { viewOf, send, show, showAt, toast, type Shown } from "../../replying.ts";
import { historyButton } from "../../../screens/buttons/menu-buttons.ts";

/** What a person does with confirmation cards and orders. All of it is safe to press any number of times. */
export const cardPresses = {
  confirm: { form: "stays", handle: confirm },
  oneMore: { form: "stays", handle: oneMore },
  cancel: { form: "stays", handle: cancel },
  check: { form: "stays", handle: onlyShows(check) },
  order: { form: "stays", handle: onlyShows(openOrder) },
} satisfies Partial<PressHandlers>;

/** ✅: one order, however often it is pressed. The confirmation card becomes the order's card. */
async function confirm(ctx: BotContext, { confirmationId }: Press<"confirm">): Promise<void> {
  const { words } = ctx.person;
  const cardMessageId = ctx.callbackQuery?.message?.message_id;
  if (cardMessageId === undefined) return toast(ctx, words.trouble.unknownButton);
  await decide(
    ctx,
    (desk, who) => desk.confirm(confirmationId, { ...who, cardMessageId }),
    async (outcome) => {
      switch (outcome.kind) {
        case "confirmed": {
          const { again, order } = outcome;
          forgetCard(ctx, confirmationId);
          justOrdered(ctx, order, again);
          return sayOnCard(ctx, again ? words.order.alreadyOrdered : words.order.ordered, order);
        }
        case "expired":
          return offerAnew(ctx, outcome);
        case "discarded":
          await toast(ctx, words.order.discardedBefore);
          return void (await show(ctx, cancelledScreen(ctx, undefined)));
        case "alike":
          return askSecond(ctx, confirmationId, outcome.order);
        case "newer": {
          const { card } = ctx.session;
          const isHere =
            card?.messageId === cardMessageId && card.confirmationId === outcome.confirmationId;
          return isHere ? renew(ctx, confirmationId) : askSecond(ctx, confirmationId, null);
        }
        case "paused":
          return toast(ctx, words.admin.pause.closedBriefly(outcome.reason), "window");
        case "limit": {
          const { limitRupiah, spentRupiah } = outcome;
          const reached = words.admin.limitReached(rupiah(limitRupiah), rupiah(spentRupiah));
          return toast(ctx, reached, "window");
        }
        case "short":
          return toast(ctx, words.purse.shortBriefly(rupiah(outcome.missingRupiah)), "window");
        case "gone":
          return void (await show(ctx, goneScreen(ctx)));
      }
    },
  );
}

/** ✅ of a card that does not know what has been ordered or shown since: it asks instead of ordering. */
async function askSecond(
  ctx: BotContext,
  confirmationId: string,
  order: Order | null,
): Promise<void> {
  await toast(ctx, ctx.person.words.second.notYet, "window");
  await show(ctx, secondScreen(confirmationId, order, viewOf(ctx)));
}

/** The newer card took this one's place in its message while ✅ was under way: shown once more, to be read. */
async function renew(ctx: BotContext, confirmationId: string): Promise<void> {
  const { userId, chatId, words } = ctx.person;
  const facts = await ctx.shop.desk.cardOf(confirmationId, { userId, chatId });
  if (facts === null) return void (await show(ctx, goneScreen(ctx)));
  await toast(ctx, words.second.notYet, "window");
  await offerAgain(ctx, facts, { renewed: null });
}

/** "One more": a card that knows of the others, at today's price. Nothing is ordered yet. */
async function oneMore(ctx: BotContext, { confirmationId }: Press<"oneMore">): Promise<void> {
  const { userId, chatId } = ctx.person;
  const facts = await ctx.shop.desk.cardOf(confirmationId, { userId, chatId });
  if (facts === null) return void (await show(ctx, goneScreen(ctx)));
  await offerAgain(ctx, facts, { renewed: null, oneMore: true });
}

/** ❌ on the card of an order that has not been sent. */
async function cancel(ctx: BotContext, { orderId }: Press<"cancel">): Promise<void> {
  const { words } = ctx.person;
  await decide(
    ctx,
    (desk, who) => desk.cancel(orderId, who),
    async (outcome) => {
      switch (outcome.kind) {
        case "cancelled":
          return sayOnCard(ctx, words.order.cancelled, outcome.order);
        case "too-late":
          return sayOnCard(ctx, words.order.tooLateToCancel, outcome.order);
        case "not-found":
          return void (await show(ctx, notFoundScreen(ctx)));
      }
    },
  );
}

/** What is typed no longer corrects it. */
export function forgetCard({ session }: BotContext, confirmationId: string): void {
  if (session.card?.confirmationId === confirmationId) delete session.card;
}

export async function sayOnCard(ctx: BotContext, text: string, order: Order): Promise<void> {
  await toast(ctx, text);
  await showCard(ctx, order);
}

/** The card cannot be consumed any more, or not at its price: a fresh one, at today's. */
async function offerAnew(
  ctx: BotContext,
  { facts, why }: { facts: OrderFacts; why: NonNullable<Wanted["renewed"]> | "price" },
): Promise<void> {
  // In a window: a second tap that was under way must not meet the new price unread.
  if (why === "price") await toast(ctx, ctx.person.words.prices.changedJustNow, "window");
  await offerAgain(ctx, facts, { renewed: why === "price" ? null : why });
}

/** A fresh card of what another one said. */
async function offerAgain(
  ctx: BotContext,
  { line, service, destination, priceRupiah }: OrderFacts,
  how: Pick<Wanted, "renewed" | "oneMore">,
): Promise<void> {
  const wanted = {
    line,
    code: service.code,
    answers: destination,
    seenPriceRupiah: priceRupiah,
    fields: null,
    page: 0,
    ...how,
  };
  await showOffer(ctx, wanted, ctx.callbackQuery?.message?.message_id ?? null);
}

/** 🔄: the card as things stand now, in the same message. */
async function check(ctx: BotContext, { orderId, page }: Press<"check">): Promise<void> {
  const order = await find(ctx, orderId);
  if (order === null) return void (await show(ctx, notFoundScreen(ctx)));
  const how = await showCard(ctx, order, page);
  if (how === "same") await toast(ctx, ctx.person.words.order.checked(secondsText(viewOf(ctx))));
}

/** Opens an order from a list: in the history's message with a way back, else in a new one. */
async function openOrder(ctx: BotContext, { orderId, page }: Press<"order">): Promise<void> {
  const order = await find(ctx, orderId);
  const screen = order === null ? notFoundScreen(ctx) : await ownCard(ctx, order, page);
  if (page === null) await send(ctx, screen);
  else await show(ctx, screen);
}

/** /status: one order by our id or the upstream's, or everything that is not finished. */
export async function status(ctx: BotContext, query: string): Promise<void> {
  const wanted = query.trim();
  if (wanted !== "") {
    const order = await find(ctx, wanted);
    await send(ctx, order === null ? await ordersFor(ctx, wanted) : await ownCard(ctx, order));
    return;
  }
  const { userId, language } = ctx.person;
  const open = await ctx.shop.desk.openOf(userId);
  const [first] = open;
  if (first === undefined) await send(ctx, noOpenOrdersScreen(language));
  else
    await send(
      ctx,
      open.length === 1 ? await ownCard(ctx, first) : openOrdersScreen(open, viewOf(ctx)),
    );
}

/** The latest orders for a number: one's own, operators' everybody's. What is not a number is the number of an order. */
async function ordersFor(ctx: BotContext, number: string): Promise<Screen> {
  const { userId, role } = ctx.person;
  const isOperator = role === "operator";
  const wanted = { userId: isOperator ? null : userId, number, limit: historyPageSize };
  const orders = await ctx.shop.desk.boughtFor(wanted);
  const [only] = orders;
  if (only === undefined) return notFoundScreen(ctx);
  if (orders.length === 1) return ownCard(ctx, only);
  const names = isOperator ? await ctx.shop.roster.namesOf(peopleIn(orders)) : null;
  return numberOrdersScreen(oneLine(number, 40), orders, viewOf(ctx), names);
}

/** Redraws a card at most this often for one press. */
const maxRedraws = 4;

/**
 * Shows an order's card in the pressed message. The engine moves orders meanwhile, and its edit may reach Telegram
 * before ours: so the order is read again afterwards, until what is shown is how it stands.
 */
async function showCard(
  ctx: BotContext,
  order: Order,
  page: number | null = null,
): Promise<Shown["how"]> {
  const shownNow = (now: Order): Screen | Promise<Screen> =>
    isFinal(now) && now.state.name === "succeeded" && isItsCard(ctx, now)
      ? finishedCard(now, ctx.person.language)
      : ownCard(ctx, now, page);
  const { how, messageId } = await show(ctx, await shownNow(order));
  let shown = order;
  for (let redraw = 0; redraw < maxRedraws; redraw += 1) {
    const now = await find(ctx, order.id);
    if (now === null || now.version === shown.version) break;
    await showAt(ctx, messageId, await shownNow(now));
    shown = now;
  }
  return how;
}

/** Below it stands the result. */
function isItsCard({ person, callbackQuery }: BotContext, order: Order): boolean {
  return (
    order.chatId === person.chatId && order.cardMessageId === callbackQuery?.message?.message_id
  );
}

function find(ctx: BotContext, query: string): Promise<Order | null> {
  const { userId, role } = ctx.person;
  return ctx.shop.desk.find(query, { userId, operator: role === "operator" });
}

/** Operators see their own orders as resellers do, and others' with everything there is to know. */
export async function ownCard(
  ctx: BotContext,
  order: Order,
  historyPage: number | null = null,
): Promise<Screen> {
  const { userId } = ctx.person;
  const { desk, hungAfterMs } = ctx.shop;
  const standing = await desk.standing(order);
  if (order.resellerId === userId)
    return card(order, { ...viewOf(ctx), viewer: "reseller", standing, hungAfterMs, historyPage });
  const [names, shown] = await Promise.all([
    ctx.shop.roster.namesOf(peopleIn([order])),
    ctx.shop.admin.reviews.asShown(order),
  ]);
  return card(shown, { ...viewOf(ctx), viewer: "operator", standing, names, historyPage });
}

/** The same words whether it is someone else's or does not exist; for operators nothing is someone else's. */
export function notFoundScreen(ctx: BotContext): Screen {
  const { role, words } = ctx.person;
  const { menu, admin } = words;
  return {
    text: role === "operator" ? admin.orders.notFound() : menu.notFound(),
    keyboard: [[historyButton(words)]],
  };
}

export function goneScreen(ctx: BotContext): Screen {
  const { words } = ctx.person;
  return {
    text: words.order.gone(),
    keyboard: [[historyButton(words)]],
  };
}
