import { createHash } from "node:crypto";
import { lineMark } from "../../line.ts";
import type { Answer } from "./order.ts";

/**
 * Equal fingerprints cannot be told apart upstream: same line, same service, same destination however it was typed.
 * Hashed, so that an index never holds a destination or a password.
 */
export function fingerprint(line: string, serviceCode: string, values: readonly string[]): string {
  const canonical = values.map(canonicalValue).filter((value) => value !== "");
  return createHash("sha256")
    .update(lineMark(line) + JSON.stringify([serviceCode.trim().toLowerCase(), ...canonical]))
    .digest("base64url")
    .slice(0, 22);
}

/**
 * What orders for one number are found by, however it was typed: hashed as well. null: it is none. A password has no
 * print, though it may be all digits.
 */
export function numberPrint(typed: string): string | null {
  const canonical = canonicalValue(typed);
  if (canonical.replaceAll(/\D/g, "").length < fewestDigits) return null;
  return createHash("sha256").update(`number ${canonical}`).digest("base64url").slice(0, 22);
}

/** Of what a person looks an order up by: less is a zone, a nominal or a PIN. */
const fewestDigits = 5;

/** Those of an order's destination. */
export function numberPrints(destination: readonly Answer[]): string[] {
  const prints = destination.flatMap(({ value, secret }) =>
    secret ? [] : (numberPrint(value) ?? []),
  );
  return [...new Set(prints)];
}

/** Lower-case alphanumerics, without the `62` or `0` before a mobile number's `8`. */
function canonicalValue(value: string): string {
  return value
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "")
    .replace(/^(?:62|0)(?=8)/, "");
}
