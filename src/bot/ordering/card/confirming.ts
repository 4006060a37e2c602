import { availability } from "../../../catalogue/cut-off.ts";
import {
  operatorOfNumber,
  operatorOfProduct,
  suitsNumber,
} from "../../../catalogue/mobile-operator.ts";
import { meansPhone, phoneDoubts } from "../../../catalogue/phone.ts";
import type { Field } from "../../../catalogue/service.ts";
import type { ListedService } from "../../../catalogue/snapshot.ts";
import type { LineName } from "../../../line.ts";
import type { Answer } from "../../../orders/state/order.ts";
import { confirmationScreen } from "../../../screens/ordering/confirmation.ts";
import { textOnly, type Screen } from "../../../screens/screen.ts";
import { maxReason } from "../../../screens/notices/shop.ts";
import { fewLines } from "../../../words/shorten.ts";
import type { BotContext } from "../../context.ts";
import { idOf } from "../../intake/same-update.ts";
import { noCatalogueScreen } from "../../../screens/ordering/categories.ts";
import {
  backToServices,
  closedServiceScreen,
  vanishedScreen,
} from "../../../screens/ordering/service.ts";
import type { LatestCard } from "../../intake/session.ts";
import { keep, openAnswers } from "../form/kept.ts";
import { say, showAt, viewOf } from "../../replying.ts";
import { orderButton, serviceButton } from "../../../screens/buttons/menu-buttons.ts";

/** What a person wants, before anything is confirmed. */
export interface Wanted {
  line: LineName;
  code: string;
  answers: readonly Answer[];
  /** The price they last saw; null: not known any more. */
  seenPriceRupiah: number | null;
  /** The fields the answers were given to; null when they come from an older card. */
  fields: readonly Field[] | null;
  /** The page of the service list to go back to. */
  page: number;
  /** The number for which that list was made; left out: it was not. */
  number?: string | undefined;
  /** Why the card replaces another one: that was too old, or what came of it may be forgotten. */
  renewed: "old" | "forgotten" | null;
  /** They have said that they want it once more. */
  oneMore?: boolean;
}

/** What to show for it; `card`: what it is of, null where it is no confirmation card. */
interface Offer {
  screen: Screen;
  card: Omit<LatestCard, "messageId" | "shownAtMs"> | null;
}

/**
 * The confirmation card as things stand now: today's price, or why the service cannot be ordered any more.
 * Null when it could not be made for now: nothing happened, and trying again is safe.
 */
export async function offer(ctx: BotContext, wanted: Wanted): Promise<Offer | null> {
  const catalogue = ctx.shop.catalogue.snapshot();
  if (catalogue === null) return refusal(noCatalogueScreen(ctx.person.language));
  const service = catalogue.serviceByCode(wanted.line, wanted.code);
  if (service === undefined) return refusal(vanishedScreen(ctx.person.language));
  const closed = closedScreen(ctx, service, wanted, { justNow: true });
  if (closed !== null) return refusal(closed);
  const pause = await closedByOperator(ctx);
  if (pause !== null) return refusal(pause);
  if (!fits(wanted, service)) return refusal(changedScreen(ctx, service, wanted));
  return confirmation(ctx, wanted, service);
}

const refusal = (screen: Screen): Offer => ({ screen, card: null });

/** The same in the message `messageId`, or in a new one; or the word that it did not work for now. */
export async function showOffer(
  ctx: BotContext,
  wanted: Wanted,
  messageId: number | null,
): Promise<void> {
  const made = await offer(ctx, wanted);
  if (made === null) await say(ctx, ctx.person.words.trouble.tryAgain);
  else await showOffered(ctx, made, messageId);
}

/** What is typed from now on may correct the card (`correcting.ts`). */
export async function showOffered(
  ctx: BotContext,
  { screen, card }: Offer,
  place: number | null,
): Promise<void> {
  const shownAtMs = ctx.shop.clock.wallMs();
  const { messageId } = await showAt(ctx, place, screen);
  if (card !== null) ctx.session.card = { ...card, messageId, shownAtMs };
}

