import { setTimeout as sleep } from "node:timers/promises";

/** Waits, at most 10 s, until `look` finds something. */
export async function until<T>(
  look: () => T | null | undefined | false | Promise<T | null | undefined | false>,
): Promise<T> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`not seen within 10 s: ${String(look)}`);
    await sleep(20);
  }
}
