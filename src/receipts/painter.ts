import { Worker } from "node:worker_threads";
import { z } from "zod";
import type { Log } from "../log.ts";
import type { ReceiptPicture } from "./picture.ts";

/** Draws receipts beside everything else: nobody's press waits while letters are read and pixels packed. */
export interface ReceiptPainter {
  /** A PNG; null: it could not be drawn, and words must do. */
  draw(picture: ReceiptPicture): Promise<Buffer | null>;
}

const patienceMs = 15_000;

const drawnSchema = z.object({ number: z.number(), png: z.instanceof(Uint8Array) });

/** Its thread begins with the first receipt, for it takes 50 MB, and keeps no process from ending. */
export function createReceiptPainter({
  log,
  maxWaiting = 100,
}: {
  log: Log;
  /** Drawing is quick, so that more are a flood. Default 100. */
  maxWaiting?: number;
}): ReceiptPainter {
  const waiting = new Map<number, (png: Buffer | null) => void>();
  let worker: Worker | null = null;
  let count = 0;

  function begin(): Worker {
    const begun = new Worker(new URL("draw-worker.ts", import.meta.url));
    const end = (error?: unknown) => {
      if (worker !== begun) return;
      worker = null;
      if (error !== undefined) log.error({ err: error }, "receipts are not drawn");
      for (const settle of waiting.values()) settle(null);
      waiting.clear();
    };
    begun.on("message", (message: unknown) => {
      const { number, png } = drawnSchema.parse(message);
      waiting.get(number)?.(Buffer.from(png));
    });
    begun.on("error", end);
    begun.on("exit", () => end());
    begun.unref();
    return begun;
  }

  return {
    async draw(picture) {
      if (waiting.size >= maxWaiting) return null;
      const number = (count += 1);
      const { promise, resolve } = Promise.withResolvers<Buffer | null>();
      const patience = setTimeout(() => resolve(null), patienceMs);
      waiting.set(number, resolve);
      worker ??= begin();
      worker.postMessage({ number, picture });
      try {
        return await promise;
      } finally {
        clearTimeout(patience);
        waiting.delete(number);
      }
    },
  };
}
