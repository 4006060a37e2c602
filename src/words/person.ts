import { rich, type Html } from "./html.ts";
import { oneLine } from "./shorten.ts";

/** People's names by their Telegram ids, as far as they are known. */
export type Names = ReadonlyMap<number, string>;

export const noNames: Names = new Map();

const maxName = 64;

/** A person for operators: the name opens their chat; the id where no name is known. */
export function personLink(userId: number, names: Names): Html {
  const name = oneLine(names.get(userId) ?? "", maxName);
  return rich`<a href="tg://user?id=${userId}">${name === "" ? userId : name}</a>`;
}

/** The same with the id to copy, which commands ask for. */
export function personWithId(userId: number, names: Names): Html {
  const id = rich`<code>${userId}</code>`;
  return names.has(userId) ? rich`${personLink(userId, names)} · ${id}` : id;
}
