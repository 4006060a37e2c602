import { Command, Redis, type Cluster } from "ioredis";
import type { Rng } from "../clock.ts";
import type { Log } from "../log.ts";
import { scriptsIn } from "./scripts.ts";

const connected = scriptsIn(["connected"], new URL("lua/", import.meta.url)).read("connected");

/** A Redis that cannot run the script at all says so in its answer to these. */
const asksForRedis = new Set(["info", "config"]);

/**
 * Has Redis note each connection before anything else is done on it. Where INFO is forbidden, connections are all that
 * tells one memory of Redis from another: a command on an unnoted one would be taken for one on the connection before.
 * So commands wait for the note, and are rejected with it; the next one has it tried again.
 */
export function noteConnections(redis: Redis | Cluster, options: NoteOptions): void {
  const found = { saysItself: false, warned: false };
  if (redis instanceof Redis) return noteEach(redis, options, found);
  redis.on("+node", (node) => noteEach(node, options, found));
}

interface NoteOptions {
  prefix: string;
  rng: Rng;
  log: Log;
}

/** What the servers behind one client have answered. */
interface Found {
  /** It says when it started: its connections are of no importance. */
  saysItself: boolean;
  warned: boolean;
}

function noteEach(redis: Redis, { prefix, rng, log }: NoteOptions, found: Found): void {
  const send = redis.sendCommand.bind(redis);
  let latest: { stream: unknown; noting: Promise<void>; noted: boolean } | null = null;

  /** Whether this connection need not be noted again. */
  async function note(): Promise<boolean> {
    const parameters = [connected.source, 1, prefix, rng.id(9)];
    let reply: unknown;
    try {
      reply = await send(new Command("eval", parameters, { replyEncoding: "utf8" }));
    } catch (error) {
      // A cluster's node without the account's keys has nothing to forget; it may get them.
      if (error instanceof Error && error.message.startsWith("MOVED ")) return false;
      throw error;
    }
    if (!Array.isArray(reply)) return true;
    found.saysItself = reply[0] === "info";
    if (found.warned || found.saysItself) return true;
    found.warned = true;
    log.warn(
      "Redis does not say when it started (INFO is forbidden): each new connection, so each start of a bot, is taken for a Redis that may have forgotten its latest orders; those that wait are then checked with the supplier before anything is sent",
    );
    return true;
  }

  function noteNow(): Promise<void> {
    const { stream } = redis;
    const forget = () => void (latest = latest === one ? null : latest);
    const noted = note();
    const one = { stream, noting: noted.then(() => undefined), noted: false };
    latest = one;
    noted.then((forGood) => (forGood ? void (one.noted = true) : forget()), forget);
    return one.noting;
  }

  redis.sendCommand = (command, writeTo) => {
    const noted = latest !== null && latest.stream === redis.stream ? latest : null;
    // Before it is ready only what makes it so gets through; what asks for Redis itself is of no memory.
    const isFree = redis.status !== "ready" || asksForRedis.has(command.name);
    if (isFree || noted?.noted === true) return send(command, writeTo);
    (noted?.noting ?? noteNow()).then(
      () => void send(command, writeTo),
      (error: unknown) => command.reject(error instanceof Error ? error : new Error(String(error))),
    );
    return command.promise;
  };
}
