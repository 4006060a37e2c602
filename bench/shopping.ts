import { setTimeout as sleep } from "node:timers/promises";
import { buttonsOf } from "../sandbox/telegram/people/presses.ts";
import { until } from "../sandbox/telegram/wait.ts";
import type { BotProcess, Stage } from "./stage.ts";
import { percentile } from "./table.ts";

/** So long after ✅, ms. */
interface Bought {
  /** The supplier made it a transaction. */
  suppliedMs: number;
  /** Its card says that it is at the supplier's. */
  placedMs: number;
}

export interface Shopping {
  /** What the next person types: a product and a number that was never typed before. */
  next(): { person: number; number: string };
  /** Types it and presses ✅ on the card; rejects when nothing comes for `patienceMs`. */
  buy(order: { person: number; number: string }, patienceMs?: number): Promise<Bought>;
}

const serviceCode = "TS5";
const usualPatienceMs = 20_000;
const mostLooks = 600;

/** People who type what they order, and press ✅. */
export function shopping({ telegram, osimesa, people }: Stage): Shopping {
  let turn = 0;
  const suppliedAtMs = new Map<string, number>();
  osimesa.events.on("transaction", ({ data: [number] }) => {
    if (!suppliedAtMs.has(number)) suppliedAtMs.set(number, performance.now());
  });
  return {
    next() {
      turn += 1;
      return {
        person: people[turn % people.length] ?? 0,
        number: `0812${String(10_000_000 + turn)}`,
      };
    },
    async buy({ person, number }, patienceMs = usualPatienceMs) {
      const after = telegram.sendText(person, `${serviceCode}.${number}`).message.message_id;
      const newer = () =>
        telegram
          .chat(person)
          .messages.filter(({ byBot, message }) => byBot && message.message_id > after)
          .map(({ message }) => message);
      const find = <Found>(what: string, look: () => Found | undefined) =>
        until(
          telegram.events,
          ["message", "edited"],
          look,
          patienceMs,
          () =>
            new Error(
              `no ${what}: ${newer()
                .map(({ text }) => text)
                .join("\n")}`,
            ),
        );
      const card = await find("card", () => {
        for (const { message_id: messageId, reply_markup: markup } of newer()) {
          const found = buttonsOf(markup).find(({ button }) => button.text.startsWith("✅"));
          if (found !== undefined) return { messageId, row: found.row, column: found.column };
        }
        return undefined;
      });
      const pressedMs = performance.now();
      void telegram.press(person, card.messageId, card).answered;
      await find("placed order", () =>
        newer().find(({ text }) => /⏳ Sedang diproses|✅ Sukses/.test(text ?? "")),
      );
      const placedMs = performance.now() - pressedMs;
      return { suppliedMs: (suppliedAtMs.get(number) ?? Number.NaN) - pressedMs, placedMs };
    },
  };
}

export interface Round extends Bought {
  /** Processor time of the bot for one order. */
  cpuMs: number;
}

export const ordersARound = { count: 24, atOnce: 6 };

/** The medians of a round: `atOnce` people, each with an order after the other. */
export async function buyARound(shop: Shopping, bot: BotProcess): Promise<Round> {
  const { count, atOnce } = ordersARound;
  const before = await bot.cpuMs();
  const all: Bought[] = [];
  const worker = async () => {
    for (let order = 0; order < count / atOnce; order += 1) all.push(await shop.buy(shop.next()));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return {
    suppliedMs: percentile(
      all.map((one) => one.suppliedMs),
      0.5,
    ),
    placedMs: percentile(
      all.map((one) => one.placedMs),
      0.5,
    ),
    cpuMs: ((await bot.cpuMs()) - before) / count,
  };
}

/** What one sells is there. */
export async function hasCatalogue(bot: BotProcess): Promise<void> {
  for (let look = 0; look < mostLooks; look += 1) {
    if ((await bot.figure("osimesa_catalogue_services")) > 0) return;
    await sleep(50);
  }
  throw new Error("the bot has no list of services");
}
