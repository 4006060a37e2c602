/** A hundred more resellers, who all order within two minutes, each through the emulated Telegram as anybody would. */

import type { BotView } from "../bot/view.ts";
import type { CastMember } from "../cast.ts";
import type { RawService } from "../osimesa/catalogue/raw-service.ts";
import type { OsimesaEmulator } from "../osimesa/emulator.ts";
import { isCutOff } from "../osimesa/shop.ts";
import type { ShopClock } from "../shop-clock.ts";
import type { TelegramEmulator } from "../telegram/emulator.ts";
import { buttonsOf } from "../telegram/people/presses.ts";
import { until } from "../telegram/wait.ts";
import type { CrowdLook } from "./protocol.ts";

export interface Crowd {
  look(): CrowdLook;
  /** Throws while they are at it. */
  begin(): void;
  close(): Promise<void>;
}

export interface CrowdOptions {
  readonly telegram: TelegramEmulator;
  readonly osimesa: OsimesaEmulator;
  readonly clock: ShopClock;
  readonly roster: BotView["roster"];
  readonly operator: CastMember;
  readonly changed: () => void;
}

const SIZE = 100;
const AT_ONCE = 8;
/** Who has not begun by then stays at home. */
const DAY_MS = 120_000;
const PATIENCE_MS = 20_000;
const FIRST_ID = 734_500_001;
const NAMES = ["Agus", "Ayu", "Bayu", "Citra", "Dian", "Eko", "Fitri", "Gita", "Hadi", "Indah"];
const SHOPS = [
  "Cell",
  "Pulsa",
  "Ponsel",
  "Reload",
  "Kios",
  "Digital",
  "Data",
  "Voucher",
  "Jaya",
  "Maju",
];

/** What they sell, by the beginning of a service's name, and a number of that operator. */
const WARES: readonly (readonly [start: string, number: string])[] = [
  ["Telkomsel ", "0812"],
  ["Indosat ", "0857"],
  ["XL Regular ", "0817"],
  ["Axis ", "0838"],
];
const DEAREST_RUPIAH = 30_000;

export function createCrowd(options: CrowdOptions): Crowd {
  const { telegram, osimesa, clock, roster, operator, changed } = options;
  const closing = new AbortController();
  let state: CrowdLook["state"] = "none";
  let ordered = 0;
  let failed = 0;
  let day: Promise<void> = Promise.resolve();

  async function order(index: number): Promise<void> {
    const id = FIRST_ID + index;
    enter(telegram, id, index);
    await roster.enrol(id, "in", { userId: operator.id, name: operator.firstName });
    const [service, number] = someWare(osimesa.shop.list(), clock.nowMs());
    telegram.startDeepLink(id);
    telegram.sendText(id, `${service.code}.${number}`);
    const card = await until(
      telegram.events,
      ["message", "edited"],
      () => confirmButton(telegram, id),
      PATIENCE_MS,
      () => new Error("no card"),
    );
    telegram.press(id, card.messageId, card);
  }

  async function live(): Promise<void> {
    const over = AbortSignal.any([closing.signal, AbortSignal.timeout(DAY_MS)]);
    const waiting = Array.from({ length: SIZE }, (_, index) => index);
    const work = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        if (over.aborted) return;
        await order(next).then(
          () => (ordered += 1),
          () => (failed += 1),
        );
        changed();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    state = "done";
    changed();
  }

  return {
    look: () => ({ state, size: SIZE, ordered, failed }),
    begin() {
      if (state === "running") throw new Error("crowd-is-here");
      state = "running";
      ordered = 0;
      failed = 0;
      changed();
      day = live();
    },
    async close() {
      closing.abort();
      if (state === "running") await day;
    },
  };
}

function enter(telegram: TelegramEmulator, id: number, index: number): void {
  if (telegram.people().some(({ user }) => user.id === id)) return;
  const firstName = NAMES[index % NAMES.length] ?? "";
  const lastName = SHOPS[Math.floor(index / NAMES.length)] ?? "";
  telegram.addUser({ id, firstName, lastName, languageCode: "id" });
}

function someWare(services: readonly RawService[], nowMs: number): readonly [RawService, string] {
  const wares = services.flatMap((service) => {
    const start = WARES.find(([start]) => service.name.startsWith(start))?.[1];
    const isFor = service.category.main.startsWith("Pulsa ") && service.status !== "empty";
    const isCheap = service.price.current <= DEAREST_RUPIAH;
    const isOpen = !isCutOff(service.cutoff, nowMs);
    return start !== undefined && isFor && isCheap && isOpen ? [[service, start] as const] : [];
  });
  const [service, start] = wares[Math.floor(Math.random() * wares.length)] ?? [];
  if (service === undefined) throw new Error("nothing-open");
  return [service, `${start}${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`];
}

function confirmButton(telegram: TelegramEmulator, id: number) {
  for (const { message } of telegram.chat(id).messages.toReversed()) {
    const found = buttonsOf(message.reply_markup).find(({ button }) =>
      button.text.startsWith("✅"),
    );
    if (found !== undefined) {
      return { messageId: message.message_id, row: found.row, column: found.column };
    }
  }
  return undefined;
}
