const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };

/**
 * The character reference at `at`, where an `&` stands: numeric, or one of the four Telegram knows, with or
 * without its semicolon. Anything else is text: the ampersand stands for itself.
 */
export function decodeReference(source: string, at: number): { text: string; end: number } {
  const found = /^&(?:#x([0-9a-f]*)|#(\d*)|([a-z]+));?/i.exec(source.slice(at, at + 32));
  const plain = { text: "&", end: at + 1 };
  if (found === null) return plain;
  const [whole, hex, decimal, name] = found;
  const end = at + whole.length;
  if (name !== undefined) {
    const character = NAMED[name];
    return character === undefined ? plain : { text: character, end };
  }
  const code = Number.parseInt(hex ?? decimal ?? "", hex === undefined ? 10 : 16);
  const isCharacter = code > 0 && code < 0x10ffff && whole.length < 11;
  return isCharacter ? { text: String.fromCodePoint(code), end } : plain;
}
