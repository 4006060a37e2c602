import { actsLua } from "../redis/acts.ts";
import { owingScripts } from "../orders/store/scripts.ts";

export type ShopScript = "pause" | "resume" | "announce" | "reach" | "finish";
export const shopScripts = owingScripts<ShopScript>(
  ["pause", "resume", "announce", "reach", "finish"],
  new URL("lua/", import.meta.url),
  [new URL("lua/announcing.lua", import.meta.url), actsLua],
);