/** A service that cannot be ordered now, with what was answered for it kept; null: it can. */
export function closedScreen(
  ctx: BotContext,
  service: ListedService,
  {
    page,
    number,
    answers,
  }: Pick<Wanted, "page" | "number"> & { answers: readonly (Answer | null)[] },
  { justNow }: { justNow: boolean },
): Screen | null {
  const view = viewOf(ctx);
  const closed = availability(service, view.nowMs);
  if (closed.open) return null;
  const priceRupiah = ctx.person.priceOf(service);
  const tryAgain = keep(ctx, service, page, answers);
  return closedServiceScreen(
    { service, priceRupiah, closed, page, justNow, tryAgain, number },
    view,
  );
}

async function confirmation(
  ctx: BotContext,
  wanted: Wanted,
  service: ListedService,
): Promise<Offer | null> {
  const { userId, chatId } = ctx.person;
  const { page, number, answers, oneMore = false } = wanted;
  if ((await ctx.shop.limits.cards.take(userId)) !== "allowed")
    return refusal(textOnly(ctx.person.words.admin.tooManyCards));
  try {
    const prepared = await ctx.shop.desk.prepare({
      userId,
      chatId,
      service,
      answers,
      cause: idOf(ctx, "card"),
    });
    const { id, facts } = prepared.confirmation;
    const screen = confirmationScreen(
      {
        confirmationId: id,
        facts,
        priceBeforeRupiah:
          wanted.seenPriceRupiah === facts.priceRupiah ? null : wanted.seenPriceRupiah,
        alikeToday: prepared.alikeToday,
        phoneDoubts: phoneNumbers(service, answers).flatMap(phoneDoubts),
        operatorMismatch: operatorMismatch(service, answers),
        mayWaitMinutes: prepared.supplierDisturbed
          ? Math.max(1, Math.round(ctx.shop.confirmedTtlMs / 60_000))
          : null,
        waitMs: prepared.waitMs,
        missingRupiah: prepared.missingRupiah,
        takesDeposits: ctx.shop.deposits !== null,
        page,
        back:
          number === undefined ? null : backToServices(service, { page, number }, ctx.person.words),
        renewed: wanted.renewed,
        oneMore,
      },
      viewOf(ctx),
    );
    const card = { confirmationId: id, service: service.id, page, answers: openAnswers(answers) };
    return { screen, card };
  } catch (error) {
    ctx.shop.log.error({ err: error }, "no confirmation could be prepared");
    return null;
  }
}

/** An operator has stopped the taking of orders: said before anybody fills in a form. */
export async function closedByOperator(ctx: BotContext): Promise<Screen | null> {
  const pause = await ctx.shop.pausing.current();
  if (pause === null) return null;
  const { words } = ctx.person;
  return {
    text: words.admin.pause.closed(fewLines(pause.reason, maxReason, 10)),
    keyboard: [[orderButton(words)]],
  };
}

/** Whether the answers still are what the service asks: a refresh may have changed its form meanwhile. */
function fits({ fields, answers }: Wanted, service: ListedService): boolean {
  if (fields !== null && JSON.stringify(fields) !== JSON.stringify(service.fields)) return false;
  if (answers.length !== service.fields.length) return false;
  return service.fields.every((field, index) => {
    const answer = answers[index];
    if (answer?.position !== field.position) return false;
    return field.kind === "input" || field.options.some(({ value }) => value === answer.value);
  });
}

function changedScreen(ctx: BotContext, service: ListedService, wanted: Wanted): Screen {
  const { words } = ctx.person;
  const { page, answers } = wanted;
  return {
    text: words.form.changed(),
    keyboard: [[keep(ctx, service, page, answers) ?? serviceButton(words, service.id, page)]],
  };
}

export function operatorMismatch(
  service: ListedService,
  answers: readonly Answer[],
): { number: string; product: string } | null {
  const product = operatorOfProduct(service);
  if (product === null) return null;
  for (const phone of phoneNumbers(service, answers)) {
    const number = operatorOfNumber(phone);
    if (number !== null && !suitsNumber(product, phone)) return { number, product };
  }
  return null;
}

/** The answers to fields that mean a phone. */
export function phoneNumbers(service: ListedService, answers: readonly Answer[]): string[] {
  return service.fields.flatMap((field) => {
    const answer = answers.find(({ position }) => position === field.position);
    return answer !== undefined && meansPhone(field, service) ? answer.value : [];
  });
}
