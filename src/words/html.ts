/**
 * Text in Telegram's HTML. Whatever is put into a `rich` template is escaped, unless it is `Html` already:
 * forgetting is safe, and only a template's own letters can be a tag. (Not named `html`: formatters would take it
 * for a web page and break its lines, which people would see.)
 */
export interface Html {
  readonly html: string;
}

export type Piece = Html | string | number;

export function rich(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  let text = strings[0] ?? "";
  for (const [index, piece] of pieces.entries()) text += source(piece) + (strings[index + 1] ?? "");
  return { html: text };
}

/** Pieces one below the other; null ones leave no gap. */
export function lines(...pieces: readonly (Piece | null)[]): Html {
  return joined(pieces, "\n");
}

/** Pieces with an empty line between; null and empty ones leave no gap. */
export function paragraphs(...pieces: readonly (Piece | null)[]): Html {
  return joined(pieces, "\n\n");
}

/** Paragraphs from the first on, as many as `max` visible characters hold: put what matters least last. */
export function paragraphsWithin(max: number, ...pieces: readonly (Piece | null)[]): Html {
  let kept = paragraphs();
  for (const piece of pieces) {
    const longer = paragraphs(kept, piece);
    if (visibleLength(longer) > max) break;
    kept = longer;
  }
  return kept;
}

/** How many characters Telegram counts: after tags and entities are read. Only for text made here. */
export function visibleLength(text: Html): number {
  return text.html.replaceAll(/<[^>]*>/g, "").replaceAll(/&(?:amp|lt|gt|quot);/g, "&").length;
}

function joined(pieces: readonly (Piece | null)[], between: string): Html {
  const parts = pieces.filter((piece) => piece !== null).map(source);
  return { html: parts.filter((part) => part !== "").join(between) };
}

function source(piece: Piece): string {
  return typeof piece === "object" ? piece.html : escape(String(piece));
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
