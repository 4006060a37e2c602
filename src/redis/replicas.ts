import type { Redis } from "ioredis";
import type { AccountNode } from "./account-node.ts";
import type { Scripted } from "./redis.ts";

/** A script was carried out, or it was not begun, and too few replicas have what Redis would forget without them. */
export class UnreplicatedError extends Error {
  /** Whether the script was carried out, as far as its own server goes. */
  readonly ran: boolean;
  constructor(ran: boolean) {
    super(
      ran
        ? "done, but too few replicas of Redis have it"
        : "not begun: too few replicas of Redis have what was done before",
    );
    this.name = "UnreplicatedError";
    this.ran = ran;
  }
}

/** Scripts whose effect a failover should not lose. */
export interface Replicas {
  /** Not begun while replicas are missing; rejects with an `UnreplicatedError` where too few have it in time. */
  needed: Scripted;
  /** Begun in any case; rejects likewise. */
  demanded: Scripted;
  /** Gives replicas their time, and goes on without them. */
  awaited: Scripted;
  /** Whether enough replicas have what is written now; null: none are asked for. */
  check(): Promise<boolean | null>;
}

/** Where no replicas are asked for. */
export const withoutReplicas = (redis: Scripted): Replicas => ({
  needed: redis,
  demanded: redis,
  awaited: redis,
  check: () => Promise.resolve(null),
});

interface Job {
  send(node: Redis): Promise<unknown>;
  kind: "needed" | "demanded" | "awaited";
  resolve(reply: unknown): void;
  reject(error: unknown): void;
}

/** Replicas on the same network have it within a few ms. */
const usualWaitMs = 500;
/** For what goes on without them, while they are known to be missing. */
const briefWaitMs = 20;
/** Several jobs share one wait; more at once than people can press are a mistake. */
const mostTogether = 100;
const mostWaiting = 2_000;

/**
 * Sends scripts on a connection of their own and has Redis say how many replicas have them: `WAIT` counts what its own
 * connection did, and holds up what comes after it there.
 *
 * All that leaves together ends with a write of ours, which is then the latest of that server: what is acknowledged
 * includes a script that an earlier connection carried out and that is only asked about again.
 */
export function createReplicas({
  node,
  replicas,
  durable,
  markKey,
  waitMs = usualWaitMs,
  onMoved,
}: {
  node: AccountNode;
  /** How many have to have it. */
  replicas: number;
  /** On their disks, where Redis can tell (`WAITAOF`, from 7.2). */
  durable: boolean;
  markKey: string;
  waitMs?: number;
  /** The node no longer has the account's keys. */
  onMoved(): void;
}): Replicas {
  const waiting: Job[] = [];
  let working = false;
  let enough = true;
  let onDisk = durable;

  async function work(): Promise<void> {
    working = true;
    while (waiting.length > 0) await together(waiting.splice(0, mostTogether));
    working = false;
  }

  async function together(jobs: readonly Job[]): Promise<void> {
    let one: Redis;
    try {
      one = await node();
    } catch (error) {
      for (const job of jobs) job.reject(error);
      return;
    }
    // One order may be claimed in vain while replicas are missing; the others wait for them.
    const missing = !enough && jobs.some(isNeeded) && !(enough = await acknowledged(one, waitMs));
    if (missing) for (const job of jobs.filter(isNeeded)) job.reject(new UnreplicatedError(false));
    const begun = missing ? jobs.filter((job) => !isNeeded(job)) : jobs;
    if (begun.length === 0) return;
    const mayGoOn = begun.every((job) => job.kind === "awaited");
    const replies = begun.map((job) => job.send(one));
    const counted = acknowledged(one, mayGoOn && !enough ? briefWaitMs : waitMs);
    const settled = await Promise.allSettled(replies);
    enough = await counted;
    for (const [place, job] of begun.entries()) {
      const reply = settled[place];
      if (reply?.status !== "fulfilled") fail(job, reply?.reason);
      else if (job.kind !== "awaited" && !enough) job.reject(new UnreplicatedError(true));
      else job.resolve(reply.value);
    }
  }

  function fail(job: Job, error: unknown): void {
    if (error instanceof Error && error.message.startsWith("MOVED ")) onMoved();
    job.reject(error);
  }

  /**
   * Leaves in the same turn, so on the same connection. A replica answers what came together before any of it is on its
   * disk, and of itself only once a second: asked again when it has all, it has that on disk too.
   */
  async function acknowledged(one: Redis, forMs: number): Promise<boolean> {
    const { stream } = one;
    const marked = one.set(markKey, "1");
    const received = one.call("WAIT", replicas, forMs);
    const [mark, count] = await Promise.allSettled([marked, received]);
    if (mark.status === "rejected" || count.status === "rejected") return false;
    if (Number(count.value) < replicas) return false;
    return (!onDisk || (await areOnDisk(one, forMs))) && one.stream === stream;
  }

  async function areOnDisk(one: Redis, forMs: number): Promise<boolean> {
    try {
      const counts = await one.call("WAITAOF", 0, replicas, forMs);
      return Array.isArray(counts) && Number(counts[1]) >= replicas;
    } catch (error) {
      if (isUnknown(error)) onDisk = false;
      return !onDisk;
    }
  }

  const run = (kind: Job["kind"], send: Job["send"]) =>
    new Promise<unknown>((resolve, reject) => {
      if (waiting.length >= mostWaiting) {
        reject(new Error("too many scripts wait for Redis"));
        return;
      }
      waiting.push({ kind, send, resolve, reject });
      if (!working) void work();
    });
  const scripted = (kind: Job["kind"]): Scripted => ({
    evalsha: (...script) => run(kind, (one) => one.evalsha(...script)),
    eval: (...script) => run(kind, (one) => one.eval(...script)),
  });
  return {
    needed: scripted("needed"),
    demanded: scripted("demanded"),
    awaited: scripted("awaited"),
    async check() {
      await run("awaited", () => Promise.resolve(null));
      return enough;
    },
  };
}

const isNeeded = (job: Job) => job.kind === "needed";

const isUnknown = (error: unknown) =>
  error instanceof Error && /^ERR unknown command/i.test(error.message);
