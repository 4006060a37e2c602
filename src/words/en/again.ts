import type { again as indonesian } from "../id/again.ts";

/** The same thing once more, in English. */
export const again: typeof indonesian = {
  button: {
    again: "🔁 Order again",
    of: (what) => `🔁 ${what}`,
    tryAgain: "🔁 Try again",
    edit: "✏️ Change",
  },
  formChanged: "What this product asks for has changed. Please check each answer again.",
};
