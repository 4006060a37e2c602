import { z } from "zod";
import type { Messenger, Sent } from "../../src/telling/messenger.ts";
import { noticeSchema, type Notice } from "../../src/orders/state/notice.ts";
import type { Order } from "../../src/orders/state/order.ts";
import { rich } from "../../src/words/html.ts";
import type { NoticeWithOrder, Told } from "../../src/screens/notices/notices.ts";
import type { Screen } from "../../src/screens/screen.ts";
import type { FaultName } from "./policy.ts";
import type { Loop } from "./loop.ts";
import type { Process } from "./process.ts";
import type { Random } from "./random.ts";

/** What a person has on their phone: notices that arrived, and each order's card as last drawn. */
export interface Phone {
  notices: Notice[];
  /** Message id -> what it shows. */
  messages: Map<number, string>;
}

export interface TelegramSide {
  loop: Loop;
  random: Random;
  strikes(fault: FaultName): boolean;
  /** Whether this chat has the bot blocked now. */
  blocked(chatId: number): boolean;
  phones: Map<number, Phone>;
}

const told = z.object({ notices: z.array(noticeSchema) });

/** Words of the simulation: a message is the JSON of what it tells, so that nothing told can hide. */
export const simulatedWords = {
  card: (order: Order): Screen =>
    screen(JSON.stringify({ card: order.id, version: order.version })),
  notices(due: readonly NoticeWithOrder[]): Told[] {
    const messages: Told[] = [];
    for (const { notice } of due) {
      const last = messages.at(-1);
      const joins =
        notice.kind === "result" && last?.notices.every((one) => one.kind === "result") === true;
      const notices = joins ? [...last.notices, notice] : [notice];
      if (joins) messages.pop();
      messages.push({ screen: screen(JSON.stringify({ notices })), notices });
    }
    return messages;
  },
};

export function connectSimulatedTelegram(side: TelegramSide, process: Process): Messenger {
  const { loop, random, strikes } = side;
  const wait = async (ms: number) => {
    await new Promise<void>((resolve) => loop.after(ms, resolve));
    await process.gate();
  };

  async function call(chatId: number, act: (phone: Phone) => Sent): Promise<Sent> {
    await process.gate();
    if (strikes("telegram-wait")) {
      await wait(20);
      return { kind: "wait", ms: random.integer(1, 20) * 1_000 };
    }
    if (strikes("telegram-lost")) {
      if (random.chance(0.5)) act(phoneOf(side, chatId));
      await wait(random.chance(0.5) ? 20_000 : 50);
      return { kind: "unclear", why: "network" };
    }
    if (strikes("telegram-refused")) {
      await wait(20);
      return { kind: "refused", why: "Bad Request: for a while" };
    }
    const outcome: Sent = side.blocked(chatId) ? { kind: "blocked" } : act(phoneOf(side, chatId));
    await wait(random.delayMs(60));
    return outcome;
  }

  return {
    send: (chatId, screen) =>
      call(chatId, (phone) => {
        const messageId = phone.messages.size + 1;
        const text = textOf(screen);
        phone.messages.set(messageId, text);
        const notices = told.safeParse(JSON.parse(text));
        if (notices.success) phone.notices.push(...notices.data.notices);
        return { kind: "sent", messageId };
      }),
    edit: (chatId, messageId, screen) =>
      call(chatId, (phone) => {
        phone.messages.set(messageId, textOf(screen));
        return { kind: "sent", messageId };
      }),
  };
}

function phoneOf(side: Pick<TelegramSide, "phones">, chatId: number): Phone {
  let phone = side.phones.get(chatId);
  if (phone === undefined) side.phones.set(chatId, (phone = { notices: [], messages: new Map() }));
  return phone;
}

function screen(text: string): Screen {
  return { text: rich`${text}`, keyboard: [] };
}

function textOf(screen: Screen): string {
  return screen.text.html
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
