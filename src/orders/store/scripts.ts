import { scriptsIn, type Scripts } from "../../redis/scripts.ts";

/** Every script that moves orders or keeps what they owe. */
const names = [
  "draft",
  "confirm",
  "discard",
  "claim",
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
] as const;
export type OrderScript = (typeof names)[number];

const folder = new URL("lua/", import.meta.url);
const common = new URL("common.lua", folder);
const day = new URL("day.lua", folder);
const voucher = new URL("voucher.lua", folder);
const trusting = new URL("trusting.lua", folder);
const countsDays: readonly OrderScript[] = ["confirm", "apply"];
const asksTrust: readonly OrderScript[] = [
  "apply",
  "evidence",
  "learn",
  "correct",
  "sweep",
  "owe",
  "trust",
];

export const orderScripts = scriptsIn<OrderScript>(names, folder, (name) => [
  common,
  ...(countsDays.includes(name) ? [day] : []),
  ...(asksTrust.includes(name) ? [trusting] : []),
  ...(name === "apply" ? [voucher] : []),
]);

/** Scripts of another room that owe notices as orders do. */
export function owingScripts<Name extends string>(
  names: readonly Name[],
  folder: URL,
): Scripts<Name> {
  return scriptsIn(names, folder, () => [common]);
}
