import type { Loop } from "../loop.ts";
import type { Process } from "../process.ts";
import type { Random } from "../random.ts";
import { createHistory } from "./history.ts";
import { createKeyspace, type Keyspace } from "./keyspace.ts";

/** Redis as a primary with replicas: what is promoted may lag, and the one before may not know of it. */
export interface Servers {
  /** Which the sentinels name. */
  primary: Keyspace;
  /** Which one this process is connected to. */
  of(process: Process): Keyspace;
  scriptBegins(server: Keyspace, name: string): void;
  /** Another memory, with everything it had or without the latest of it. */
  becomes(how: "whole" | "forgetful"): void;
  /** A replica is promoted; for a while `stay` go on by the primary of before, which no replica hears any more. */
  split(stay: readonly Process[], ms: number): void;
  /** The primary of before, while it has anybody. */
  former(): Keyspace | null;
  /** What was done there is lost, and whoever stayed comes to the primary. */
  reunite(): void;
  /** When it became another memory. */
  changesMs: readonly number[];
  /** The transfers of which it ever lost a line. */
  forgotten: ReadonlySet<string>;
}

/** What can be lost is no older. */
const lagMs = 60_000;

export function createServers(
  loop: Loop,
  random: Random,
  { journalOf }: { journalOf(server: Keyspace): string[] },
): Servers {
  const history = createHistory(createKeyspace(loop.now), loop.now);
  const primary = history.db;
  const changesMs: number[] = [];
  const forgotten = new Set<string>();
  let former: { server: Keyspace; stay: ReadonlySet<Process>; common: number } | null = null;

  const forget = (lines: readonly string[]) => {
    for (const line of lines) forgotten.add(line.split("\t")[1] ?? "");
  };

  /** The moment it goes back to: any of the last minute, the latest write, or just before an order was made or claimed. */
  function goBack(): void {
    const scripts = history.scripts(loop.now() - lagMs);
    const last = (wanted: string) => scripts.findLast(({ name }) => name === wanted);
    const found = random.pick([
      () => (scripts.length === 0 ? undefined : random.pick(scripts)),
      () => scripts.at(-1),
      () => last("confirm"),
      () => last("claim"),
    ])();
    if (found === undefined) return;
    const lines = journalOf(primary);
    history.goBackBefore(found);
    forget(lines.slice(journalOf(primary).length));
  }

  function becomes(how: "whole" | "forgetful"): void {
    if (how === "forgetful") goBack();
    changesMs.push(loop.now());
    primary.becomes(`memory${changesMs.length + 1}`);
  }

  function reunite(): void {
    if (former !== null) forget(journalOf(former.server).slice(former.common));
    former = null;
  }

  return {
    primary,
    of: (process) => (former?.stay.has(process) === true ? former.server : primary),
    scriptBegins(server, name) {
      if (server === primary) history.scriptBegins(name);
    },
    becomes,
    split(stay, ms) {
      reunite();
      const server = createKeyspace(loop.now, primary.held());
      becomes("forgetful");
      const here = { server, stay: new Set(stay), common: journalOf(primary).length };
      former = here;
      loop.after(ms, () => {
        if (former === here) reunite();
      });
    },
    former: () => former?.server ?? null,
    reunite,
    changesMs,
    forgotten,
  };
}
