import { setTimeout as sleep } from "node:timers/promises";
import { bigCatalogue } from "../src/sandbox/catalogue/big.ts";
import { buttonsOf } from "../src/sandbox/telegram/people/presses.ts";
import type { MessageRecord } from "../src/sandbox/telegram/world.ts";
import { openStage, end, type Stage } from "./stage.ts";
import type { Row } from "./table.ts";

/** Each person does one thing at a time, and nobody so often that the bot would ask them to slow down. */
const people = 1_000;
const atOnce = 50;
const warmUpMs = 3_000;
const measuredMs = 8_000;

/** Menu browsing, with an ordinary catalogue and with 20,000 services, beside the bare bot. */
export async function browsing(): Promise<Row[]> {
  const bare = await bareBot();
  const rows: Row[] = [["updates/s, bare grammY bot (runner, Redis session, one reply each)", `${bare.perSecond.toFixed(0)}`]];
  for (const [name, services] of [
    ["menu browsing", undefined],
    ["menu browsing, 20,000 services", bigCatalogue(20_000)],
  ] as const) {
    const stage = await openStage({ people, ...(services ? { services } : {}) });
    try {
      const bot = await stage.startBot();
      const { press } = await walk(stage);
      const figures = await pace(press, stage, () => bot.figure("process_cpu_seconds_total"));
      rows.push([`updates/s, ${name} (an edit and an answer each)`, `${figures.perSecond.toFixed(0)}`]);
      rows.push([`  ratio to the bare bot`, (figures.perSecond / bare.perSecond).toFixed(2), "≥ 0.8"]);
      rows.push([`  processor time of the bot per update`, `${figures.cpuMs.toFixed(2)} ms`]);
    } finally {
      await stage.close();
    }
  }
  return rows;
}

async function bareBot(): Promise<{ perSecond: number }> {
  const stage = await openStage({ people });
  try {
    const child = await stage.startBare();
    const answers = new Map<number, () => void>();
    stage.telegram.events.on("message", ({ chatId, record }) => {
      if (record.byBot) answers.get(chatId)?.();
    });
    const say = (id: number) =>
      new Promise<void>((resolve) => {
        answers.set(id, resolve);
        stage.telegram.sendText(id, "halo");
      });
    const figures = await pace(say, stage, async () => 0);
    await end(child);
    return figures;
  } finally {
    await stage.close();
  }
}

/** Everybody opens the categories; what they press from then on goes to and fro between menus. */
async function walk({ telegram, people }: Stage) {
  const menus = new Map<number, MessageRecord>();
  const waiting = new Map<number, () => void>();
  const seen = ({ chatId, record }: { chatId: number; record: MessageRecord }) => {
    if (!record.byBot) return;
    menus.set(chatId, record);
    waiting.get(chatId)?.();
  };
  telegram.events.on("message", seen);
  telegram.events.on("edited", seen);
  const next = (id: number) => new Promise<void>((resolve) => waiting.set(id, resolve));
  for (let from = 0; from < people.length; from += atOnce) {
    await Promise.all(
      people.slice(from, from + atOnce).map((id) => {
        const shown = next(id);
        telegram.sendText(id, "/order");
        return shown;
      }),
    );
  }
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
      ? buttons.find(({ text }) => text.startsWith(turn % 3 === 0 ? "▶️" : "⬅️")) ?? buttons.find(({ text }) => text.startsWith("⬅️"))
      : buttons[turn % 4];
    if (wanted === undefined) throw new Error("no button");
    return { messageId: record.message.message_id, data: wanted.data };
  };
  const press = async (id: number) => {
    const { messageId, data } = choose(id);
    await telegram.press(id, messageId, { data }).answered;
  };
  return { press };
}

/** Runs `act` for everybody in turn, `atOnce` at a time, and counts once it is warm. */
async function pace(act: (id: number) => Promise<void>, { people }: Stage, cpuSeconds: () => Promise<number>) {
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
  const [doneBefore, cpuBefore, startedMs] = [done, await cpuSeconds(), performance.now()];
  await sleep(measuredMs);
  const count = done - doneBefore;
  const seconds = (performance.now() - startedMs) / 1_000;
  const cpuMs = (((await cpuSeconds()) - cpuBefore) * 1_000) / count;
  over = true;
  await workers;
  return { perSecond: count / seconds, cpuMs };
}
