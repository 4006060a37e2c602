import { scriptsIn, type Scripts } from "../../redis/scripts.ts";

/** Every script that moves orders or keeps what they owe. */
const names = [
  "draft",
  "confirm",
  "discard",
  "claim",
  "slower",
  "apply",
  "mend",
  "observe",
  "sweep",
  "evidence",
  "learn",
  "correct",
  "trust",
  "forgotten",
  "owe",
  "delivered",
  "shelve",
  "unshelve",
  "bury",
  "postpone",
  "drawn",
  "trouble",
  "pack",
  "remove",
] as const;
export type OrderScript = (typeof names)[number];

const folder = new URL("lua/", import.meta.url);
/** What all build on that know what an order is. */
const common = [
  new URL("../../books/lua/books.lua", import.meta.url),
  new URL("money.lua", folder),
  new URL("common.lua", folder),
];
const day = new URL("day.lua", folder);
const voucher = new URL("voucher.lua", folder);
const trusting = new URL("trusting.lua", folder);
const pace = new URL("pace.lua", folder);
/** What stands between the common part and a script. */
const parts: Partial<Record<OrderScript, readonly URL[]>> = {
  confirm: [day, pace],
  claim: [pace],
  slower: [pace],
  apply: [day, trusting, voucher],
  evidence: [trusting],
  learn: [trusting],
  correct: [trusting],
  sweep: [trusting],
  owe: [trusting],
  trust: [trusting],
};

export const orderScripts = scriptsIn<OrderScript>(names, folder, (name) => [
  ...common,
  ...(parts[name] ?? []),
]);

/** Scripts of another room that owe notices as orders do. `before`: what they build on besides. */
export function owingScripts<Name extends string>(
  names: readonly Name[],
  folder: URL,
  before: readonly URL[] = [],
): Scripts<Name> {
  return scriptsIn(names, folder, () => [...common, ...before]);
}
