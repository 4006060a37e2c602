import { Composer, InputFile, type Filter } from "grammy";
import { ownTicketNotice } from "../money/deposits.ts";
import type { Ticket } from "../money/tickets.ts";
import { readableId } from "../orders/state/order-id.ts";
import { readTypedAmount } from "../money/typed-amount.ts";
import { qrPicture } from "../payments/picture.ts";
import { withAmount } from "../payments/qris.ts";
import type { Press } from "../screens/buttons/buttons.ts";
import { purseButton } from "../screens/buttons/menu-buttons.ts";
import { ticketScreen, topUpScreen } from "../screens/deposits.ts";
import { textOnly } from "../screens/screen.ts";
import { languageFrom, wordsIn } from "../words/dictionary.ts";
import { rich } from "../words/html.ts";
import { rupiah } from "../words/money.ts";
import { oneLine } from "../words/shorten.ts";
import type { BotContext } from "./context.ts";
import type { PressHandlers } from "./handlers.ts";
import { idOf } from "./intake/same-update.ts";
import type { ShopDeposits } from "./shop.ts";
import { personName } from "./people/names.ts";
import { askedElsewhere } from "./receipts.ts";
import { say, send, show, toast, viewOf } from "./replying.ts";

/** A reseller tops up their own purse: an amount, a ticket, and the money known by the ticket's sum. */
export const depositPresses = {
  topUp: { form: "stays", handle: topUp },
  dropTicket: { form: "stays", handle: dropTicket },
} satisfies Partial<PressHandlers>;

const leastRupiah = 1_000;
const mostRupiah = 100_000_000;
/** Of one reseller that can be open. */
const shownTickets = 5;

