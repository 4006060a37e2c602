import type { operator as indonesian } from "../id/operator.ts";

/** What operators read of people they type and of their own menu, in English. */
export const operator: typeof indonesian = {
  meant: {
    several: "More than one fits. Type an ID or @username instead:",
  },
};
