import { setTimeout as sleep } from "node:timers/promises";

/** Waits, at most 20 s if nothing else is said, until `look` finds something. */
export async function until<T>(
  look: () => T | null | undefined | false | Promise<T | null | undefined | false>,
  { withinMs = 20_000 }: { withinMs?: number } = {},
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`not seen within ${withinMs} ms: ${String(look)}`);
    await sleep(20);
  }
}
