import { once } from "node:events";
import type { TestContext } from "node:test";
import type { Redis } from "ioredis";
import { z } from "zod";

export interface Commanded {
  /** As Redis was told them, also from within scripts: names in lower case. */
  commands: string[];
  /** Those of them that Redis itself calls writes. */
  writes: string[];
  /** How often commands left after an answer to an earlier one had come: what leaves together is one. */
  roundTrips: number;
  /** Texts and numbers in the largest answer. */
  largestAnswer: number;
}

/** Counts what one connection asks of its Redis database while a task runs. */
export async function openCounter(
  context: TestContext,
  redis: Redis,
): Promise<(task: () => Promise<unknown>) => Promise<Commanded>> {
  // `redis.monitor()` leaves behind, for ever, a connection of which it heard of an error before it watched.
  const monitor = redis.duplicate({ monitor: true, lazyConnect: false });
  context.after(() => monitor.disconnect());
  monitor.on("error", () => undefined);
  await new Promise((watching) => monitor.once("monitoring", watching));
  const database = String(redis.options.db ?? 0);
  let seen: string[] = [];
  monitor.on("monitor", (_time: string, args: string[], _source: string, from: string) => {
    if (from === database) seen.push(args.slice(0, args[0] === "echo" ? 2 : 1).join(" "));
  });

  let roundTrips = 0;
  let largestAnswer = 0;
  let answered = true;
  const send = redis.sendCommand.bind(redis);
  redis.sendCommand = (command, writeTo) => {
    if (answered) roundTrips += 1;
    answered = false;
    const noteAnswer = (answer: unknown) => {
      answered = true;
      largestAnswer = Math.max(largestAnswer, sizeOf(answer));
    };
    command.promise.then(noteAnswer, noteAnswer);
    return send(command, writeTo);
  };

  let marks = 0;
  /** What Redis was told before now has been seen. */
  async function caughtUp(): Promise<void> {
    marks += 1;
    const mark = `mark ${marks}`;
    await redis.echo(mark);
    while (!seen.includes(`echo ${mark}`)) await once(monitor, "monitor");
  }

  return async (task) => {
    await caughtUp();
    seen = [];
    [roundTrips, largestAnswer] = [0, 0];
    await task();
    const taken = { roundTrips, largestAnswer };
    await caughtUp();
    const commands = seen
      .filter((name) => !name.startsWith("echo mark"))
      .map((name) => name.toLowerCase());
    const known = await Promise.all(commands.map((name) => redis.command("INFO", name)));
    const writes = commands.filter((_, place) => flagsOf(known[place]).includes("write"));
    return { commands, writes, ...taken };
  };
}

/** `COMMAND INFO`: name, arity, flags, … */
const info = z.tuple([z.tuple([z.string(), z.number(), z.array(z.string())], z.unknown())]);
const flagsOf = (answer: unknown) => info.parse(answer)[0][2];

function sizeOf(answer: unknown): number {
  if (Array.isArray(answer)) return answer.reduce<number>((sum, one) => sum + sizeOf(one), 0);
  if (typeof answer === "object" && answer !== null) return 2 * Object.keys(answer).length;
  return 1;
}
