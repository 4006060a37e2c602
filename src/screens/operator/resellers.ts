import { dayAt } from "../../period.ts";
import type { Terms } from "../../orders/store/outcomes.ts";
import type { Limit, LimitOf, Member, RosterPage } from "../../people/roster.ts";
import { maxNote, maxNoteLines } from "../../people/notes.ts";
import { levels, type Level } from "../../prices/markup.ts";
import { operator } from "../buttons/buttons.ts";
import { wordsIn, type Language, type Words } from "../../words/dictionary.ts";
import { lines, paragraphs, rich, type Html } from "../../words/html.ts";
import { rupiah } from "../../words/money.ts";
import { personLink, personWithId, type Names } from "../../words/person.ts";
import { textOnly, type Button, type Screen } from "../screen.ts";
import { fewLines, oneLine } from "../../words/shorten.ts";
import { timeText, type View } from "../../words/times.ts";
import { packed, pageRow } from "../paging.ts";
import { levelName } from "./price-places.ts";

/** What these screens need to know beside the people. */
export interface Viewing extends View {
  /** Of who has none of their own. */
  usualTerms: Terms;
}

const maxName = 40;
const shortLabel = 18;
/** Offered as buttons; any other amount is typed. */
const offered = {
  day: [500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 25_000_000],
  credit: [0, 500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000],
} as const;

export function resellersScreen(found: RosterPage, search: string, viewing: Viewing): Screen {
  const words = wordsIn(viewing.language);
  const say = words.admin.resellers;
  const entries = found.items.map((member, index) => entry(index + 1, member, viewing));
  const buttons = found.items.map((member): Button => ({
    label: `${member.in ? "" : "🚫 "}${oneLine(shownName(member, words), 28)}`,
    press: operator({ do: "reseller", userId: member.userId, page: found.page }),
  }));
  return {
    text: paragraphs(
      say.title(found.resellers),
      search === "" ? null : say.found(oneLine(search, maxName), found.total),
      entries.length === 0 && search === "" ? say.none : lines(...entries),
      search === "" ? say.hint : null,
    ),
    keyboard: [
      ...packed(buttons, shortLabel),
      pageRow(found, (page) => operator({ do: "resellers", page })),
    ],
  };
}

function entry(number: number, member: Member, viewing: Viewing): Html {
  const words = wordsIn(viewing.language);
  const say = words.admin.resellers;
  const last = lastOrder(member, viewing);
  const today = say.today(member.today.orders, rupiah(member.today.rupiah));
  return rich`${number}. <b>${linked(member, words)}</b> · <code>${member.userId}</code>${member.in ? "" : ` · 🚫 ${say.removed}`} · ${today} · ${last}`;
}

/** Several fit what an operator typed for a person: which to type instead. */
export function severalMeantScreen(
  userIds: readonly number[],
  language: Language,
  names: Names,
): Screen {
  const { meant } = wordsIn(language).operator;
  return textOnly(lines(meant.several, ...userIds.map((userId) => personWithId(userId, names))));
}

/** The level of a reseller's prices, and what operators call the levels. */
export interface MemberLevel {
  level: Level | null;
  names: ReadonlyMap<Level, string>;
}

/** One reseller: how they stand, their limit and level, and what can be done. `by`: who let them in or out. */
export function resellerScreen(
  member: Member,
  { by, level, note, page }: { by: string; level: MemberLevel; note: string; page: number },
  viewing: Viewing,
): Screen {
  const words = wordsIn(viewing.language);
  const say = words.admin.resellers;
  const today = { period: dayAt(viewing.nowMs), standing: "all", page: 0 } as const;
  const since =
    member.entry === null
      ? ""
      : `, ${say.since(timeText(member.entry.atMs, viewing), oneLine(by, maxName))}`;
  const { userId } = member;
  const change: Button = member.in
    ? {
        label: say.button.remove,
        press: operator({ do: "enrol", userId, page, to: "out", sure: false }),
        style: "danger",
      }
    : {
        label: say.button.restore,
        press: operator({ do: "enrol", userId, page, to: "in", sure: false }),
      };
  return {
    text: paragraphs(
      head(member, words),
      lines(
        `${member.in ? say.isIn : say.isOut}${since}`,
        termText(member, "day", viewing),
        termText(member, "credit", viewing),
        level.level === null ? null : levelLine(level, words),
        say.today(member.today.orders, rupiah(member.today.rupiah)),
        lastOrder(member, viewing),
      ),
      note === ""
        ? words.operator.note.hint(userId)
        : words.operator.note.is(fewLines(note, maxNote, maxNoteLines)),
    ),
    keyboard: [
      [
        {
          label: words.history.button.orders,
          press: operator({ do: "ordersOf", who: userId, ...today }),
        },
        { label: words.purse.button.purse, press: operator({ do: "purse", userId, page }) },
        { label: words.purse.button.bill, press: operator({ do: "bill", userId, months: 0 }) },
      ],
      [
        { label: say.button.limit, press: operator({ do: "limits", userId, page }) },
        { label: words.purse.credits.button, press: operator({ do: "credits", userId, page }) },
      ],
      [
        { label: words.prices.button.level, press: operator({ do: "levels", userId, page }) },
        change,
      ],
      [{ label: words.menu.button.back, press: operator({ do: "resellers", page }) }],
    ],
  };
}

