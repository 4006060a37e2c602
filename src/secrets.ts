/** In a text that is shown or stored where a secret was. */
export const secretMark = "•••";

/** Takes secrets out of others' texts, however they are spelled there, and puts `mark` in their place. */
export function withoutSecrets(secrets: readonly string[], mark: string): (text: string) => string {
  const spelled = spellings(secrets);
  return (text) => spelled.reduce((cut, secret) => cut.replaceAll(secret, mark), text);
}

/**
 * As it is, in a URL, in a form and in a JSON string (with `/` escaped or not), each in lower and upper case as well.
 * The longer before the shorter, so that of none an end is left.
 */
function spellings(secrets: readonly string[]): string[] {
  const found = secrets
    .filter((secret) => secret !== "")
    .flatMap((secret) => {
      const json = JSON.stringify(secret).slice(1, -1);
      return [
        secret,
        encodeURIComponent(secret),
        new URLSearchParams([["", secret]]).toString().slice(1),
        json,
        json.replaceAll("/", String.raw`\/`),
      ];
    })
    .flatMap((spelling) => [spelling, spelling.toLowerCase(), spelling.toUpperCase()]);
  return [...new Set(found)].toSorted((left, right) => right.length - left.length);
}

/** The same for bytes that come piece by piece: a secret may lie across two of them. */
export async function* bytesWithoutSecrets(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  secrets: readonly string[],
  mark: string,
): AsyncGenerator<Buffer> {
  const spelled = spellings(secrets).map((spelling) => Buffer.from(spelling));
  const keptBytes = Math.max(0, ...spelled.map(({ length }) => length - 1));
  let kept: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    const cut = spelled.reduce<Buffer>(
      (bytes, secret) => cutOut(bytes, secret, mark),
      Buffer.concat([kept, chunk]),
    );
    const ready = Math.max(0, cut.length - keptBytes);
    yield cut.subarray(0, ready);
    kept = cut.subarray(ready);
  }
  yield kept;
}

function cutOut(bytes: Buffer, secret: Buffer, mark: string): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = bytes.indexOf(secret); at >= 0; at = bytes.indexOf(secret, from)) {
    parts.push(bytes.subarray(from, at), Buffer.from(mark));
    from = at + secret.length;
  }
  return parts.length === 0 ? bytes : Buffer.concat([...parts, bytes.subarray(from)]);
}
