import type { Field } from "./service.ts";

/**
 * A game's id and zone in one message, as its profile shows them: `12345678 (1234)`. Whoever copies that has
 * answered two questions; run together they would be somebody else's id.
 */
export interface IdAndZone {
  id: string;
  zone: string;
}

/** More than both with their names and brackets have. */
const maxTyped = 60;

const idWord = String.raw`(?:(?:user|player)?\s*id|uid|akun)\s*[:=.]?\s*`;
const zoneWord = String.raw`(?:zone|zona|server|sv|z|s)\s*(?:id)?\s*[:=.]?\s*`;
const together = [
  String.raw`(\d{3,})\s*[([{<]\s*(?:${zoneWord})?(\d{1,9})\s*[)\]}>]`,
  String.raw`(\d{3,})(?:\s+|\s*[/\\.,#|*:;_-]\s*)(\d{1,9})`,
  String.raw`(\d{3,})[\s/\\.,#|*:;_-]*${zoneWord}\(?\s*(\d{1,9})\s*\)?`,
].map((shape) => new RegExp(`^(?:${idWord})?${shape}$`, "i"));

export function readIdAndZone(typed: string): IdAndZone | null {
  // Before it is looked at: of a message of nothing but spaces the patterns try every way to share them out.
  if (typed.length > maxTyped) return null;
  const text = typed.normalize("NFKC").trim();
  for (const pattern of together) {
    const [, id, zone] = pattern.exec(text) ?? [];
    if (id !== undefined && zone !== undefined) return { id, zone };
  }
  return null;
}

/** Whether this question and the next ask an id and its zone. */
export function asksIdAndZone(fields: readonly Field[], at: number): boolean {
  const [first, second] = [fields[at], fields[at + 1]];
  return asksDigits(first) && asksDigits(second) && isId(first.label) && isZone(second.label);
}

const asksDigits = (field: Field | undefined): field is Field & { kind: "input" } =>
  field?.kind === "input" &&
  (field.type === "tel" || field.type === "number" || field.type === "text");
const namesId = (label: string) => /\b(?:id|uid|user|player|akun|account)\b/i.test(label);
export const isId = (label: string) => !isZone(label) && namesId(label);
/** One question for both: `User ID (Zone ID)`. */
export const isIdWithZone = (label: string) =>
  isZone(label) && namesId(label.replace(/\b(?:id\s*)?(?:zon[ae]|server)(?:\s*id)?\b/gi, ""));
export const isZone = (label: string) => /\b(?:zon[ae]|server)\b/i.test(label);
