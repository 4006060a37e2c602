import { setTimeout as sleep } from "node:timers/promises";

/** Waits, at most 20 s, until `look` finds something. */
export async function until<T>(
  look: () => T | null | undefined | false | Promise<T | null | undefined | false>,
): Promise<T> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`not seen within 20 s: ${String(look)}`);
    await sleep(20);
  }
}
