import { Composer } from "grammy";
import type { ComplaintFacts } from "../complaints/complaint.ts";
import { readableId } from "../orders/state/order-id.ts";
import type { OrderId } from "../orders/state/order.ts";
import { decodePress, type Press } from "../screens/buttons/buttons.ts";
import {
  askReportScreen,
  askWordsScreen,
  reportedScreen,
  saidText,
} from "../screens/complaints.ts";
import { textOnly } from "../screens/screen.ts";
import type { BotContext } from "./context.ts";
import type { PressHandlers } from "./handlers.ts";
import { answerComplaint } from "./operator/complaints.ts";
import { notFoundScreen } from "./ordering/card/cards.ts";
import type { Hearer } from "./ordering/typed/hearer.ts";
import { dropButtons, say, send, show, viewOf } from "./replying.ts";

/** 🆘: a reseller reports an order, or asks the operators something, and hears from them here. */
export const complaintPresses = {
  report: { form: "left", handle: report },
  replyComplaint: { form: "left", handle: askReply },
} satisfies Partial<PressHandlers>;

/** Words typed later are meant for something else. */
const heardWithinMs = 5 * 60_000;

type Outcome = Parameters<typeof reportedScreen>[0];

async function report(ctx: BotContext, { orderId, what }: Press<"report">): Promise<void> {
  const { userId, words } = ctx.person;
  const order = await ctx.shop.desk.find(orderId, { userId, operator: false });
  if (order === null) return void (await send(ctx, notFoundScreen(ctx)));
  switch (what) {
    case null: {
      const open = await ctx.shop.complaints.openOf(orderId, userId);
      const messageId = await send(ctx, askReportScreen(order, open, viewOf(ctx)));
      return waitForWords(ctx, { orderId, complaintId: null }, messageId);
    }
    case "words": {
      const { messageId } = await show(ctx, askWordsScreen(order, words));
      return waitForWords(ctx, { orderId, complaintId: null }, messageId);
    }
    case "drop":
      return void (await show(ctx, textOnly(words.complaints.dropped())));
    case "missing":
    case "wrong-sn": {
      const outcome = await complain(ctx, { orderId, topic: what, text: "" });
      if (outcome !== null) await show(ctx, reportedScreen(outcome, words));
    }
  }
}

/** 💬 below an answer. */
async function askReply(ctx: BotContext, { complaintId }: Press<"replyComplaint">): Promise<void> {
  const messageId = await send(ctx, textOnly(ctx.person.words.complaints.askReply()));
  waitForWords(ctx, { orderId: null, complaintId }, messageId);
}

type Awaited = NonNullable<BotContext["session"]["complaining"]>;

function waitForWords(
  ctx: BotContext,
  about: Pick<Awaited, "orderId" | "complaintId">,
  messageId: number,
): void {
  ctx.session.complaining = { ...about, messageId, askedAtMs: ctx.shop.clock.wallMs() };
}

/** A line typed after 🆘 that nothing else was heard in. */
export const hearReport: Hearer = async (ctx, text) => {
  const { complaining } = ctx.session;
  if (complaining === undefined) return false;
  if (ctx.shop.clock.wallMs() - complaining.askedAtMs < heardWithinMs) {
    await sayAwaited(ctx, complaining, text);
    return true;
  }
  delete ctx.session.complaining;
  return false;
};

/** `K.kapan buka?`: to the operators, who answer here. Right after 🆘 it is what is wrong with that order. */
export async function talk(ctx: BotContext, text: string): Promise<void> {
  if (await hearReport(ctx, text)) return;
  const outcome = await complain(ctx, { orderId: null, topic: "words", text });
  if (outcome !== null)
    await send(ctx, reportedScreen(outcome === "made" ? "asked" : outcome, ctx.person.words));
}

/** A reply to what asked for words, or to an answer, is said of that one, in the middle of a form too. */
export function complaintReplies(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on("message:text", async (ctx, next) => {
    const { reply_to_message: repliedTo, text } = ctx.message;
    if (repliedTo?.from?.id !== ctx.me.id || text.startsWith("/")) return next();
    const { complaining } = ctx.session;
    if (complaining?.messageId === repliedTo.message_id) return sayAwaited(ctx, complaining, text);
    const complained = new Set<string>();
    for (const press of pressesOf(repliedTo.reply_markup)) {
      if (press?.to === "replyComplaint") return sayMore(ctx, press.complaintId, text);
      if (ctx.person.role !== "operator" || press?.to !== "operator") continue;
      if (press.act.do === "complaint") complained.add(press.act.complaintId);
    }
    const [complaintId] = complained;
    // A reply to the list of several is nobody's answer: it would come to whoever complained first.
    if (complaintId === undefined || complained.size > 1) return next();
    const said = { text: saidText(text), wordId: wordIdOf(ctx), shownIn: repliedTo.message_id };
    await answerComplaint(ctx, complaintId, said);
  });
  return composer;
}

function pressesOf(markup: { inline_keyboard: readonly object[][] } | undefined): (Press | null)[] {
  return (markup?.inline_keyboard ?? [])
    .flat()
    .map((button) =>
      "callback_data" in button && typeof button.callback_data === "string"
        ? decodePress(button.callback_data)
        : null,
    );
}

async function sayAwaited(
  ctx: BotContext,
  { orderId, complaintId, messageId }: Awaited,
  text: string,
): Promise<void> {
  if (complaintId !== null) return sayMore(ctx, complaintId, text);
  const outcome = await complain(ctx, { orderId, topic: "words", text });
  if (outcome === null) return;
  await send(ctx, reportedScreen(outcome, ctx.person.words));
  await dropButtons(ctx, messageId);
}

async function sayMore(ctx: BotContext, complaintId: string, text: string): Promise<void> {
  const { userId: resellerId, words } = ctx.person;
  const said = { resellerId, text: saidText(text) };
  const outcome = await unlessTrouble(ctx, () =>
    ctx.shop.complaints.say(complaintId, said, wordIdOf(ctx)),
  );
  if (outcome !== null) await send(ctx, reportedScreen(outcome, words));
}

/** null: whether it was said is not known, which was told. */
async function complain(
  ctx: BotContext,
  { text, ...what }: Pick<ComplaintFacts, "topic" | "text"> & { orderId: OrderId | null },
): Promise<Outcome | null> {
  const { userId: resellerId, chatId } = ctx.person;
  const complaint = { ...what, resellerId, chatId, text: saidText(text) };
  return unlessTrouble(ctx, () => ctx.shop.complaints.complain(complaint, wordIdOf(ctx)));
}

/** Said again with the same one it is said once; what awaited words awaits none any more. */
async function unlessTrouble(
  ctx: BotContext,
  act: () => Promise<Outcome>,
): Promise<Outcome | null> {
  try {
    const outcome = await act();
    delete ctx.session.complaining;
    return outcome;
  } catch (error) {
    ctx.shop.log.error({ err: error }, "whether operators are told of a complaint is not known");
    await say(ctx, ctx.person.words.trouble.tryAgain);
    return null;
  }
}

/** Of the message in which it was typed or tapped, so that what is handled again is said once. */
function wordIdOf(ctx: BotContext): string {
  const message = ctx.message ?? ctx.callbackQuery?.message;
  return readableId(`complaint ${ctx.person.chatId} ${message?.message_id}`);
}
