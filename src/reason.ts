import { z } from "zod";

/**
 * Why something is as it is: a code that the dictionaries word and the log keeps, and what only the moment knows: an
 * error's name, an HTTP status, a supplier's words, the id of whoever it concerns. A person never reads a code.
 */
export const reasonCodes = [
  // What became of a request.
  "timeout",
  "connection-failed",
  "connection-lost",
  "answer-cut",
  "answer-too-large",
  "answer-unreadable",
  "given-up",
  "busy",
  "server-error",
  "refused",
  "accepted-without-ref",
  "refused-with-ref",
  // What never left.
  "deadline-missed",
  "claimed-too-late",
  // Why it was taken back.
  "withdrawn-expired",
  "withdrawn-cancelled",
  "withdrawn-price",
  "withdrawn-closed",
  "withdrawn-gone",
  "withdrawn-access",
  "withdrawn-forgotten",
  // "Not now" says nothing of the order.
  "not-now-pace",
  "not-now-maintenance",
  "not-now-collision",
  // How an order came to stand where it stands.
  "waits-again",
  "waits-for",
  "sender-stopped",
  "answer-unrecorded",
  "memory-lost",
  "supplier-status",
  "supplier-failed",
  "matched",
  "never-placed",
  "never-placed-by-itself",
  "attached-by-operator",
  "never-placed-by-operator",
  "voucher-of",
  "given-back",
  "given-back-by-operator",
  // Why nobody but an operator can tell.
  "several-fit",
  "one-fits-matching-off",
  "one-fits-account-shared",
  "one-fits-watched",
  "one-fits-memory-lost",
  "equal-forgotten",
  "came-after-all",
  "none-fits-matching-off",
  "none-fits-account-shared",
  "none-fits-watched",
  "none-fits",
  "none-fits-charged",
  "pages-have-gap",
  "not-final",
  "ref-vanished",
  "ref-taken",
  // Why "never placed" is no longer said without a person.
  "turned-up",
  "account-shared",
  "matching-wrong",
  "placed-after-all",
  "answer-contradicts",
  "memory-changed",
  // Why transactions cannot be matched.
  "no-created-at",
  "other-data-shown",
  "clock-jumps",
  "transaction-unreadable",
  /** What was ordered, where the order itself may be gone. */
  "order-was",
  // What is wrong with the shop as a whole.
  "work-failed",
  "orders-unreadable",
  "requests-unclear",
  "supplier-unreachable",
  "list-empty",
  "list-short",
  "list-unreadable",
  "services-unreadable",
  "median-answer-time",
  "status-words",
  "memory-used",
  "redis-settings",
  "replicas-wanted",
  "telegram-refused",
  "telegram-unreachable",
  "polled-elsewhere",
  "balance-was",
  /** Stored by a version that had no codes, in its own words. */
  "noted",
] as const;

const codeSchema = z.enum(reasonCodes);
export type ReasonCode = z.infer<typeof codeSchema>;

export interface Reason {
  code: ReasonCode;
  /** May be empty; with some codes it always is. */
  detail: string;
}

const reasonSchema: z.ZodType<Reason> = z.object({ code: codeSchema, detail: z.string() });

export function reason(code: ReasonCode, detail: string | number = ""): Reason {
  return { code, detail: String(detail) };
}

/**
 * One line of text for the scripts, which carry reasons without reading them. The tab says that a code stands before
 * it: what older versions stored never held one.
 */
export function reasonLine({ code, detail }: Reason): string {
  return `${code}\t${detail.replaceAll(/\s+/g, " ")}`;
}

/** Reads `reasonLine`, and what versions without codes stored; null for no reason. */
export function readReasonLine(text: string): Reason | null {
  const tab = text.indexOf("\t");
  const code = codeSchema.safeParse(text.slice(0, Math.max(0, tab)));
  if (code.success) return reason(code.data, text.slice(tab + 1));
  return text === "" ? null : olderReason(text);
}

