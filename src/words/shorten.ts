/**
 * Upstream text and typed answers, made harmless for a screen: no control or direction characters, no towers of
 * accents, never longer than asked and never cut inside a letter. Lengths are UTF-16 units, as Telegram counts.
 */

const graphemes = new Intl.Segmenter("id", { granularity: "grapheme" });

/** What nobody sees, of which whole names are made: all but what joins and colours emoji, and an empty braille cell. */
const invisible = /(?!\u200C|\u200D|\uFE0F)\p{Default_Ignorable_Code_Point}|\u2800/gu;

/** One line of at most `max` characters, ending in `…` when something was left out. */
export function oneLine(text: string, max: number): string {
  return cut(clean(text, max).replaceAll(/\s+/g, " ").trim(), max);
}

/** At most `maxLines` lines and `max` characters; empty lines are dropped. */
export function fewLines(text: string, max: number, maxLines: number): string {
  const all = clean(text, max)
    .split("\n")
    .map((line) => line.replaceAll(/\s+/g, " ").trim())
    .filter((line) => line !== "");
  const kept = all.slice(0, maxLines).join("\n");
  return cut(all.length > maxLines ? `${kept} …` : kept, max);
}

/** For text that is copied, like a voucher: kept letter for letter, only lone halves of letters go. */
export function exact(text: string, max: number): string {
  return cut(text.toWellFormed().replaceAll("\u0000", ""), max);
}

function clean(text: string, max: number): string {
  // What is cleaned away can be longer than what stays; a bound all the same, for texts of megabytes.
  return text
    .slice(0, max * 20)
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029]/g, "\n")
    .replaceAll("\t", " ")
    .replaceAll(/(?!\n)\p{Cc}/gu, "")
    .replaceAll(invisible, "")
    .replaceAll(/(\p{M}{3})\p{M}+/gu, "$1");
}

function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = "";
  for (const { segment } of graphemes.segment(text.slice(0, max + 64))) {
    if (kept.length + segment.length > max - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