/** `TIKET.100000`, `UNTIKET`, and the photo of a transfer. In the middle of a form too. */
export function depositTexts(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  // Nothing but a sum behind it: in the middle of a form anything else is an answer.
  composer.hears(
    /^\s*tic?ket(?:[\s.,#]+((?:rp[\s.]{0,3})?\d[\s\d.,]{0,20}(?:rb|ribu|k|jt|juta)?))?\s*$/i,
    (ctx) => openTyped(ctx, ctx.match[1] ?? ""),
  );
  composer.hears(/^\s*un\s?tic?ket\s*$/i, dropAll);
  composer.on(["message:photo", "message:document"], passOnProof);
  return composer;
}

async function topUp(ctx: BotContext, { rupiah: amount }: Press<"topUp">): Promise<void> {
  if (ctx.shop.deposits === null) return toast(ctx, ctx.person.words.deposit.off, "window");
  if (amount === null) {
    askedElsewhere(ctx);
    return void (await show(ctx, topUpScreen(ctx.person.words)));
  }
  await openTicket(ctx, amount);
}

async function openTyped(ctx: BotContext, typed: string): Promise<void> {
  const amount = readTypedAmount(typed);
  if (amount === null) return say(ctx, ctx.person.words.deposit.usage);
  await openTicket(ctx, amount);
}

async function openTicket(ctx: BotContext, amountRupiah: number): Promise<void> {
  const { userId, words } = ctx.person;
  const { deposits } = ctx.shop;
  if (deposits === null) return say(ctx, words.deposit.off);
  if (amountRupiah < leastRupiah || amountRupiah > mostRupiah)
    return say(ctx, words.deposit.bounds(rupiah(leastRupiah), rupiah(mostRupiah)));
  if ((await ctx.shop.limits.tickets.take(userId)) !== "allowed")
    return say(ctx, words.deposit.often);
  // Of the update, so that one that is handled again opens no second ticket; with a part that nobody can guess.
  const seed = `${ctx.update.update_id} ${ctx.callbackQuery?.id ?? ctx.message?.date}`;
  const outcome = await deposits.desk
    .open({ id: readableId(seed), resellerId: userId, amountRupiah })
    .catch((error: unknown) => {
      ctx.shop.log.error({ err: error }, "whether a ticket was opened is not known");
      return null;
    });
  if (outcome === null) return say(ctx, words.trouble.tryAgain);
  if (outcome.kind !== "opened") return say(ctx, words.deposit[outcome.kind]);
  await showTicket(ctx, outcome.ticket);
}

async function showTicket(ctx: BotContext, ticket: Ticket): Promise<void> {
  const { deposits } = ctx.shop;
  if (deposits === null) return;
  const messageId = await send(ctx, ticketScreen(ticket, waysToPay(deposits), viewOf(ctx)));
  await deposits.shown
    .remember(ownTicketNotice(ticket.id), ctx.person.chatId, messageId)
    .catch((error: unknown) =>
      ctx.shop.log.warn({ err: error }, "a ticket's message will not be changed"),
    );
  if (ticket.state.name !== "open") return;
  const { words } = ctx.person;
  const { qris, gateway } = deposits;
  const total = ticket.totalRupiah;
  if (qris !== null) {
    const caption = words.deposit.scan(qris.merchantName, rupiah(total));
    await sendQr(ctx, withAmount(qris, total), caption);
  }
  if (gateway !== null) await showGateway(ctx, ticket, gateway);
}

/** A payment at the gateway for this ticket: it knows the ticket, so it is of the amount itself, with its fee beside it. */
async function showGateway(
  ctx: BotContext,
  ticket: Ticket,
  gateway: NonNullable<ShopDeposits["gateway"]>,
): Promise<void> {
  const { words, userId } = ctx.person;
  const opened = await gateway.open({
    ticketId: ticket.id,
    amountRupiah: ticket.amountRupiah,
    customerName: ctx.from === undefined ? String(userId) : personName(ctx.from),
    expiresAtMs: ticket.endsAtMs,
  });
  if (opened.kind !== "opened") {
    ctx.shop.log.warn({ ticket: ticket.id, why: opened.why }, "no payment opened at the gateway");
    return void (await send(ctx, textOnly(words.deposit.noGateway)));
  }
  const { name, payRupiah, amountRupiah, qr, payUrl } = opened.payment;
  const caption = words.deposit.gateway(
    oneLine(name, 40),
    rupiah(payRupiah),
    payRupiah === amountRupiah ? null : rupiah(payRupiah - amountRupiah),
    rupiah(amountRupiah),
  );
  if (qr !== null) await sendQr(ctx, qr, caption);
  else await send(ctx, textOnly(`${caption} ${payUrl ?? ""}`));
}

async function sendQr(ctx: BotContext, text: string, caption: string): Promise<void> {
  const picture = new InputFile(await qrPicture(text), "qris.png");
  await ctx.api.sendPhoto(ctx.person.chatId, picture, { caption });
}

async function dropTicket(ctx: BotContext, { ticketId }: Press<"dropTicket">): Promise<void> {
  const { userId, words } = ctx.person;
  const { deposits } = ctx.shop;
  if (deposits === null) return toast(ctx, words.deposit.off, "window");
  const outcome = await deposits.desk.cancel(ticketId, userId).catch(() => null);
  if (outcome === null) return toast(ctx, words.trouble.tryAgain, "window");
  const ticket = await deposits.desk.read(ticketId);
  await toast(ctx, outcome === "ended" ? words.deposit.cancelled : words.deposit.cannotCancel);
  if (ticket?.resellerId === userId)
    await show(ctx, ticketScreen(ticket, waysToPay(deposits), viewOf(ctx)));
}

const waysToPay = ({ instructions, qris }: ShopDeposits) => ({
  instructions,
  byTransfer: instructions !== null || qris !== null,
});

/** UNTIKET: all of theirs that are open. */
async function dropAll(ctx: BotContext): Promise<void> {
  const { userId, words } = ctx.person;
  const { deposits } = ctx.shop;
  const open = (await deposits?.desk.openOf(userId, shownTickets)) ?? [];
  let dropped = 0;
  for (const { id } of open)
    if ((await deposits?.desk.cancel(id, userId)) === "ended") dropped += 1;
  await send(ctx, {
    text: rich`${dropped === 0 ? words.deposit.none : words.deposit.cancelledAll(dropped)}`,
    keyboard: [[purseButton(words)]],
  });
}

/** The photo of a transfer goes to the operators, beside the ticket it is for. Without a ticket it is nobody's here. */
async function passOnProof(
  ctx: Filter<BotContext, "message:photo" | "message:document">,
  next: () => Promise<void>,
): Promise<void> {
  const { userId, words } = ctx.person;
  const { deposits, languages, defaultLanguage } = ctx.shop;
  const [ticket] = (await deposits?.desk.openOf(userId, shownTickets)) ?? [];
  if (deposits === null || ticket === undefined || ctx.session.form !== undefined) return next();
  if (!isPicture(ctx.message.document)) return say(ctx, words.deposit.proofKinds);
  if ((await ctx.shop.limits.proofs.take(userId)) !== "allowed")
    return say(ctx, words.deposit.often);
  const name = oneLine(personName(ctx.from), 40);
  let passedOn = false;
  // Of the update, so that one that is handled again comes to nobody twice.
  const proof = `proof:${idOf(ctx, "proof")}`;
  for (const operatorId of ctx.shop.access.operators()) {
    if ((await deposits.shown.find(proof, operatorId)) !== null) {
      passedOn = true;
      continue;
    }
    const shownIn = await deposits.shown.find(`ticket:${ticket.id}`, operatorId);
    const language = languageFrom(await languages.of(operatorId), defaultLanguage);
    const look = {
      caption: wordsIn(language).deposit.proofOf(name, rupiah(ticket.totalRupiah)),
      disable_notification: true,
      ...(shownIn !== null && {
        reply_parameters: { message_id: shownIn, allow_sending_without_reply: true },
      }),
    };
    const { photo, document } = ctx.message;
    const sending =
      document === undefined
        ? ctx.api.sendPhoto(operatorId, photo?.at(-1)?.file_id ?? "", look)
        : ctx.api.sendDocument(operatorId, document.file_id, look);
    const sent = await sending.catch((error: unknown) => {
      ctx.shop.log.warn({ err: error }, "a proof of payment did not reach an operator");
      return null;
    });
    if (sent === null) continue;
    passedOn = true;
    await deposits.shown
      .remember(proof, operatorId, sent.message_id)
      .catch((error: unknown) =>
        ctx.shop.log.warn({ err: error }, "a proof of payment may come twice"),
      );
  }
  await send(ctx, textOnly(passedOn ? words.deposit.proofSent : words.trouble.tryAgain));
}

/** A program that calls itself proof of a transfer must not come to operators from their own bot. */
function isPicture(document: { mime_type?: string; file_name?: string } | undefined): boolean {
  const { mime_type: kind = "", file_name: name = "" } = document ?? {};
  return (
    document === undefined ||
    (/^(?:image\/.+|application\/pdf)$/.test(kind) && /\.(?:jpe?g|png|webp|heic|pdf)$/i.test(name))
  );
}
