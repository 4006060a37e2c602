import { buttonsOf } from "../sandbox/telegram/people/presses.ts";
import type { MessageRecord } from "../sandbox/telegram/world.ts";
import type { Stage } from "./stage.ts";

/** Everybody has one menu, and presses what it offers. */
export function crowd({ telegram }: Stage) {
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
  /**
   * A category, its next page, back, the next page of categories, and so on: whatever the menu offers, in turn. null: there
   * is none, or what came last offers nothing, as an order's card while it is sent.
   */
  const choose = (id: number): { messageId: number; data: string } | null => {
    const record = menus.get(id);
    if (record === undefined) return null;
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
    if (wanted === undefined) return null;
    return { messageId: record.message.message_id, data: wanted.data };
  };
  const press = async (id: number) => {
    const chosen = choose(id);
    if (chosen === null) return say(id);
    await telegram.press(id, chosen.messageId, { data: chosen.data }).answered;
  };
  return { say, press };
}
