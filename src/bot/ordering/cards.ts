import type { Order, OrderId } from "../../orders/state/order.ts";
import { card } from "../../screens/card.ts";
import { rupiah } from "../../words/money.ts";
import { peopleIn } from "../../words/reason.ts";
import type { Screen } from "../../screens/screen.ts";
import { secondsText } from "../../words/times.ts";
import { offer } from "./confirming.ts";
import type { BotContext } from "../context.ts";
import { cancelledScreen } from "./order-form.ts";
import type { BotDependencies } from "../dependencies.ts";
import { noOpenOrdersScreen, openOrdersScreen } from "../../screens/history.ts";
import { logged, moment, send, show, showAt, toast, type Shown } from "../replying.ts";

/** What a person does with confirmation cards and orders. All of it is safe to press any number of times. */

/** ✅: one order, however often it is pressed. The confirmation card becomes the order's card. */
export async function confirm(
  ctx: BotContext,
  deps: BotDependencies,
  confirmationId: string,
): Promise<void> {
  const { userId, chatId, words } = ctx.person;
  const cardMessageId = ctx.callbackQuery?.message?.message_id;
  if (cardMessageId === undefined) return toast(ctx, words.trouble.unknownButton);
  const outcome = await unlessUnclear(ctx, deps, () =>
    deps.desk.confirm(confirmationId, { userId, chatId, cardMessageId }),
  );
  switch (outcome?.kind) {
    case undefined:
      return;
    case "confirmed":
      await toast(ctx, outcome.again ? words.order.alreadyOrdered : words.order.ordered);
      await showCard(ctx, deps, outcome.order);
      return;
    case "expired": {
      const { service, destination, priceRupiah } = outcome.facts;
      const wanted = {
        code: service.code,
        answers: destination,
        seenPriceRupiah: priceRupiah,
        fields: null,
        page: 0,
        renewed: true,
      };
      const screen = await offer(ctx, deps, wanted);
      if (screen === null) await toast(ctx, words.trouble.tryAgain, "window");
      else await show(ctx, screen);
      return;
    }
    case "discarded":
      await toast(ctx, words.order.discardedBefore);
      await show(ctx, cancelledScreen(ctx));
      return;
    case "paused":
      return toast(ctx, words.admin.pause.closedBriefly(outcome.reason), "window");
    case "limit": {
      const { limitRupiah, spentRupiah } = outcome;
      return toast(
        ctx,
        words.admin.limitReached(rupiah(limitRupiah), rupiah(spentRupiah)),
        "window",
      );
    }
    case "gone":
      await show(ctx, goneScreen(ctx));
  }
}

/** ❌ on a confirmation card. */
export async function discard(
  ctx: BotContext,
  deps: BotDependencies,
  confirmationId: string,
): Promise<void> {
  const { userId, chatId, words } = ctx.person;
  const outcome = await unlessUnclear(ctx, deps, () =>
    deps.desk.discard(confirmationId, { userId, chatId }),
  );
  switch (outcome?.kind) {
    case undefined:
      return;
    case "discarded":
      await show(ctx, cancelledScreen(ctx));
      return;
    case "confirmed":
      await toast(ctx, words.order.confirmedBefore);
      await showCard(ctx, deps, outcome.order);
      return;
    case "gone":
      await show(ctx, goneScreen(ctx));
  }
}

/** ❌ on the card of an order that has not been sent. */
export async function cancelOrder(
  ctx: BotContext,
  deps: BotDependencies,
  orderId: OrderId,
): Promise<void> {
  const { userId, chatId, words } = ctx.person;
  const outcome = await unlessUnclear(ctx, deps, () =>
    deps.desk.cancel(orderId, { userId, chatId }),
  );
  switch (outcome?.kind) {
    case undefined:
      return;
    case "cancelled":
      await toast(ctx, words.order.cancelled);
      await showCard(ctx, deps, outcome.order);
      return;
    case "too-late":
      await toast(ctx, words.order.tooLateToCancel);
      await showCard(ctx, deps, outcome.order);
      return;
    case "not-found":
      await show(ctx, notFoundScreen(ctx));
  }
}

