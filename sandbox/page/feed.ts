/** The live line from the server to every open page. */

import type { PageEvent } from "./protocol.ts";

export interface Feed {
  publish(event: PageEvent): void;
  /** Calls `make` soon, once for any number of calls before; for slices that are sent whole. */
  publishSoon(name: string, make: () => PageEvent): void;
  /** A new viewer: `send` gets each event as JSON. Answers how to leave. */
  join(send: (json: string) => void): () => void;
  close(): void;
}

/** Slices change in bursts; a person cannot tell updates closer than this apart. */
const SOON_MS = 60;

export function createFeed(): Feed {
  const viewers = new Set<(json: string) => void>();
  const soon = new Map<string, NodeJS.Timeout>();

  function publish(event: PageEvent): void {
    if (viewers.size === 0) return;
    const json = JSON.stringify(event);
    for (const send of viewers) send(json);
  }

  return {
    publish,
    publishSoon(name, make) {
      if (viewers.size === 0 || soon.has(name)) return;
      const timer = setTimeout(() => {
        soon.delete(name);
        publish(make());
      }, SOON_MS);
      soon.set(name, timer);
    },
    join(send) {
      viewers.add(send);
      return () => viewers.delete(send);
    },
    close() {
      for (const timer of soon.values()) clearTimeout(timer);
      soon.clear();
      viewers.clear();
    },
  };
}
