import { once } from "node:events";
import { Readable } from "node:stream";
import { createGunzip, createGzip } from "node:zlib";
import type { Redis } from "../redis/redis.ts";

/** The last good list as the upstream gave it, in Redis: a hash of version, time and the gzipped answer. */
export interface KeptList {
  read(): Promise<{ fetchedAtMs: number; chunks: AsyncIterable<Uint8Array> } | null>;
  write(gzipped: Buffer, fetchedAtMs: number): Promise<void>;
  /** The list is still the same. */
  renew(fetchedAtMs: number): Promise<void>;
}

const version = "1";

export function createKeptList(redis: Redis, key: string): KeptList {
  return {
    async read() {
      const kept = await redis.hgetallBuffer(key);
      const { v, fetchedAt, answer } = kept;
      if (answer === undefined || fetchedAt === undefined || v?.toString() !== version) return null;
      const chunks: AsyncIterable<Uint8Array> = Readable.from([answer]).pipe(
        createGunzip({ chunkSize: chunkBytes }),
      );
      return { fetchedAtMs: Number(fetchedAt), chunks };
    },
    async write(gzipped, fetchedAtMs) {
      await redis.hset(key, { v: version, fetchedAt: fetchedAtMs, answer: gzipped });
    },
    async renew(fetchedAtMs) {
      await redis.hset(key, { fetchedAt: fetchedAtMs });
    },
  };
}

const chunkBytes = 64 * 1024;

/** Compresses what is written to it, off the main thread, holding only the result. */
export interface Packer {
  /** Resolves when it is ready for more. */
  write(chunk: Uint8Array): Promise<void>;
  /** The whole, gzipped. */
  end(): Promise<Buffer>;
}

export function createPacker(): Packer {
  const gzip = createGzip({ level: 1 });
  const parts: Buffer[] = [];
  gzip.on("data", (part: Buffer) => parts.push(part));
  return {
    async write(chunk) {
      if (!gzip.write(chunk)) await once(gzip, "drain");
    },
    async end() {
      const ended = once(gzip, "end");
      gzip.end();
      await ended;
      return Buffer.concat(parts);
    },
  };
}
