import { Redis } from "ioredis";
import type { Log } from "../log.ts";

/**
 * A connection whose commands are sent once.
 *
 * ioredis resends commands whose reply was lost, which doubles what is not idempotent and hides that the outcome
 * is unknown. Here a lost reply rejects at once and means "unknown, read again".
 */
export function connectRedis(url: string, log: Log, onCommand?: CommandObserver): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: 0,
    commandTimeout: 3_000,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    connectTimeout: 3_000,
    retryStrategy: (attempt) => Math.min(50 * 2 ** attempt, 2_000),
    // A primary that became a replica answers READONLY: connect again, it may have moved.
    reconnectOnError: (error) => error.message.startsWith("READONLY"),
    lazyConnect: true,
  });
  writeTogether(redis);
  if (onCommand !== undefined) timeCommands(redis, onCommand);
  let down = false;
  redis.on("error", (error: Error) => {
    if (!down) log.error({ why: error.message }, "redis: connection lost, trying again");
    down = true;
  });
  redis.on("ready", () => {
    if (down) log.info("redis: connected again");
    down = false;
  });
  return redis;
}

/** How long a command took, by its name, answered or not. */
export type CommandObserver = (command: string, seconds: number) => void;

function timeCommands(redis: Redis, observe: CommandObserver): void {
  const send = redis.sendCommand.bind(redis);
  redis.sendCommand = (command, writeTo) => {
    const startedMs = performance.now();
    const timed = () => observe(command.name, (performance.now() - startedMs) / 1_000);
    command.promise.then(timed, timed);
    return send(command, writeTo);
  };
}

/**
 * Lets the commands of one turn of the event loop leave in one write. Measured with fifty at once: 2.3 µs of CPU each
 * where a system call for each takes 5.9. Unlike ioredis's own pipelining it changes nothing else: each command keeps
 * its timeout and its fate, and none waits for the reply to another.
 */
function writeTogether(redis: Redis): void {
  const send = redis.sendCommand.bind(redis);
  let gathering = false;
  redis.sendCommand = (command, writeTo) => {
    const { stream } = redis;
    if (!gathering && redis.status === "ready") {
      gathering = true;
      stream.cork();
      setImmediate(() => {
        gathering = false;
        stream.uncork();
      });
    }
    return send(command, writeTo);
  };
}
