/** A word of a typed line, and where it stands. */
export interface Token {
  text: string;
  start: number;
  end: number;
  /** What stands before it: nothing, only space, or a sign that separates. */
  before: "nothing" | "space" | "sign";
  /** It stands in brackets: it belongs to the word before them. */
  bracketed: boolean;
}

/** More words than a line for twenty customers has. */
const maxTokens = 200;

/** `.`, `,`, `#`, `*`, brackets and space separate, as they do on every transaction server. */
export function tokensOf(line: string): readonly Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of line.matchAll(/[^\s.,#*()[\]]+/gu)) {
    if (tokens.length === maxTokens) break;
    const between = line.slice(end, match.index).trim();
    tokens.push({
      text: match[0],
      start: match.index,
      end: match.index + match[0].length,
      before: tokens.length === 0 ? "nothing" : between === "" ? "space" : "sign",
      bracketed: /[([]/.test(between),
    });
    end = match.index + match[0].length;
  }
  return tokens;
}

/** What was typed from one word to another, the last included, with the signs between them and the bracket behind. */
export function typedFrom(line: string, tokens: readonly Token[]): string {
  const [start, end] = [tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0];
  const typed = line.slice(start, end);
  const [closing = ""] = /[([][^)\]]*$/.test(typed)
    ? (/^\s*[)\]]/.exec(line.slice(end)) ?? [])
    : [];
  return typed + closing;
}
