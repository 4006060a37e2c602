import { createHash } from "node:crypto";
import { lineMark } from "../../line.ts";

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

/** Lower-case alphanumerics, without the `62` or `0` before a mobile number's `8`. */
function canonicalValue(value: string): string {
  return value
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "")
    .replace(/^(?:62|0)(?=8)/, "");
}
