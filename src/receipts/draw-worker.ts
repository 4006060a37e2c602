import { parentPort } from "node:worker_threads";
import { z } from "zod";
import { drawReceipt } from "./draw.ts";
import { receiptPictureSchema } from "./picture.ts";

const askedSchema = z.object({ number: z.number(), picture: receiptPictureSchema });

/** Draws what it is asked to, one after the other. */
parentPort?.on("message", (message: unknown) => {
  const { number, picture } = askedSchema.parse(message);
  parentPort?.postMessage({ number, png: drawReceipt(picture) });
});
