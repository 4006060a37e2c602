/** The Telegram panel's switches, in terms of the emulated Bot API's faults. */

import { z } from "zod";
import type { TelegramEmulator } from "../telegram/emulator.ts";
import type { FaultRequest } from "../telegram/faults.ts";
import type { TelegramSwitch } from "./protocol.ts";

type FaultSwitch = Exclude<TelegramSwitch, "pace">;

const faults: Readonly<Record<FaultSwitch, FaultRequest>> = {
  "too-many": { kind: "too_many_requests", retryAfterS: 3, times: 1 },
  "bad-gateway": { kind: "server_error", status: 502, body: "html", times: 3 },
  "lost-answer": { kind: "answer_lost", method: "sendMessage", times: 1 },
  dropped: { kind: "dropped", times: 1 },
  slow: { kind: "slow", delayMs: 1500, times: Infinity },
};

const faultSwitch = z.enum(["too-many", "bad-gateway", "lost-answer", "dropped", "slow"]);

export const telegramSwitch: z.ZodType<TelegramSwitch> = z.enum([...faultSwitch.options, "pace"]);

/** The switches behind the faults that were played on a call, as its log has them. */
export const switchesOf = (played: string): readonly FaultSwitch[] =>
  played
    .split(" + ")
    .flatMap((kind) => faultSwitch.options.filter((name) => faults[name].kind === kind));

/** What Telegram's documentation allows. */
const REAL_PACE = { perChatPerSecond: 1, overallPerSecond: 30 };

export interface TelegramSwitches {
  on(): readonly TelegramSwitch[];
  set(name: TelegramSwitch, on: boolean): void;
}

/** @param changed after a change the emulator itself has no event for */
export function createTelegramSwitches(
  telegram: TelegramEmulator,
  changed: () => void,
): TelegramSwitches {
  const ids = new Map<FaultSwitch, number>();
  const isOn = (name: FaultSwitch) => {
    const id = ids.get(name);
    return telegram.faults.list().some((active) => active.id === id);
  };
  return {
    on: () => [
      ...faultSwitch.options.filter(isOn),
      ...(telegram.rateLimits() === undefined ? [] : (["pace"] as const)),
    ],
    set(name, on) {
      if (name === "pace") {
        telegram.setRateLimits(on ? REAL_PACE : undefined);
        return changed();
      }
      const id = ids.get(name);
      // `clear()` without an id would switch off all.
      if (id !== undefined) telegram.faults.clear(id);
      ids.delete(name);
      if (on) ids.set(name, telegram.faults.add(faults[name]));
    },
  };
}
