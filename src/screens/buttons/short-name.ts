import { createHash } from "node:crypto";

/** Of what may be longer than a button holds. */
export function shortName(id: string): string {
  return createHash("sha256").update(id).digest("hex").slice(0, 12);
}
