import type { Press } from "./buttons/buttons.ts";
import type { Button } from "./screen.ts";

/** How far ⏪ and ⏩ go, in lists long enough to need them. */
const leap = 5;

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
