import { word } from "./codec.ts";

/** What a button types for its person: as many bytes as are left of Telegram's 64. */
const maxBytes = 60;

export const fitsTyped = (text: string): boolean =>
  text !== "" && !/[\r\n]/.test(text) && Buffer.byteLength(text) <= maxBytes;

export const typedText = word(/^[^\r\n]{1,60}$/u, String);
