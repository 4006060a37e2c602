import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { jakartaDay } from "../src/jakarta.ts";
import { accountKeys } from "../src/redis/keys.ts";
import { buttonsOf } from "../sandbox/telegram/people/presses.ts";
import type { MessageRecord } from "../sandbox/telegram/world.ts";
import { felt, passersBy, type Passed, type PassersBy } from "./passers-by.ts";
import { account, openStage, operatorId, type BotProcess, type Stage } from "./stage.ts";
import { settings, spread, type Row } from "./table.ts";

const resellers = 10_000;
const servicesADay = 1_000;
const days = 30;
const rounds = 9;
const pressesPerSecond = 50;
const pauseMs = 300;
const answerWithinMs = 30_000;

/** What operators ask for in a large shop: how long they wait, and how long everybody else does. */
export async function* operators(): AsyncGenerator<Row> {
  yield settings(
    `${resellers.toLocaleString("en")} resellers, ${servicesADay.toLocaleString("en")} services a day for ${days} days, MAX_UPDATES_PER_PERSON=1000, ${pressesPerSecond} presses a second of others; ${rounds} rounds, in turn; the bot's event loop watched each ms`,
  );
  const stage = await openStage({ people: resellers });
  try {
    stage.telegram.addUser({ id: operatorId, firstName: "Operator", languageCode: "en" });
    await fill(stage);
    const bot = await stage.startBot({ MAX_UPDATES_PER_PERSON: "1000" }, { watched: true });
    const people = passersBy(stage, pressesPerSecond);
    const { asks, ask } = operatorOf(stage);
    const measured = new Map<string, Asked[]>(asks.map(([what]) => [what, []]));
    for (let round = 0; round <= rounds; round += 1) {
      for (const [what, act] of asks) {
        const one = await asked(() => ask(act), bot, people);
        // The first presses show menus to people who have none yet.
        if (round > 0) measured.get(what)?.push(one);
      }
    }
    await people.stop();
    for (const [what, all] of measured) {
      yield [`${what}: to the operator's answer`, `${spread(all.map(({ ms }) => ms))} ms`];
      yield [
        "  longest stall of the bot's event loop",
        `${spread(all.map(({ longestMs }) => longestMs))} ms`,
      ];
      yield felt(all.map(({ passed }) => passed));
    }
  } finally {
    await stage.close();
  }
}

interface Asked {
  ms: number;
  longestMs: number;
  passed: Passed;
}

async function asked(
  ask: () => Promise<unknown>,
  bot: BotProcess,
  people: PassersBy,
): Promise<Asked> {
  await bot.longestStallMs();
  people.take();
  const startedMs = performance.now();
  await ask();
  const ms = performance.now() - startedMs;
  await sleep(pauseMs);
  return { ms, longestMs: await bot.longestStallMs(), passed: people.take() };
}

type Act = { text: string } | { label: RegExp };

function operatorOf({ telegram }: Stage) {
  const asks: [what: string, act: Act | null][] = [
    ["nothing", null],
    ["/stats, today", { text: "/stats" }],
    [`/stats, ${days} days`, { label: /30/ }],
    ["/resellers", { text: "/resellers" }],
    ["/resellers, the next page", { label: /▶️|»|→|›/ }],
    ["/resellers with a search", { text: "/resellers 77" }],
  ];
  let latest: MessageRecord | null = null;

  async function ask(act: Act | null): Promise<void> {
    if (act === null) return;
    const answered = nextOf(telegram);
    if ("text" in act) telegram.sendText(operatorId, act.text);
    else {
      const record = latest;
      const found = buttonsOf(record?.message.reply_markup).find(({ button }) =>
        act.label.test(button.text),
      );
      if (record === null || found === undefined || !("callback_data" in found.button))
        throw new Error(`no button ${act.label.source}`);
      void telegram.press(operatorId, record.message.message_id, {
        data: found.button.callback_data,
      });
    }
    latest = await answered;
  }
  return { asks, ask };
}

/** The next message or edit that the operator sees. */
async function nextOf({ events }: Stage["telegram"]): Promise<MessageRecord> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      events.off("message", seen);
      events.off("edited", seen);
    };
    const seen = ({ chatId, record }: { chatId: number; record: MessageRecord }) => {
      if (chatId !== operatorId || !record.byBot) return;
      stop();
      resolve(record);
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error("the operator got no answer"));
    }, answerWithinMs);
    events.on("message", seen);
    events.on("edited", seen);
  });
}

/** Sums of each day and service as `day.lua` counts them, and a name for everybody. */
async function fill({ redis: { url }, people, osimesa }: Stage): Promise<void> {
  const keys = accountKeys(account.userId);
  const redis = new Redis(url);
  try {
    await redis.hset(keys.names, Object.fromEntries(people.map((id) => [id, `Reseller ${id}`])));
    const known = osimesa.shop.list().map(({ code }) => code);
    const today = jakartaDay(Date.now());
    for (let ago = 0; ago < days; ago += 1) {
      await redis.hset(keys.sums(today - ago), {
        confirmed: servicesADay * 10,
        succeeded: servicesADay * 9,
        failed: servicesADay,
        rupiah: servicesADay * 90_000,
        "done 4": servicesADay * 9,
      });
      const services: Record<string, number> = {};
      for (let index = 0; index < servicesADay; index += 1) {
        const code = known[index] ?? `GONE${index}`;
        services[`ok ${code}`] = 9;
        services[`bad ${code}`] = index % 3;
        services[`ms ${code}`] = 40_000 + index;
      }
      await redis.hset(keys.line("game").serviceSums(today - ago), services);
    }
  } finally {
    redis.disconnect();
  }
}