/** 🔄: the card as things stand now, in the same message. */
export async function check(
  ctx: BotContext,
  deps: BotDependencies,
  orderId: OrderId,
  page: number | null,
): Promise<void> {
  const order = await find(ctx, deps, orderId);
  if (order === null) return void (await show(ctx, notFoundScreen(ctx)));
  const how = await showCard(ctx, deps, order, page);
  const { language, words } = ctx.person;
  if (how === "same")
    await toast(
      ctx,
      words.order.checked(secondsText(deps.clock.wallMs(), language, deps.timeZone)),
    );
}

/** Opens an order from a list: in the history's message with a way back, else in a new one. */
export async function openOrder(
  ctx: BotContext,
  deps: BotDependencies,
  orderId: OrderId,
  page: number | null,
): Promise<void> {
  const order = await find(ctx, deps, orderId);
  const screen = order === null ? notFoundScreen(ctx) : await ownCard(ctx, deps, order, page);
  if (page === null) await send(ctx, screen);
  else await show(ctx, screen);
}

/** /status: one order by our id or the upstream's, or everything that is not finished. */
export async function status(ctx: BotContext, deps: BotDependencies, query: string): Promise<void> {
  const wanted = query.trim();
  if (wanted !== "") {
    const order = await find(ctx, deps, wanted);
    await send(ctx, order === null ? notFoundScreen(ctx) : await ownCard(ctx, deps, order));
    return;
  }
  const { userId, language } = ctx.person;
  const open = await deps.desk.openOf(userId);
  const [first] = open;
  if (first === undefined) await send(ctx, noOpenOrdersScreen(language));
  else
    await send(
      ctx,
      open.length === 1
        ? await ownCard(ctx, deps, first)
        : openOrdersScreen(open, language, moment(deps)),
    );
}

/** Redraws a card at most this often for one press. */
const maxRedraws = 4;

/**
 * Shows an order's card in the pressed message. The engine moves orders meanwhile, and its edit may reach Telegram
 * before ours: so the order is read again afterwards, until what is shown is how it stands.
 */
async function showCard(
  ctx: BotContext,
  deps: BotDependencies,
  order: Order,
  page: number | null = null,
): Promise<Shown["how"]> {
  const { how, messageId } = await show(ctx, await ownCard(ctx, deps, order, page));
  let shown = order;
  for (let redraw = 0; redraw < maxRedraws; redraw += 1) {
    const now = await find(ctx, deps, order.id);
    if (now === null || now.version === shown.version) break;
    await showAt(ctx, messageId, await ownCard(ctx, deps, now, page));
    shown = now;
  }
  return how;
}

function find(ctx: BotContext, deps: BotDependencies, query: string): Promise<Order | null> {
  const { userId, role } = ctx.person;
  return deps.desk.find(query, { userId, operator: role === "operator" });
}

/** Operators see their own orders as resellers do, and others' with everything there is to know. */
async function ownCard(
  ctx: BotContext,
  deps: BotDependencies,
  order: Order,
  historyPage: number | null = null,
): Promise<Screen> {
  const { userId, language } = ctx.person;
  if (order.resellerId === userId)
    return card(order, language, { ...moment(deps), viewer: "reseller", historyPage });
  const names = await deps.roster.namesOf(peopleIn([order]));
  return card(order, language, { ...moment(deps), viewer: "operator", names, historyPage });
}

/** The same words whether it is someone else's or does not exist; for operators nothing is someone else's. */
function notFoundScreen(ctx: BotContext): Screen {
  const { role, words } = ctx.person;
  const { menu, admin } = words;
  return {
    text: role === "operator" ? admin.orders.notFound() : menu.notFound(),
    keyboard: [[{ label: menu.button.history, press: { to: "history", page: 0 } }]],
  };
}

function goneScreen(ctx: BotContext): Screen {
  const { words } = ctx.person;
  return {
    text: words.order.gone(),
    keyboard: [[{ label: words.menu.button.history, press: { to: "history", page: 0 } }]],
  };
}

/** A desk that rejects does not say "no": the press may have counted, and pressing again is safe. */
async function unlessUnclear<T>(
  ctx: BotContext,
  deps: BotDependencies,
  act: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    deps.log.error({ error: logged(error) }, "the outcome of a press is not known");
    await toast(ctx, ctx.person.words.trouble.confirmUnclear, "window");
    return undefined;
  }
}
