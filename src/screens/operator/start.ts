import type { Words } from "../../words/dictionary.ts";
import { lines, paragraphs, rich } from "../../words/html.ts";
import { oneLine } from "../../words/shorten.ts";
import { operator } from "../buttons/buttons.ts";
import {
  historyButton,
  orderButton,
  purseButton,
  searchButton,
  startButton,
} from "../buttons/menu-buttons.ts";
import type { Button, Screen } from "../screen.ts";
import { operatorCommands } from "./commands.ts";

/** What waits for an operator. */
export interface Desk {
  open: number;
  toDecide: number;
  /** Whose resellers were told that they take long. */
  hung: number;
  complaints: number;
  /** Open tickets and payments nobody is known for; null: the shop takes no deposits. */
  deposits: number | null;
  /** null: orders are taken. */
  pause: { reason: string } | null;
}

/** Of deposits; more of them are not counted. */
export const mostCounted = 99;
const maxReason = 100;
const firstRules = { what: "rules", page: 0 } as const;

/** The operators' main menu: what waits for them first, what they do as resellers do last. */
export function operatorStartScreen(
  words: Words,
  shopName: string,
  desk: Desk,
  repeats: readonly (readonly Button[])[],
): Screen {
  const { admin, deposit, prices, operator: say, menu } = words;
  const { open, toDecide, hung, complaints, deposits, pause } = desk;
  const list: Button = {
    label: counted(deposit.button.list, deposits ?? 0),
    press: operator({ do: "deposits", act: { on: "all" } }),
  };
  return {
    text: paragraphs(
      rich`<b>${shopName}</b>`,
      pause === null ? null : say.start.paused(oneLine(pause.reason, maxReason)),
      toDecide === 0 ? null : say.start.toDecide(toDecide),
      hung === 0 ? null : say.start.hung(hung),
      say.start.hint,
    ),
    keyboard: [
      [
        { label: counted(admin.button.orders, open), press: operator({ do: "orders", page: 0 }) },
        {
          label: counted(admin.button.review, toDecide),
          press: operator({ do: "reviews", page: 0 }),
        },
      ],
      [
        ...(deposits === null ? [] : [list]),
        { label: admin.button.resellers, press: operator({ do: "resellers", page: 0 }) },
      ],
      [
        { label: admin.button.stats, press: operator({ do: "stats", days: 1 }) },
        { label: say.button.books, press: operator({ do: "books" }) },
      ],
      [
        { label: prices.button.menu, press: operator({ do: "prices", act: firstRules }) },
        pause === null
          ? pausing(say.button.pause, "pause", false)
          : pausing(say.button.resume, "resume", false),
      ],
      [
        {
          label: counted(say.button.complaints, complaints),
          press: operator({ do: "complaints", page: 0 }),
        },
        { label: say.button.commands, press: operator({ do: "commands" }) },
      ],
      ...repeats,
      [orderButton(words), searchButton(words)],
      [historyButton(words), purseButton(words)],
      [
        { label: menu.button.settings, press: { to: "settings" } },
        { label: menu.button.help, press: { to: "help" } },
      ],
    ],
  };
}

/** What operators can type, each with what it does. */
export function commandsScreen(words: Words): Screen {
  const { admin, operator: say } = words;
  return {
    text: paragraphs(
      rich`<b>${admin.helpTitle}</b>`,
      lines(...operatorCommands.map((name) => `/${name} – ${admin.commands[name]}`)),
      say.commandsHint,
    ),
    keyboard: [[startButton(words)]],
  };
}

/** The tap before the one that closes or opens the shop. */
export function surePausingScreen(words: Words, to: "pause" | "resume"): Screen {
  const { operator: say } = words;
  return {
    text: to === "pause" ? say.surePause() : say.sureResume(),
    keyboard: [
      [
        to === "pause"
          ? { ...pausing(say.yesPause, to, true), style: "danger" }
          : { ...pausing(say.yesResume, to, true), style: "success" },
      ],
      [startButton(words)],
    ],
  };
}

const pausing = (label: string, to: "pause" | "resume", sure: boolean): Button => ({
  label,
  press: operator({ do: "pausing", to, sure }),
});

const counted = (label: string, count: number) => (count === 0 ? label : `${label} (${count})`);
