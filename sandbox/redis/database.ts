/**
 * A numbered database of a shared Redis, taken by one test file at a time.
 *
 * A claim is a key in database 0 that expires by itself. Only a database that is empty, or that
 * carries our mark from a run that died, is ever taken: a stranger's data is never touched.
 */

import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";

export interface ClaimedDatabase {
  readonly url: string;
  /** Empties the database and gives it back. */
  release(): Promise<void>;
}

/** Redis has 16 databases unless configured otherwise; 0 holds the claims. */
const LAST_DATABASE = 15;
/** Renewed while the claimer lives; a crashed one blocks its database for this long at most. */
const CLAIM_TTL_MS = 10 * 60_000;
/** How long to wait for another test file to finish. */
const WAIT_MS = 5 * 60_000;
const MARK = "osimesa-tests:mark";

export async function claimDatabase(url: string): Promise<ClaimedDatabase> {
  const claims = new Redis(url, { db: 0, maxRetriesPerRequest: 1 });
  claims.on("error", () => undefined);
  const owner = randomUUID();
  const deadline = performance.now() + WAIT_MS;
  try {
    while (performance.now() < deadline) {
      for (let number = 1; number <= LAST_DATABASE; number += 1) {
        const taken = await claims.set(claimKey(number), owner, "PX", CLAIM_TTL_MS, "NX");
        if (taken !== "OK") continue;
        if (await prepare(url, number)) {
          claims.disconnect();
          const claim = { url, number, owner };
          const renewal = setInterval(() => void renew(claim), CLAIM_TTL_MS / 3).unref();
          return {
            url: withDatabase(url, number),
            async release() {
              clearInterval(renewal);
              await release(claim);
            },
          };
        }
        await claims.del(claimKey(number));
      }
      await sleep(250);
    }
  } finally {
    claims.disconnect();
  }
  throw new Error("REDIS_URL: none of the databases 1–15 is empty and free for the tests");
}

async function prepare(url: string, number: number): Promise<boolean> {
  const redis = new Redis(url, { db: number, maxRetriesPerRequest: 1 });
  redis.on("error", () => undefined);
  try {
    const ours = (await redis.exists(MARK)) === 1;
    if (!ours && (await redis.dbsize()) > 0) return false;
    await redis.flushdb();
    await redis.set(MARK, "1");
    return true;
  } finally {
    redis.disconnect();
  }
}

interface Claim {
  url: string;
  number: number;
  owner: string;
}

/** A sandbox runs longer than a claim lives; missing one renewal or two does no harm. */
async function renew({ url, number }: Claim): Promise<void> {
  const redis = new Redis(url, { db: 0, maxRetriesPerRequest: 1 });
  redis.on("error", () => undefined);
  await redis.pexpire(claimKey(number), CLAIM_TTL_MS).catch(() => undefined);
  redis.disconnect();
}

/** Released twice, or after the claim ran out, it may be somebody else's by now, and is left alone. */
async function release({ url, number, owner }: Claim): Promise<void> {
  const redis = new Redis(url, { db: 0, maxRetriesPerRequest: 1 });
  redis.on("error", () => undefined);
  try {
    if ((await redis.get(claimKey(number))) !== owner) return;
    await redis.select(number);
    await redis.flushdb();
    await redis.select(0);
    await redis.del(claimKey(number));
  } finally {
    redis.disconnect();
  }
}

function claimKey(number: number): string {
  return `osimesa-tests:database:${number}`;
}

function withDatabase(url: string, number: number): string {
  const changed = new URL(url);
  changed.pathname = `/${number}`;
  return changed.href;
}
