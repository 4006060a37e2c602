import { createHash, createHmac, timingSafeEqual, type BinaryLike } from "node:crypto";

/** HMAC-SHA256 of the parts, one after another, in hexadecimal digits. */
export function signatureOf(key: string, ...parts: BinaryLike[]): string {
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}

/** Whether both are the same; takes as long however much of it is. Of nothing, none is. */
export function isSameSignature(said: string | undefined, right: string): boolean {
  return timingSafeEqual(digest(said?.toLowerCase() ?? ""), digest(right));
}

/** Of one length whatever was said, as the comparison asks. */
const digest = (text: string) => createHash("sha256").update(text).digest();
