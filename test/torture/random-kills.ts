import { setTimeout as sleep } from "node:timers/promises";
import { createRandom, type Random } from "../simulation/random.ts";
import { reseller, type Reseller } from "../story/reseller.ts";
import type { Fault } from "../../sandbox/osimesa/faults.ts";
import type { RecordedRequest } from "../../sandbox/osimesa/request-log.ts";
import type { CallLogEntry } from "../../sandbox/telegram/call-log.ts";
import type { FaultRequest } from "../../sandbox/telegram/faults.ts";
import { openArena, type Arena } from "./arena.ts";
import { atRest, complaintsAbout, complaintsAboutBooks } from "./verdict.ts";

export interface RandomKillsReport {
  kills: number;
  orders: number;
  reviewed: number;
  complaints: string[];
}

const orderFaults: readonly Fault[] = [
  { kind: "answer-lost" },
  { kind: "dropped" },
  { kind: "http-error", status: 502, executed: true },
  { kind: "slow", headersMs: 700 },
  { kind: "executed-late", delayMs: 800, answer: "destroyed" },
  { kind: "garbled", how: "truncated" },
];
const telegramFaults: readonly FaultRequest[] = [
  { kind: "too_many_requests", retryAfterS: 1 },
  { kind: "server_error" },
  { kind: "answer_lost" },
  { kind: "dropped" },
];
/** On a busy machine less comes by for them to strike. */
const faultsAtOnce = 20;
/** What one person's order takes at most: were all struck down long before, hardly one would ever be confirmed. */
export const answersOfAnOrder = 8;
/** However few orders are made meanwhile. */
const killsPerWanted = 10;
/** Longest wait for what a kill is to interrupt. */
const quietMs = 10_000;
/** How long everything may take to come to rest once faults stop: the grace, a lease, and the telling. */
const restMs = 120_000;

/**
 * Resellers order all the time while the bot is killed at random moments and both sides of it misbehave; then the
 * faults stop and every order is judged.
 */
export async function killAtRandom(options: {
  seed: number;
  kills: number;
  orders: number;
  resellers: number;
}): Promise<RandomKillsReport> {
  const random = createRandom(options.seed);
  const ids = Array.from({ length: options.resellers }, (_, place) => 7_001 + place);
  const arena = await openArena(ids);
  const over = { yes: false };
  try {
    let made = 0;
    const nextNumber = () => `0812${String(30_000_000 + (made += 1))}`;
    let bot = await arena.startBot();
    const people = ids.map((id) =>
      reseller(arena.telegram, { id, name: `Reseller ${id}`, timeoutMs: 3_000 }),
    );
    const ordering = people.map((person) => keepOrdering(person, random.fork(), nextNumber, over));
    const trouble = misbehave(arena, random.fork(), over);
    let kills = 0;
    let orders = 0;
    const mostKills = options.kills * killsPerWanted;
    for (; kills < options.kills || (orders < options.orders && kills < mostKills); kills += 1) {
      await somethingHappens(arena, random.integer(1, answersOfAnOrder * ids.length));
      await bot.kill();
      bot = await arena.startBot();
      if (kills + 1 >= options.kills) orders = (await arena.orders(ids)).length;
    }
    over.yes = true;
    await Promise.all([...ordering, trouble]);
    arena.osimesa.faults.clear();
    arena.telegram.faults.clear();
    return { kills, ...(await comeToRest(arena, ids)) };
  } finally {
    over.yes = true;
    await arena.close();
  }
}

/**
 * Waits for so many answers to people and orders sent: a kill meets work, however busy the machine. Polls are none: on a
 * busy one nothing else would come between two kills.
 */
export async function somethingHappens(arena: Arena, times: number): Promise<void> {
  const { telegram, osimesa } = arena;
  const enough = Promise.withResolvers<void>();
  let left = times;
  const count = () => {
    left -= 1;
    if (left === 0) enough.resolve();
  };
  const countAnswer = ({ method, payload }: CallLogEntry) =>
    ("chat_id" in payload || method === "answerCallbackQuery") && count();
  const countOrder = ({ type }: RecordedRequest) => type === "order" && count();
  telegram.events.on("call", countAnswer);
  osimesa.events.on("request", countOrder);
  await Promise.race([enough.promise, sleep(quietMs, undefined, { ref: false })]);
  telegram.events.off("call", countAnswer);
  osimesa.events.off("request", countOrder);
}

/** A person who orders again and again, patiently starting over when the bot dies under their hands. */
export async function keepOrdering(
  person: Reseller,
  random: Random,
  nextNumber: () => string,
  over: { yes: boolean },
): Promise<void> {
  while (!over.yes) {
    await sleep(200 + random.delayMs(2_000));
    try {
      await person.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
      await person.sees(/Nomor HP tujuan\?|Which phone number\?/);
      person.says(nextNumber());
      const card = await person.sees(/^Cek/);
      for (let taps = random.integer(1, 3); taps > 0; taps -= 1)
        void person.taps("✅", { message: card }).catch(() => undefined);
    } catch {
      // The bot was down or Telegram was: nothing was confirmed, so they start over.
    }
  }
}

export async function misbehave(
  arena: Arena,
  random: Random,
  over: { yes: boolean },
): Promise<void> {
  while (!over.yes) {
    await sleep(random.delayMs(400));
    if (arena.osimesa.faults.list().length + arena.telegram.faults.list().length > faultsAtOnce)
      continue;
    if (random.chance(0.5)) arena.osimesa.faults.on(random.pick(orderFaults), { types: ["order"] });
    else if (random.chance(0.2))
      arena.osimesa.faults.on({ kind: "http-error", status: 500 }, { types: ["status"], count: 3 });
    else
      arena.telegram.faults.add({
        ...random.pick(telegramFaults),
        method: random.pick(["sendMessage", "editMessageText"]),
      });
  }
}

export async function comeToRest(
  arena: Arena,
  ids: readonly number[],
): Promise<Omit<RandomKillsReport, "kills">> {
  const deadlineMs = Date.now() + restMs;
  for (;;) {
    const orders = await arena.orders(ids);
    const complaints = [...complaintsAbout(arena, orders), ...(await complaintsAboutBooks(arena))];
    if ((orders.every(atRest) && complaints.length === 0) || Date.now() > deadlineMs) {
      return {
        orders: orders.length,
        reviewed: orders.filter((order) => order.timeline.some((entry) => entry.to === "review"))
          .length,
        complaints,
      };
    }
    await sleep(500);
  }
}
