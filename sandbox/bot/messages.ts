/** What the sandbox and the bot's process say to each other. */

import { z } from "zod";

export const toBot = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("start"),
    /** As in .env. */
    settings: z.record(z.string(), z.string()),
    /** null: on stdout. */
    logFile: z.string().nullable(),
    aheadMs: z.number(),
  }),
  /** How far the shop's clock is ahead of the machine's. */
  z.object({ kind: z.literal("clock"), aheadMs: z.number() }),
  z.object({ kind: z.literal("stop") }),
]);
export type ToBot = z.output<typeof toBot>;

export const fromBot = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("started"), httpPort: z.number().int() }),
  /** It ends by itself after this. */
  z.object({ kind: z.literal("failed"), lines: z.array(z.string()) }),
]);
export type FromBot = z.output<typeof fromBot>;
