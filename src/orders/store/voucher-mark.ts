import { createHash } from "node:crypto";

/**
 * A voucher as it is kept to recognise another order's: a digest, so that it lies in one place only, the order's; `none`
 * for none, and for what only fills its place ("-", "0", "ok").
 */
export function voucherMark(voucher: string): string {
  const canonical = voucher.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  if (canonical.length < shortest) return "none";
  return createHash("sha256").update(canonical).digest("base64url").slice(0, 22);
}

const shortest = 4;