/** The tap before the one that does it. */
export function sureScreen(
  member: Member,
  to: "in" | "out",
  page: number,
  viewing: Viewing,
): Screen {
  const words = wordsIn(viewing.language);
  const say = words.admin.resellers;
  const { userId } = member;
  return {
    text: paragraphs(head(member, words), to === "out" ? say.sureRemove : say.sureRestore),
    keyboard: [
      [
        {
          label: to === "out" ? say.yesRemove : say.yesRestore,
          press: operator({ do: "enrol", userId, page, to, sure: true }),
          style: to === "out" ? "danger" : "success",
        },
      ],
      [{ label: words.menu.button.back, press: operator({ do: "reseller", userId, page }) }],
    ],
  };
}

export function limitScreen(member: Member, of: LimitOf, page: number, viewing: Viewing): Screen {
  const words = wordsIn(viewing.language);
  const say = words.admin.resellers;
  const { userId } = member;
  const set = (label: string, limit: number | "usual" | "none"): Button => ({
    label,
    press: operator({ do: of === "day" ? "limit" : "credit", userId, page, limit }),
  });
  return {
    text: paragraphs(
      head(member, words),
      termText(member, of, viewing),
      of === "day" ? say.chooseLimit : words.purse.credits.choose,
    ),
    keyboard: [
      ...packed(
        offered[of].map((amount) => set(rupiah(amount), amount)),
        shortLabel,
      ),
      [
        set(say.button.usual, "usual"),
        set(of === "day" ? say.button.none : words.purse.credits.unlimited, "none"),
      ],
      [{ label: words.menu.button.back, press: operator({ do: "reseller", userId, page }) }],
    ],
  };
}

export function levelScreen(
  member: Member,
  { level, page }: { level: MemberLevel; page: number },
  viewing: Viewing,
): Screen {
  const words = wordsIn(viewing.language);
  const { userId } = member;
  const set = (label: string, to: Level | null): Button => ({
    label: to === level.level ? `✔️ ${label}` : label,
    press: operator({ do: "level", userId, page, level: to }),
  });
  return {
    text: paragraphs(
      head(member, words),
      levelLine(level, words),
      words.prices.chooseResellerLevel,
    ),
    keyboard: [
      ...packed(
        levels.map((one) => set(levelName(one, level, words), one)),
        shortLabel,
      ),
      [set(words.prices.button.noLevel, null)],
      [{ label: words.menu.button.back, press: operator({ do: "reseller", userId, page }) }],
    ],
  };
}

function levelLine({ level, names }: MemberLevel, words: Words): Html {
  return words.prices.levelIs(level === null ? null : levelName(level, { names }, words));
}

function head(member: Member, words: Words): Html {
  return lines(rich`<b>${linked(member, words)}</b>`, words.admin.resellers.id(member.userId));
}

function linked(member: Member, words: Words): Html {
  return personLink(member.userId, new Map([[member.userId, shownName(member, words)]]));
}

function shownName({ name }: Member, words: Words): string {
  return name === "" ? words.admin.resellers.noName : oneLine(name, maxName);
}

function lastOrder({ lastOrderAtMs }: Member, viewing: Viewing): string {
  const say = wordsIn(viewing.language).admin.resellers;
  return lastOrderAtMs === null ? say.neverOrdered : say.last(timeText(lastOrderAtMs, viewing));
}

function termText(member: Member, of: LimitOf, { usualTerms, language }: Viewing): Html {
  const words = wordsIn(language);
  const { resellers } = words.admin;
  const isDay = of === "day";
  const limit = isDay ? member.limit : member.credit;
  const none = isDay ? resellers.noLimit : words.purse.credits.none;
  const amount = (sum: number | null) => (sum === null ? none : rupiah(sum));
  const text = textOf(limit);
  return isDay ? resellers.limit(text) : words.purse.credits.is(text);

  function textOf(one: Limit): string {
    switch (one.kind) {
      case "usual":
        return resellers.limitUsual(
          amount(isDay ? usualTerms.limitRupiah : usualTerms.creditRupiah),
        );
      case "none":
        return none;
      case "rupiah":
        return rupiah(one.rupiah);
    }
  }
}
