import type { Context } from "grammy";
import type { Field } from "../../catalogue/service.ts";
import type { Answer } from "../../orders/order.ts";
import { decodePress, type FormAct } from "../../words/buttons.ts";
import type { Problem } from "../../words/problem.ts";
import { checkAnswer, chosen } from "./answer.ts";

/** What an update means to the question that is open. `typed`: in a message, not by a button. */
export type Heard =
  | { kind: "answer"; answer: Answer; typed: boolean }
  | { kind: "back" }
  | { kind: "cancel" }
  | { kind: "page"; page: number }
  /** Typed, but it cannot be the answer. */
  | { kind: "problem"; problem: Problem }
  /** A button of another run of a form. */
  | { kind: "old-button" }
  /** A button of a question that was answered before. */
  | { kind: "passed-button" }
  /** Nothing a person meant to say: a pinned message, a changed photo. */
  | { kind: "nothing" };

/** The question that is open in one run of a form. */
export interface OpenQuestion {
  nonce: string;
  /** Which of the service's fields, from 0. */
  at: number;
  field: Field;
  /** The answer given before ⬅️, offered again. */
  earlier: Answer | null;
}

/** Reads an update. Pure, because every answer is read again whenever the form goes on. */
export function hear(ctx: Context, question: OpenQuestion): Heard {
  const data = ctx.callbackQuery?.data;
  if (data !== undefined) return hearPress(data, question);
  if (ctx.editedMessage !== undefined) return { kind: "problem", problem: { kind: "edited" } };
  if (ctx.message === undefined) return { kind: "nothing" };
  return hearMessage(ctx.message, question.field);
}

function hearPress(data: string, question: OpenQuestion): Heard {
  const press = decodePress(data);
  if (press?.to !== "form" || press.nonce !== question.nonce) return { kind: "old-button" };
  if (press.act.do === "cancel") return { kind: "cancel" };
  if (press.field !== question.at) return { kind: "passed-button" };
  return hearAct(press.act, question);
}

function hearAct(act: Exclude<FormAct, { do: "cancel" }>, { field, earlier }: OpenQuestion): Heard {
  switch (act.do) {
    case "back":
      return { kind: "back" };
    case "page":
      return { kind: "page", page: act.page };
    case "keep":
      return earlier === null
        ? { kind: "old-button" }
        : { kind: "answer", answer: earlier, typed: false };
    case "option": {
      const answer = field.kind === "select" ? chosen(field, act.index) : null;
      return answer === null ? { kind: "old-button" } : { kind: "answer", answer, typed: false };
    }
  }
}

function hearMessage(message: NonNullable<Context["message"]>, field: Field): Heard {
  if (message.contact !== undefined)
    return hearText(
      message.contact.phone_number,
      field,
      field.kind === "input" && field.type === "tel",
    );
  if (message.text === undefined)
    return isContent(message)
      ? { kind: "problem", problem: { kind: "not-text" } }
      : { kind: "nothing" };
  // Commands the bot knows are handled before a form sees them.
  const isCommand =
    message.entities?.some(({ type, offset }) => type === "bot_command" && offset === 0) === true;
  if (isCommand) return { kind: "problem", problem: { kind: "unknown-command" } };
  return hearText(message.text, field, true);
}

function hearText(text: string, field: Field, wanted: boolean): Heard {
  if (!wanted) return { kind: "problem", problem: { kind: "contact-not-wanted" } };
  const checked = checkAnswer(field, text);
  return checked.ok
    ? { kind: "answer", answer: checked.answer, typed: true }
    : { kind: "problem", problem: checked.problem };
}

const contents = [
  "photo",
  "sticker",
  "voice",
  "video",
  "video_note",
  "audio",
  "document",
  "animation",
  "location",
  "venue",
  "poll",
  "dice",
  "story",
] as const;

/** Something a person sent, as against what Telegram reports about the chat. */
export function isContent(message: NonNullable<Context["message"]>): boolean {
  return (
    message.text !== undefined ||
    message.contact !== undefined ||
    contents.some((kind) => message[kind] !== undefined)
  );
}
