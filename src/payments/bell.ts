import { z } from "zod";
import { json } from "../json.ts";
import { maxPaymentRupiah, type Payment } from "./payment.ts";
import { isSameSignature, signatureOf } from "./signature.ts";

/** What was posted to our own bell (docs/payments.md). */
export interface Ring {
  /** Unix seconds, as text. */
  timestamp: string | undefined;
  /** HMAC-SHA256 of `<timestamp>.<body>` in hexadecimal digits. */
  signature: string | undefined;
  /** As it came: a byte more or less makes another signature. */
  body: Uint8Array;
}

/** `why` is for whoever rang: what is wrong and what would be right. */
export type RingReading =
  | { kind: "payment"; payment: Payment }
  | { kind: "unsigned"; why: string }
  | { kind: "malformed"; why: string };

/** How far the clock of whoever rings may be off ours; after that a ring that was overheard is worth nothing. */
const maxSkewS = 300;
/** What a person will read of a note. */
const noteCharacters = 300;

const wholeNumber = (from: number, to: number, what: string) => {
  const error = `wanted ${what}: a whole number from ${from} to ${to}`;
  return z.number({ error }).int({ error }).min(from, { error }).max(to, { error });
};

const ringSchema = z.strictObject({
  id: z
    .string({ error: "wanted a text" })
    .regex(/^[\w.:@/+=-]{1,100}$/, "wanted 1 to 100 letters, digits and . _ : @ / + = -"),
  amountRupiah: wholeNumber(1, maxPaymentRupiah, "rupiah"),
  // Seconds of the years 2020 to 2286; milliseconds, a usual mistake, are far beyond.
  at: wholeNumber(1_577_836_800, 9_999_999_999, "unix seconds"),
  note: z
    .string({ error: "wanted a text" })
    .transform((note) => Array.from(note.toWellFormed().trim()).slice(0, noteCharacters).join(""))
    .default(""),
});

/** Reads a ring of whoever has the secret; what it says is believed as it is. */
export function readRing(ring: Ring, secret: string, nowMs: number): RingReading {
  const { timestamp = "", signature, body } = ring;
  if (!isSameSignature(signature, signatureOf(secret, `${timestamp}.`, body)))
    return {
      kind: "unsigned",
      why: "the signature is not the one of this secret, timestamp and body",
    };
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(Number(timestamp) - nowMs / 1_000) > maxSkewS)
    return {
      kind: "unsigned",
      why: `the timestamp is not within ${maxSkewS} seconds of now; wanted: unix seconds`,
    };
  const read = json.pipe(ringSchema).safeParse(new TextDecoder().decode(body));
  if (!read.success) return { kind: "malformed", why: problemsOf(read.error) };
  const { id, amountRupiah, at, note } = read.data;
  if (at > nowMs / 1_000 + maxSkewS)
    return { kind: "malformed", why: "at: is in the future; wanted: when it was paid" };
  return {
    kind: "payment",
    payment: { id: `hook:${id}`, method: "hook", amountRupiah, atMs: at * 1_000, note },
  };
}

function problemsOf(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => `${path.length === 0 ? "the body" : path.join(".")}: ${message}`)
    .join("; ");
}