/** A reason in stored JSON, in today's form or in the words of a version without codes. */
export const storedReason = z.union([
  reasonSchema,
  z.string().transform((text) => readReasonLine(text) ?? reason("noted")),
]);

/** Why an order never left; without codes it was stored as what went wrong alone. */
export const storedNotSentReason = z.union([
  reasonSchema,
  z.string().transform((text) => readReasonLine(`not sent: ${text}`) ?? reason("noted")),
]);

/** Where there may be none. */
export const storedReasonOrNone = z.union([
  reasonSchema.nullable(),
  z.string().transform(readReasonLine),
]);

/** The words of the version before codes, first match first; what the pattern holds is the detail. */
const older: readonly [words: RegExp, code: ReasonCode][] = [
  [/^no answer within (\d+ ms)$/, "timeout"],
  [/^answer cut short$/, "answer-cut"],
  [/^answer too large$/, "answer-too-large"],
  [/^(HTTP \d+): no readable answer$/, "answer-unreadable"],
  [/^(HTTP \d+) without a readable answer$/, "answer-unreadable"],
  [/^(HTTP \d+): accepted without a ref_id$/, "accepted-without-ref"],
  [/^(HTTP \d+): refused, yet with a ref_id$/, "refused-with-ref"],
  [/^(HTTP (?:429|503))$/, "busy"],
  [/^(HTTP \d+(?:: [^]*)?)$/, "server-error"],
  [/^(E[A-Z_]{3,})$/, "connection-lost"],
  [/^not sent: deadline missed$/, "deadline-missed"],
  [/^not sent: claimed too late$/, "claimed-too-late"],
  [/^not sent: no answer within (\d+ ms)$/, "connection-failed"],
  [/^not sent: ([^]*)$/, "connection-failed"],
  [/^given up$/, "given-up"],
  [/^withdrawn: expired$/, "withdrawn-expired"],
  [/^withdrawn: cancelled$/, "withdrawn-cancelled"],
  [/^withdrawn: price$/, "withdrawn-price"],
  [/^withdrawn: closed$/, "withdrawn-closed"],
  [/^withdrawn: gone$/, "withdrawn-gone"],
  [/^withdrawn: access$/, "withdrawn-access"],
  [/^refused: ([^]*)$/, "refused"],
  [/^failed upstream: ([^]*)$/, "supplier-failed"],
  [/^waits for (\S+)$/, "waits-for"],
  [/^nobody knows its answer$/, "answer-unrecorded"],
  [/^the process that sent it stopped$/, "sender-stopped"],
  [/^matched with (\S+)$/, "matched"],
  [/^never placed$/, "never-placed"],
  [/^\S+ attached by operator (\d+)$/, "attached-by-operator"],
  [/^never placed, says operator (\d+)$/, "never-placed-by-operator"],
  [/^(\d+) transactions fit$/, "several-fit"],
  [/^one transaction fits, but matching is off: /, "one-fits-matching-off"],
  [/^one transaction fits, but somebody else uses this account$/, "one-fits-account-shared"],
  [/^one transaction fits, but it could be order (\S+)'s$/, "one-fits-watched"],
  [/^no transaction fits, and matching is off: /, "none-fits-matching-off"],
  [/^no transaction fits, and somebody else uses this account$/, "none-fits-account-shared"],
  [/^no transaction fits, and it could be order (\S+)'s$/, "none-fits-watched"],
  [/^no transaction was found on any page$/, "none-fits"],
  [/^the pages since it was sent have a gap$/, "pages-have-gap"],
  [/^not final after 72 hours$/, "not-final"],
  [/^the upstream no longer knows its ref_id$/, "ref-vanished"],
  [/^its ref_id belongs to order (\S+)$/, "ref-taken"],
  [/^transactions come without created_at$/, "no-created-at"],
  [/^a transaction does not show what was ordered$/, "other-data-shown"],
  [/^the upstream's clock jumps$/, "clock-jumps"],
];

function olderReason(text: string): Reason {
  for (const [words, code] of older) {
    const found = words.exec(text);
    if (found) return reason(code, found[1]);
  }
  return reason("noted", text);
}
