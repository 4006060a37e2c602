import type { quiet as indonesian } from "../id/quiet.ts";
import { rich } from "../html.ts";

/** Quiet hours, in English. */
export const quiet: typeof indonesian = {
  button: "🤫 Quiet hours",
  none: "No quiet hours: everything is sent at once.",
  is: (span) => rich`Quiet hours: <b>${span} WIB</b>`,
  explained:
    "In quiet hours only your own orders' results and your balance are sent. News of products you watch, recaps and the shop's messages wait until they are over.",
  off: "No quiet hours",
  kept: "Quiet hours saved.",
};
