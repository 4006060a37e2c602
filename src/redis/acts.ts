/** What scripts build on that carry out what an operator asked for, once (`same-update.ts` has ids for `act`). */
export const actsLua = new URL("lua/acts.lua", import.meta.url);
