import type { Press } from "./buttons.ts";
import type { Button } from "./screen.ts";

/** How far ⏪ and ⏩ go, in lists long enough to need them. */
const leap = 5;

export interface Page<T> {
  items: readonly T[];
  /** From 0; a page beyond the last shows the last. */
  page: number;
  pages: number;
}

export function pageOf<T>(all: readonly T[], wanted: number, size: number): Page<T> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const page = Math.min(Math.max(0, wanted), pages - 1);
  return { items: all.slice(page * size, (page + 1) * size), page, pages };
}

/** ◀️ 2/7 ▶️; no row for a single page, no arrow to nowhere. */
export function pageRow(
  { page, pages }: { page: number; pages: number },
  press: (page: number) => Press,
): Button[] {
  if (pages <= 1) return [];
  const row: Button[] = [];
  if (page >= leap) row.push({ label: "⏪", press: press(page - leap) });
  if (page > 0) row.push({ label: "◀️", press: press(page - 1) });
  row.push({ label: `${page + 1}/${pages}`, press: { to: "nowhere" } });
  if (page < pages - 1) row.push({ label: "▶️", press: press(page + 1) });
  if (page + leap < pages) row.push({ label: "⏩", press: press(page + leap) });
  return row;
}

/** Buttons two in a row where both labels are short enough to be read on a phone. */
export function packed(buttons: readonly Button[], shortLabel: number): Button[][] {
  const rows: Button[][] = [];
  for (const button of buttons) {
    const last = rows.at(-1);
    const [other] = last ?? [];
    const pairs = last?.length === 1 && other !== undefined && isShort(other) && isShort(button);
    if (pairs) last?.push(button);
    else rows.push([button]);
  }
  return rows;

  function isShort({ label }: Button): boolean {
    return label.length <= shortLabel;
  }
}
