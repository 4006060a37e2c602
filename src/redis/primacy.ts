import { Redis } from "ioredis";
import type { Log } from "../log.ts";
import type { AccountNode } from "./account-node.ts";
import type { HostPort, RedisAddress } from "./address.ts";

/**
 * Whether the server that we work with still is the primary. One that was replaced while it was cut off takes writes
 * that are thrown away later; what it acknowledges meanwhile must keep nobody at work.
 */
export interface Primacy {
  /** Rejects where that is not sure. */
  confirm(): Promise<void>;
  close(): void;
}

/** One server is what it is. */
export const alwaysPrimary: Primacy = { confirm: () => Promise.resolve(), close: () => undefined };

const answerMs = 1_000;
/** So soon a connection to one that hangs is given up once another was promoted. */
const lookEveryMs = 1_000;

/** By the majority of all sentinels that REDIS_URL names. A connection to a server that it calls none is made anew. */
export function createSentinelPrimacy({
  address,
  connections,
  log,
}: {
  address: RedisAddress & { kind: "sentinels" };
  /** The first is the one it is asked of. */
  connections: readonly [Redis, ...Redis[]];
  log: Log;
}): Primacy {
  const majority = Math.floor(address.nodes.length / 2) + 1;
  const sentinels = address.nodes.map((node) => connectSentinel(node, address));
  const say = createSayer(log);

  /** What the majority names; null: there is none. */
  async function named(): Promise<Named | null> {
    const asked = await Promise.all(sentinels.map((one) => askSentinel(one, address.name)));
    const answers = asked.filter((answer) => answer !== null);
    return (
      answers.find((one) => answers.filter((other) => isSame(one, other)).length >= majority) ??
      null
    );
  }

  async function confirm(): Promise<void> {
    const primary = await named();
    if (primary === null) {
      say("fewer than half of the sentinels answer and agree on the primary; orders wait");
      throw new Error("no majority of the sentinels names a primary");
    }
    const [is] = await Promise.all(connections.map((one) => isAt(one, primary)));
    if (is === true) return say(null);
    say(
      `the sentinels name ${primary.host}:${primary.port} as the primary; the bot connects to it`,
    );
    throw new Error("the sentinels name another primary");
  }

  let looking = false;
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    void confirm()
      .catch(() => undefined)
      .finally(() => (looking = false));
  }, lookEveryMs);
  timer.unref();
  return {
    confirm,
    close() {
      clearInterval(timer);
      for (const sentinel of sentinels) sentinel.disconnect();
    },
  };
}

/** By the account's node of a cluster: one that is cut off from the others says so after a while. */
export function createClusterPrimacy({ node, log }: { node: AccountNode; log: Log }): Primacy {
  const say = createSayer(log);
  return {
    async confirm() {
      const info = await (await node()).cluster("INFO");
      if (/^cluster_state:ok\r?$/m.test(info)) return say(null);
      say("the cluster says of itself that it does not work (cluster_state); orders wait");
      throw new Error("cluster_state is not ok");
    },
    close: () => undefined,
  };
}

interface Named extends HostPort {
  runId: string;
}

const isSame = (one: Named, other: Named) => one.host === other.host && one.port === other.port;

function connectSentinel(
  node: HostPort,
  { sentinelUsername, sentinelPassword, tls }: RedisAddress & { kind: "sentinels" },
): Redis {
  const sentinel = new Redis({
    ...node,
    ...(sentinelUsername === null ? {} : { username: sentinelUsername }),
    ...(sentinelPassword === null ? {} : { password: sentinelPassword }),
    ...(tls ? { tls: {} } : {}),
    maxRetriesPerRequest: 0,
    commandTimeout: answerMs,
    connectTimeout: answerMs,
    retryStrategy: () => answerMs,
    lazyConnect: true,
  });
  // One that does not answer is counted as such.
  sentinel.on("error", () => undefined);
  return sentinel;
}

async function askSentinel(sentinel: Redis, name: string): Promise<Named | null> {
  try {
    const flat = await sentinel.call("SENTINEL", "MASTER", name);
    if (!Array.isArray(flat)) return null;
    const value = (field: string) => String(flat[flat.indexOf(field) + 1] ?? "");
    return { host: value("ip"), port: Number(value("port")), runId: value("runid") };
  } catch {
    return null;
  }
}

/**
 * Whether a connection is to this server; one to another is made anew. At once, not when the others have answered too: it
 * may be being made by then, and ioredis (6.0.0) gives one up for good that is disconnected while it asks the sentinels.
 */
async function isAt(connection: Redis, named: Named): Promise<boolean> {
  if (connection.status !== "ready") return false;
  const is = await isServer(connection, named);
  if (!is) connection.disconnect(true);
  return is;
}

/** By its run too: sentinels may know it under another address. */
async function isServer(connection: Redis, named: Named): Promise<boolean> {
  const { remoteAddress, remotePort } = connection.stream;
  if (remoteAddress?.replace(/^::ffff:/, "") === named.host && remotePort === named.port)
    return true;
  try {
    return (
      named.runId !== "" && (await connection.info("server")).includes(`run_id:${named.runId}`)
    );
  } catch {
    // It does not answer: there is a primary to go to instead.
    return false;
  }
}

/** Says what has changed. */
function createSayer(log: Log): (what: string | null) => void {
  let said: string | null = null;
  return (what) => {
    if (what === said) return;
    said = what;
    if (what === null) log.info("redis: the primary is confirmed again");
    else log.error(`redis: ${what}`);
  };
}
