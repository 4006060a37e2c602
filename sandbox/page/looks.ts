/** The emulators' state as the page shows it. */

import type { CastMember } from "../cast.ts";
import { rawFields, type RawService } from "../osimesa/catalogue/raw-service.ts";
import type { OsimesaEmulator } from "../osimesa/emulator.ts";
import { isCutOff } from "../osimesa/shop.ts";
import type { Transaction } from "../osimesa/transaction.ts";
import type { CallLogEntry } from "../telegram/call-log.ts";
import type { TelegramEmulator } from "../telegram/emulator.ts";
import { isRecord } from "../telegram/json-object.ts";
import type { MessageView } from "../telegram/view.ts";
import type { StoredFile } from "../telegram/world.ts";
import type {
  CallLook,
  ChatLook,
  FileLook,
  MessageLook,
  PersonLook,
  ServiceLook,
  TransactionLook,
} from "./protocol.ts";
import { switchesOf } from "./telegram-switches.ts";

/** A chat opens with so many messages; older ones are not asked for in a sandbox. */
const MAX_MESSAGES = 200;
const MAX_TRANSACTIONS = 40;
const MAX_JSON = 4000;
const MAX_GIST = 90;
/** In place of a password or PIN. */
export const MASK = "•••";

export function personLook(
  telegram: TelegramEmulator,
  member: CastMember,
  readUpTo: number,
): PersonLook {
  const { started, blocked } = telegram.chat(member.id);
  const { id, firstName, lastName, role, languageCode, phoneNumber } = member;
  return {
    id,
    firstName,
    lastName,
    role,
    languageCode,
    phoneNumber,
    started,
    blocked,
    readUpTo,
    commands: telegram.commandsFor(id),
  };
}

export function chatLook(telegram: TelegramEmulator, personId: number): ChatLook {
  const { messages } = telegram.chat(personId);
  return {
    personId,
    messages: messages.slice(-MAX_MESSAGES).map((view) => messageLook(telegram, view)),
  };
}

/** Both a message of a chat and a record of an event will do. */
export function messageLook(
  telegram: TelegramEmulator,
  seen: Pick<MessageView, "message" | "byBot" | "editCount" | "revision">,
): MessageLook {
  const { message, byBot, editCount, revision } = seen;
  const fileId = message.document?.file_id ?? message.photo?.at(-1)?.file_id;
  const file = fileId === undefined ? undefined : telegram.file(fileId);
  return {
    message,
    byBot,
    edited: editCount > 0,
    revision,
    ...(file === undefined ? {} : { file: fileLook(file) }),
  };
}

function fileLook({ id, name, mime, bytes }: StoredFile): FileLook {
  return { id, name, mime, bytes: bytes.length };
}

/** Newest first. */
export function transactionLooks(osimesa: OsimesaEmulator): readonly TransactionLook[] {
  return osimesa.ledger
    .newest(MAX_TRANSACTIONS, () => true)
    .map((one) => transactionLook(osimesa, one));
}

function transactionLook(osimesa: OsimesaEmulator, one: Transaction): TransactionLook {
  const request = one.requestId === null ? undefined : osimesa.requests.find(one.requestId);
  const service = osimesa.shop.find(one.product.code);
  return {
    refId: one.refId,
    code: one.product.code,
    service: one.product.service,
    data: one.data.map((value, index) => (value !== "" && isSecret(service, index) ? MASK : value)),
    priceRupiah: one.priceRupiah,
    createdAtMs: one.createdAtMs,
    views: one.views.map(({ atMs, phase, note, voucher }) => ({ atMs, phase, note, voucher })),
    hung: one.hung,
    refunded: one.refunded,
    ours: one.requestId !== null,
    answered: request?.answered ?? null,
  };
}

function isSecret(service: RawService | undefined, index: number): boolean {
  const field = service && rawFields(service)[index];
  return field?.type === "input" && field.input.type === "password";
}

export function serviceLook(service: RawService, nowMs: number): ServiceLook {
  const { start, end } = service.cutoff;
  return {
    code: service.code,
    name: service.name,
    category: service.category.main,
    priceRupiah: service.price.current,
    inStock: service.status !== "empty",
    closed: isCutOff(service.cutoff, nowMs),
    cutoff: start === end ? "" : `${start}–${end}`,
  };
}

export function callLook(call: CallLogEntry): CallLook {
  const { payload, answer } = call;
  const chatId = Number(payload["chat_id"]);
  const refused = isRecord(answer) && answer["ok"] === false;
  return {
    seq: call.seq,
    atMs: call.atMs,
    durationMs: call.durationMs,
    method: call.method,
    personId: Number.isSafeInteger(chatId) ? chatId : null,
    gist: gistOf(payload),
    status: call.status,
    refusal: refused ? String(answer["description"]) : null,
    faults: switchesOf(call.fault ?? ""),
    payload: shortJson(payload),
    answer: answer === undefined ? "" : shortJson(answer),
  };
}

function gistOf(payload: Readonly<Record<string, unknown>>): string {
  const text = payload["text"] ?? payload["caption"] ?? payload["action"];
  if (typeof text !== "string") return "";
  const plain = text.replaceAll(/<[^>]*>/gu, "").replaceAll(/\s+/gu, " ");
  return plain.length > MAX_GIST ? `${plain.slice(0, MAX_GIST - 1)}…` : plain;
}

function shortJson(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value, unnested, 2) ?? "");
  return text.length > MAX_JSON ? `${text.slice(0, MAX_JSON)}\n…` : text;
}

/** Bots send some parameters as JSON inside a string; read as JSON they are legible. */
function unnested(_key: string, value: unknown): unknown {
  if (typeof value !== "string" || !/^[[{]/u.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
