import type { MessageEntity } from "grammy/types";
import type { ParsedText } from "./html.ts";

const SPLITTABLE = new Set(["bold", "italic", "underline", "strikethrough", "spoiler"]);
const CODE = new Set(["code", "pre"]);
const TYPE_ORDER = [
  "blockquote",
  "expandable_blockquote",
  "bold",
  "italic",
  "underline",
  "strikethrough",
  "spoiler",
];

/**
 * What Telegram does to every text: control characters become spaces, `\r` disappears, the ends are trimmed,
 * entities shrink with the text, styles leave code, empty and doubled entities go.
 */
export function tidy({ text, entities }: ParsedText): ParsedText {
  const cleaned = dropCarriageReturns(replaceControls(text), entities);
  const trimmed = trim(cleaned.text, cleaned.entities);
  return { text: trimmed.text, entities: sortEntities(untangle(trimmed.entities)) };
}

export function sortEntities(entities: readonly MessageEntity[]): MessageEntity[] {
  const rank = (entity: MessageEntity): number => {
    const found = TYPE_ORDER.indexOf(entity.type);
    return found === -1 ? TYPE_ORDER.length : found;
  };
  return entities.toSorted(
    (a, b) => a.offset - b.offset || b.length - a.length || rank(a) - rank(b),
  );
}

function replaceControls(text: string): string {
  // Everything below the space except \n and \r, which are treated on their own.
  return Array.from(text, (char) =>
    char < " " && char !== "\n" && char !== "\r" ? " " : char,
  ).join("");
}

function dropCarriageReturns(text: string, entities: readonly MessageEntity[]): ParsedText {
  if (!text.includes("\r")) return { text, entities };
  const moved = (at: number): number => text.slice(0, at).replaceAll("\r", "").length;
  return {
    text: text.replaceAll("\r", ""),
    entities: entities.map((entity) => respan(entity, moved(entity.offset), moved(endOf(entity)))),
  };
}

function trim(text: string, entities: readonly MessageEntity[]): ParsedText {
  const right = text.trimEnd();
  // Telegram stops trimming on the left where the first entity begins.
  const firstEntity = Math.min(right.length, ...entities.map((entity) => entity.offset));
  const left = /^[ \n]*/.exec(right.slice(0, firstEntity))?.[0].length ?? 0;
  return {
    text: right.slice(left),
    entities: entities
      .map((entity) => respan(entity, entity.offset, Math.min(endOf(entity), right.length)))
      .map((entity) => respan(entity, entity.offset - left, endOf(entity) - left))
      .filter((entity) => entity.length > 0),
  };
}

/** Styles are cut around code; code, links and mentions may not contain each other: the outer one stays. */
function untangle(entities: readonly MessageEntity[]): MessageEntity[] {
  const solid: MessageEntity[] = [];
  for (const entity of sortEntities(entities.filter(({ type }) => !SPLITTABLE.has(type)))) {
    const clashes = solid.some(
      (other) => isQuote(other) === isQuote(entity) && overlaps(other, entity),
    );
    if (!clashes) solid.push(entity);
  }
  const codes = solid.filter(({ type }) => CODE.has(type));
  const styles = entities.filter(({ type }) => SPLITTABLE.has(type));
  return [...solid, ...mergeSame(styles.flatMap((style) => cutAround(style, codes)))];
}

function cutAround(style: MessageEntity, codes: readonly MessageEntity[]): MessageEntity[] {
  let pieces = [style];
  for (const code of codes) {
    pieces = pieces.flatMap((piece) =>
      overlaps(piece, code)
        ? [
            respan(piece, piece.offset, Math.min(endOf(piece), code.offset)),
            respan(piece, Math.max(piece.offset, endOf(code)), endOf(piece)),
          ].filter(({ length }) => length > 0)
        : [piece],
    );
  }
  return pieces;
}

/** `<b>a</b><b>b</b>` and `<b>a<b>b</b></b>` are one bold to Telegram. */
function mergeSame(styles: readonly MessageEntity[]): MessageEntity[] {
  const merged: MessageEntity[] = [];
  for (const style of sortEntities(styles)) {
    const index = merged.findIndex(
      (other) => other.type === style.type && style.offset <= endOf(other),
    );
    const other = merged[index];
    if (other === undefined) merged.push(style);
    else merged[index] = respan(other, other.offset, Math.max(endOf(other), endOf(style)));
  }
  return merged;
}

function isQuote(entity: MessageEntity): boolean {
  return entity.type === "blockquote" || entity.type === "expandable_blockquote";
}

function overlaps(a: MessageEntity, b: MessageEntity): boolean {
  return a.offset < endOf(b) && b.offset < endOf(a);
}

function endOf(entity: MessageEntity): number {
  return entity.offset + entity.length;
}

function respan(entity: MessageEntity, from: number, to: number): MessageEntity {
  return { ...entity, offset: from, length: to - from };
}
