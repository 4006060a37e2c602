/** What the bot keeps in its Redis, read again and again as anybody may read it. */

export interface Watch<Look> {
  latest(): Look;
  /** Looks now, e.g. because a page opened. */
  look(): Promise<void>;
  close(): Promise<void>;
}

/** Often enough to watch an order move, and a handful of reads on loopback each time. */
const EVERY_MS = 300;

/** @param changed called with all of it whenever it differs from what it was */
export function watchRedis<Look>({
  read,
  empty,
  changed,
}: {
  readonly read: () => Promise<Look>;
  /** Until it was read. */
  readonly empty: Look;
  readonly changed: (look: Look) => void;
}): Watch<Look> {
  let latest = empty;
  let shown = JSON.stringify(empty);
  let looking: Promise<void> | undefined;

  async function readAll(): Promise<void> {
    const next = await read();
    const text = JSON.stringify(next);
    if (text === shown) return;
    shown = text;
    latest = next;
    changed(next);
  }

  /** One reading at a time; a Redis that is away for a moment is asked again at the next one. */
  function look(): Promise<void> {
    looking ??= readAll()
      .catch(() => undefined)
      .finally(() => {
        looking = undefined;
      });
    return looking;
  }

  const timer = setInterval(() => void look(), EVERY_MS);
  return {
    latest: () => latest,
    look,
    async close() {
      clearInterval(timer);
      await looking;
    },
  };
}
