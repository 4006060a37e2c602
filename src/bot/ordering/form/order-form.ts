import type { Conversation } from "@grammyjs/conversations";
import type { Context } from "grammy";
import type { Field } from "../../../catalogue/service.ts";
import type { ListedService } from "../../../catalogue/snapshot.ts";
import type { LineName } from "../../../line.ts";
import type { Answer } from "../../../orders/state/order.ts";
import { textOnly, type Screen } from "../../../screens/screen.ts";
import { offer, showOffered } from "../card/confirming.ts";
import { openAnswers } from "./kept.ts";
import type { BotContext } from "../../context.ts";
import { deleteTyped, dropButtons, quietly, say, send, showAt, toast } from "../../replying.ts";
import { hear, type Heard } from "./hear.ts";
import { questionScreen, type FormPosition } from "../../../screens/ordering/question.ts";
import { orderButton, sameServiceButton } from "../../../screens/buttons/menu-buttons.ts";
import type { SavedChoice } from "../../../screens/saved.ts";

/** The name under which a form's state is stored. */
export const orderFormId = "order-form";

/**
 * Goes up whenever the steps below change: a stored form of another version cannot be replayed and is dropped,
 * which its person is told.
 */
export const orderFormVersion = 1;

/** Everything a run depends on, stored with it, so that no refresh of the catalogue can change a replay. */
export interface FormArguments {
  nonce: string;
  /** Of the service; left out in forms that version 0.1.0 began. */
  line?: LineName;
  /** `priceRupiah`: in forms that version 0.1.0 began. */
  service: ListedService & { priceRupiah?: number };
  /** What the list said when it was begun; left out in forms that version 0.1.0 began. */
  seenPriceRupiah?: number;
  page: number;
  /** The number typed first, for which the service was chosen; left out: there was none. */
  number?: string | undefined;
  /** The message the first question replaces; null: it needs one of its own. */
  messageId: number | null;
  /** Left out in forms that were begun when signs between digits were dropped: they are read as they were. */
  digits?: "as-typed";
  /** What was known before it began, one for each field; left out: nothing. It begins at the first that is not. */
  known?: readonly (Answer | null)[];
  /** It begins at its first question all the same, or at this one, counted from 0; what is known is offered. */
  from?: "first" | number;
  /** What is offered at the first question; left out: nothing. */
  saved?: readonly SavedChoice[];
}

/** Answers and steps back; far more than three questions need. */
const maxMoves = 50;

type Run = Conversation<BotContext>;
type Answered = Extract<Heard, { kind: "answer" }>;
type Listened = Extract<Heard, { kind: "answer" | "back" | "cancel" }>;

/**
 * One form, one question after the other. The function runs again from its start at every update, so all it does
 * to the world happens in `external`, which is not repeated. Updates that change nothing (a typing mistake, a page
 * of options) are `skip`ped: they are answered and leave no trace in the stored state.
 */
export async function orderForm(
  conversation: Run,
  _ctx: Context,
  form: FormArguments,
): Promise<void> {
  const { service } = form;
  const given: (Answer | null)[] = service.fields.map(
    (_field, index) => form.known?.[index] ?? null,
  );
  const priceRupiah = form.seenPriceRupiah ?? service.priceRupiah ?? null;
  let at = form.from === "first" ? 0 : (form.from ?? firstOpen(given));
  let place = form.messageId;
  for (let move = 0; move < maxMoves; move += 1) {
    const position: FormPosition = { ...form, priceRupiah, at, given: [...given] };
    const messageId = await perform(conversation, (ctx) => ask(ctx, position, place));
    const heard = await listen(conversation, position, messageId, form.digits);
    place = messageId;
    if (heard.kind === "cancel")
      return perform(conversation, (ctx) => cancelled(ctx, form, messageId));
    if (heard.kind === "back") {
      at = Math.max(0, at - 1);
      continue;
    }
    given.splice(at, heard.answers.length, ...heard.answers);
    at += heard.answers.length;
    if (at === service.fields.length) {
      const answers = given.flatMap((answer) => answer ?? []);
      return perform(conversation, (ctx) => finish(ctx, form, answers, heard, messageId));
    }
    place = await perform(conversation, (ctx) => leaveQuestion(ctx, heard, messageId));
  }
  return perform(conversation, (ctx) => tooManyMoves(ctx, place));
}

/** The first question that nothing is known for; what is known of later ones is offered there. */
const firstOpen = (given: readonly (Answer | null)[]): number => Math.max(0, given.indexOf(null));

/**
 * Does something to the world once. When it fails, the update counts as never heard: the form stands where it
 * stood, and the person can answer again.
 */
