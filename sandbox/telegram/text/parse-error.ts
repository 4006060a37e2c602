import { type Refusal, refusal } from "../refusal.ts";

/** The refusal for markup that is wrong, worded as Telegram words it. */
export function cannotParse(why: string): Refusal {
  return refusal(`Can't parse entities: ${why}`);
}

/** Telegram counts bytes of UTF-8 when it says where markup is wrong. */
export function byteOffset(source: string, at: number): number {
  return Buffer.byteLength(source.slice(0, at));
}
