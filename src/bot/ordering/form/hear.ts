import type { Context } from "grammy";
import { asksIdAndZone, readIdAndZone } from "../../../catalogue/id-and-zone.ts";
import { meansPhone } from "../../../catalogue/phone.ts";
import type { Field } from "../../../catalogue/service.ts";
import type { ListedService } from "../../../catalogue/snapshot.ts";
import type { Answer } from "../../../orders/state/order.ts";
import { decodePress, type FormAct } from "../../../screens/buttons/buttons.ts";
import type { Problem } from "../../../words/problem.ts";
import { checkAnswer, chosen, visible, type Reading } from "./answer.ts";

/**
 * What an update means to the question that is open. `answers`: to it, and to those that follow it. `typed`: in a
 * message, not by a button.
 */
export type Heard =
  | { kind: "answer"; answers: readonly Answer[]; typed: boolean }
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

type HeardTyped = Extract<Heard, { kind: "answer" | "problem" }>;

/** The question that is open in one run of a form. */
export interface OpenQuestion {
  nonce: string;
  service: ListedService;
  /** Which of the service's fields, from 0. */
  at: number;
  field: Field;
  /** How the form reads digits; undefined: it was begun by a version that ran them together. */
  digits: "as-typed" | undefined;
  /** The answer given before ⬅️, offered again. */
  earlier: Answer | null;
}

/** Reads an update. Pure, because every answer is read again whenever the form goes on. */
export function hear(
  ctx: Pick<Context, "callbackQuery" | "editedMessage" | "message">,
  question: OpenQuestion,
): Heard {
  const data = ctx.callbackQuery?.data;
  if (data !== undefined) return hearPress(data, question);
  if (ctx.editedMessage !== undefined) return { kind: "problem", problem: { kind: "edited" } };
  if (ctx.message === undefined) return { kind: "nothing" };
  return hearMessage(ctx.message, question);
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
        : { kind: "answer", answers: [earlier], typed: false };
    case "option": {
      const answer = field.kind === "select" ? chosen(field, act.index) : null;
      return answer === null
        ? { kind: "old-button" }
        : { kind: "answer", answers: [answer], typed: false };
    }
  }
}

function hearMessage(message: NonNullable<Context["message"]>, question: OpenQuestion): Heard {
  const { contact, text } = message;
  if (contact !== undefined)
    return wantsContact(question)
      ? hearText(contact.phone_number, question)
      : { kind: "problem", problem: { kind: "contact-not-wanted" } };
  if (text === undefined)
    return isContent(message)
      ? { kind: "problem", problem: { kind: "not-text" } }
      : { kind: "nothing" };
  // Commands the bot knows are handled before a form sees them.
  const isCommand =
    message.entities?.some(({ type, offset }) => type === "bot_command" && offset === 0) === true;
  if (isCommand) return { kind: "problem", problem: { kind: "unknown-command" } };
  return hearTypedAnswer(text, question);
}

/** What typed text means to the question: its answer, with the next one's where both are asked, or what is wrong. */
export function hearTypedAnswer(text: string, question: OpenQuestion): HeardTyped {
  return hearIdAndZone(text, question) ?? hearText(text, question);
}

function wantsContact({ field, service, digits }: OpenQuestion): boolean {
  if (digits === undefined) return field.kind === "input" && field.type === "tel";
  return meansPhone(field, service);
}

/** `12345678 (1234)` where both are asked; null for anything else. */
function hearIdAndZone(text: string, { service, at, digits }: OpenQuestion): HeardTyped | null {
  const { fields } = service;
  const [idField, zoneField] = [fields[at], fields[at + 1]];
  if (digits === undefined || idField === undefined || zoneField === undefined) return null;
  const both = asksIdAndZone(fields, at) ? readIdAndZone(visible(text)) : null;
  if (both === null) return null;
  const id = checkAnswer(idField, both.id, "as-typed");
  const zone = checkAnswer(zoneField, both.zone, "as-typed");
  if (!id.ok) return wrongPart(idField, id.problem);
  if (!zone.ok) return wrongPart(zoneField, zone.problem);
  return { kind: "answer", answers: [id.answer, zone.answer], typed: true };
}

/** Of two answers in one message one is wrong: which. */
function wrongPart({ label }: Field, problem: Problem): HeardTyped {
  return { kind: "problem", problem: { kind: "in-part", label, problem } };
}

function hearText(text: string, question: OpenQuestion): HeardTyped {
  const checked = checkAnswer(question.field, text, readingOf(question));
  return checked.ok
    ? { kind: "answer", answers: [checked.answer], typed: true }
    : { kind: "problem", problem: checked.problem };
}

function readingOf({ field, service, digits }: OpenQuestion): Reading {
  if (digits === undefined) return "run-together";
  return meansPhone(field, service) ? "phone" : "as-typed";
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
