import { Command, type Redis } from "ioredis";
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
export function noteConnections(
  redis: Redis,
  { prefix, rng, log }: { prefix: string; rng: Rng; log: Log },
): void {
  const send = redis.sendCommand.bind(redis);
  let latest: { stream: unknown; noting: Promise<void>; noted: boolean } | null = null;
  let warned = false;

  async function note(): Promise<void> {
    const parameters = [connected.source, 1, prefix, rng.id(9)];
    const reply = await send(new Command("eval", parameters, { replyEncoding: "utf8" }));
    if (warned || !Array.isArray(reply) || reply[0] !== "connection") return;
    warned = true;
    log.warn(
      "Redis does not say when it started (INFO is forbidden): each new connection, so each start of a bot, is taken for a Redis that may have forgotten its latest orders; those that wait are then checked with the supplier before anything is sent",
    );
  }

  function noteNow(): Promise<void> {
    const { stream } = redis;
    const noting = note();
    const one = { stream, noting, noted: false };
    latest = one;
    noting.then(
      () => void (one.noted = true),
      () => void (latest = latest === one ? null : latest),
    );
    return noting;
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