async function perform<T>(conversation: Run, task: (ctx: BotContext) => Promise<T>): Promise<T> {
  const result = await conversation.external(async (ctx) => {
    try {
      return { ok: true as const, value: await task(ctx) };
    } catch (error) {
      ctx.shop.log.warn({ err: error }, "a form could not go on for now");
      await quietly(ctx, () => say(ctx, ctx.person.words.trouble.tryAgain));
      return { ok: false as const };
    }
  });
  return result.ok ? result.value : conversation.skip({ next: false });
}

/** Waits for what moves the form on; answers everything else on the way. */
async function listen(
  conversation: Run,
  position: FormPosition,
  messageId: number,
  digits: FormArguments["digits"],
): Promise<Listened> {
  const { nonce, at, service } = position;
  const update = await conversation.wait();
  const heard = hear(update, {
    nonce,
    service,
    at,
    field: fieldAt(position),
    digits,
    earlier: position.given[at] ?? null,
  });
  switch (heard.kind) {
    case "answer":
    case "back":
    case "cancel":
      return heard;
    case "page":
    case "problem":
    case "old-button":
    case "passed-button":
    case "nothing":
      await perform(conversation, (ctx) => respond(ctx, heard, position, messageId));
      return conversation.skip({ next: false });
  }
}

/** Shows the confirmation card. The form is over once the card stands. */
async function finish(
  ctx: BotContext,
  form: FormArguments,
  answers: readonly Answer[],
  heard: Answered,
  messageId: number,
): Promise<void> {
  const { service, page, number } = form;
  const wanted = {
    line: form.line ?? "game",
    code: service.code,
    answers,
    seenPriceRupiah: form.seenPriceRupiah ?? service.priceRupiah ?? null,
    fields: service.fields,
    page,
    // Another one was typed instead: its own list is not the one it came from.
    number: answers.some(({ value }) => value === number) ? number : undefined,
    renewed: null,
  };
  const made = await offer(ctx, wanted);
  if (made === null) throw new Error("no confirmation card for now");
  await showOffered(ctx, made, await leaveQuestion(ctx, heard, messageId));
  delete ctx.session.form;
}

function fieldAt({ service, at }: FormPosition): Field {
  const field = service.fields[at];
  if (field === undefined) throw new Error("a form went past its last question");
  return field;
}

async function ask(
  ctx: BotContext,
  position: FormPosition,
  messageId: number | null,
): Promise<number> {
  const shown = await showAt(
    ctx,
    messageId,
    questionScreen(position, fieldAt(position), ctx.person.language),
  );
  await toast(ctx);
  // Should the form's own state be lost.
  if (ctx.session.form !== undefined) ctx.session.form.answers = openAnswers(position.given);
  return shown.messageId;
}

/** What follows a typed answer stands below it; what follows a button replaces the question. */
async function leaveQuestion(
  ctx: BotContext,
  heard: Answered,
  messageId: number,
): Promise<number | null> {
  if (!heard.typed) return messageId;
  if (heard.answers.some(({ secret }) => secret)) {
    await deleteTyped(ctx);
    return messageId;
  }
  await dropButtons(ctx, messageId);
  return null;
}

async function respond(
  ctx: BotContext,
  heard: Exclude<Heard, Listened>,
  position: FormPosition,
  messageId: number,
): Promise<void> {
  const { words, language } = ctx.person;
  const field = fieldAt(position);
  switch (heard.kind) {
    case "page":
      await showAt(
        ctx,
        messageId,
        questionScreen({ ...position, optionsPage: heard.page }, field, language),
      );
      return;
    case "problem":
      // A secret that was mistyped is a secret all the same.
      if (field.kind === "input" && field.type === "password" && ctx.message?.text !== undefined)
        await deleteTyped(ctx);
      await send(ctx, textOnly(words.form.problem(heard.problem)));
      return;
    case "old-button":
      await toast(ctx, words.form.oldButton);
      return;
    case "passed-button":
      await toast(ctx, words.form.questionPassed);
      return;
    case "nothing":
      return;
  }
}

async function cancelled(
  ctx: BotContext,
  { service, page }: FormArguments,
  messageId: number,
): Promise<void> {
  delete ctx.session.form;
  await showAt(ctx, messageId, cancelledScreen(ctx, service, page));
}

async function tooManyMoves(ctx: BotContext, messageId: number | null): Promise<void> {
  const { words } = ctx.person;
  delete ctx.session.form;
  await showAt(ctx, messageId, {
    text: words.form.tooManySteps(),
    keyboard: [[orderButton(words)]],
  });
}

/** ❌ before anything was ordered: the same service again, or another. */
export function cancelledScreen(
  { person: { words } }: BotContext,
  service: Pick<ListedService, "id" | "name"> | undefined,
  page = 0,
): Screen {
  const again = service === undefined ? [] : [sameServiceButton(words, service, page)];
  return { text: words.form.cancelled(), keyboard: [again, [orderButton(words)]] };
}
