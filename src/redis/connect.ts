import { Redis } from "ioredis";
import type { Log } from "../log.ts";

/**
 * A connection whose commands are sent once.
 *
 * ioredis resends commands whose reply was lost, which doubles what is not idempotent and hides that the outcome
 * is unknown. Here a lost reply rejects at once and means "unknown, read again".
 */
export function connectRedis(
  url: string,
  log: Log,
  onCommand: CommandObserver = () => undefined,
): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: 0,
    commandTimeout: 3_000,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    connectTimeout: 3_000,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 6), 2_000),
    // A primary that became a replica answers READONLY: connect again, it may have moved.
    reconnectOnError: (error) => error.message.startsWith("READONLY"),
    lazyConnect: true,
  });
  tendCommands(redis, onCommand);
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

/**
 * Times every command, and lets those of one turn of the event loop leave in one write: fifty chats at once would
 * otherwise make a system call for each of their commands. Unlike ioredis's own pipelining it changes nothing else:
 * each command keeps its timeout and its fate, and none waits for the reply to another.
 */
function tendCommands(redis: Redis, observe: CommandObserver): void {
  const send = redis.sendCommand.bind(redis);
  let gathering = false;
  redis.sendCommand = (command, writeTo) => {
    const startedMs = performance.now();
    const timed = () => observe(command.name, (performance.now() - startedMs) / 1_000);
    command.promise.then(timed, timed);
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
