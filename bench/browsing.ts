import { setTimeout as sleep } from "node:timers/promises";
import { bigCatalogue } from "../sandbox/osimesa/catalogue/big.ts";
import type { RawService } from "../sandbox/osimesa/catalogue/raw-service.ts";
import { buttonsOf } from "../sandbox/telegram/people/presses.ts";
import type { MessageRecord } from "../sandbox/telegram/world.ts";
import { openStage, type BotProcess, type Stage } from "./stage.ts";
import { percentile, type Row } from "./table.ts";

/** Each person does one thing at a time, and nobody so often that the bot would ask them to slow down. */
const people = 3_000;
const atOnce = 100;
const warmUpMs = 500;
const measuredMs = 2_500;
const rounds = 3;

/** Menu browsing, with an ordinary catalogue and with 20,000 services, beside a bare bot that does as many calls. */
export async function browsing(): Promise<Row[]> {
  const stages: Stage[] = [];
  const open = async (
    start: (stage: Stage) => Promise<BotProcess>,
    services?: readonly RawService[],
  ) => {
    const stage = await openStage({ people, ...(services ? { services } : {}) });
    stages.push(stage);
    const bot = await start(stage);
    const { say, press } = crowd(stage);
    return { messages: track(say, stage, bot), presses: track(press, stage, bot) };
  };
  try {
    const bare = await open((stage) => stage.startBare());
    const ours = await open((stage) => stage.startBot());
    const large = await open((stage) => stage.startBot(), bigCatalogue(20_000));
    const tracks = [bare, ours, large].flatMap(({ messages, presses }) => [messages, presses]);
    // In turn, so that whatever else the machine does meets all of them alike; the first round warms up.
    for (let round = 0; round <= rounds; round += 1)
      for (const one of tracks) await one.run(round > 0);
    return [
      ["bare grammY bot (runner, Redis session): one reply per message", shown(bare.messages)],
      ["bare grammY bot: an edit and an answer per press", shown(bare.presses)],
      ...beside("this bot", ours, bare),
      ...beside("this bot, 20,000 services", large, bare),
    ];
  } finally {
    for (const stage of stages) await stage.close();
  }
}

interface Tracks {
  messages: Track;
  presses: Track;
}

function beside(name: string, ours: Tracks, bare: Tracks): Row[] {
  return [
    [`${name}: /order, the menu as one reply`, shown(ours.messages)],
    ["  ratio to the bare bot's replies", ratio(ours.messages, bare.messages), "≥ 0.8"],
    [`${name}: browsing by buttons, an edit and an answer`, shown(ours.presses)],
    ["  ratio to the bare bot's presses", ratio(ours.presses, bare.presses), "≥ 0.8"],
    [
      "  ratio to the bare bot's replies, which are one call and not two",
      ratio(ours.presses, bare.messages),
    ],
  ];
}

/** One kind of update, measured in several rounds. */
interface Track {
  run(counted: boolean): Promise<void>;
  median(): Pace;
}

function track(act: (id: number) => Promise<void>, stage: Stage, bot: BotProcess): Track {
  const paces: Pace[] = [];
  return {
    async run(counted) {
      const measured = await pace(act, stage, bot);
      if (counted) paces.push(measured);
    },
    median: () => ({
      perSecond: percentile(
        paces.map((one) => one.perSecond),
        0.5,
      ),
      cpuMs: percentile(
        paces.map((one) => one.cpuMs),
        0.5,
      ),
    }),
  };
}

interface Pace {
  perSecond: number;
  /** Processor time of the bot for one update. */
  cpuMs: number;
}

const shown = (track: Track) =>
  `${track.median().perSecond.toFixed(0)}/s, ${track.median().cpuMs.toFixed(2)} ms CPU each`;
const ratio = (ours: Track, bare: Track) =>
  (ours.median().perSecond / bare.median().perSecond).toFixed(2);

/** Everybody has one menu, and presses what it offers. */
function crowd({ telegram }: Stage) {
  const menus = new Map<number, MessageRecord>();
  const waiting = new Map<number, () => void>();
  const seen = ({ chatId, record }: { chatId: number; record: MessageRecord }) => {
    if (!record.byBot) return;
    menus.set(chatId, record);
    waiting.get(chatId)?.();
  };
  telegram.events.on("message", seen);
  telegram.events.on("edited", seen);
  const say = (id: number) =>
    new Promise<void>((resolve) => {
      waiting.set(id, resolve);
      telegram.sendText(id, "/order");
    });
  const turns = new Map<number, number>();
  /** A category, its next page, back, the next page of categories, and so on: whatever the menu offers, in turn. */
  const choose = (id: number): { messageId: number; data: string } => {
    const record = menus.get(id);
    if (record === undefined) throw new Error("no menu");
    const turn = turns.get(id) ?? 0;
    turns.set(id, turn + 1);
    const buttons = buttonsOf(record.message.reply_markup).flatMap(({ button }) =>
      "callback_data" in button ? [{ text: button.text, data: button.callback_data }] : [],
    );
    const inCategory = buttons.some(({ text }) => text.startsWith("⬅️"));
    const wanted = inCategory
      ? (buttons.find(({ text }) => text.startsWith(turn % 3 === 0 ? "▶️" : "⬅️")) ??
        buttons.find(({ text }) => text.startsWith("⬅️")))
      : buttons[turn % Math.min(4, buttons.length)];
    if (wanted === undefined) throw new Error("no button");
    return { messageId: record.message.message_id, data: wanted.data };
  };
  const press = async (id: number) => {
    if (!menus.has(id)) return say(id);
    const { messageId, data } = choose(id);
    await telegram.press(id, messageId, { data }).answered;
  };
  return { say, press };
}

/** Runs `act` for everybody in turn, `atOnce` at a time, and counts once it is warm: how many a second. */
async function pace(
  act: (id: number) => Promise<void>,
  { people }: Stage,
  bot: BotProcess,
): Promise<Pace> {
  let place = 0;
  let done = 0;
  let over = false;
  const worker = async () => {
    while (!over) {
      const id = people[place % people.length] ?? 0;
      place += 1;
      await act(id);
      done += 1;
    }
  };
  const workers = Promise.all(Array.from({ length: atOnce }, worker));
  await sleep(warmUpMs);
  const cpuBefore = await bot.figure("process_cpu_seconds_total");
  const doneBefore = done;
  const startedMs = performance.now();
  await sleep(measuredMs);
  const count = done - doneBefore;
  const perSecond = (count * 1_000) / (performance.now() - startedMs);
  const cpuMs = (((await bot.figure("process_cpu_seconds_total")) - cpuBefore) * 1_000) / count;
  over = true;
  await workers;
  return { perSecond, cpuMs };
}
