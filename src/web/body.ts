import { pipeline } from "node:stream/promises";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

type Bytes = AsyncIterable<Uint8Array>;

/** An answer that goes on and on is none. */
export class BodyError extends Error {}

/** Passes on what comes, at most `maxBytes` of it; throws a `BodyError` at the first byte more. */
export async function* atMost(maxBytes: number, source: Bytes): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new BodyError(`> ${maxBytes} bytes`);
    yield chunk;
  }
}

const decoders: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** Undoes a `content-encoding` piece by piece; one it does not know is left for the reader of the text to refuse. */
export function decoded(source: Bytes, encoding: string | undefined): Bytes {
  const create = decoders[encoding?.trim().toLowerCase() ?? ""];
  if (create === undefined) return source;
  const decoder = create();
  // What goes wrong, in the source too, is thrown where the decoder is read.
  pipeline(source, decoder).catch(() => undefined);
  return bytesOf(decoder);
}

async function* bytesOf(stream: NodeJS.ReadableStream): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) yield Buffer.from(chunk);
}

export async function textOf(source: Bytes): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
