import { jakartaDay } from "../../jakarta.ts";
import { periodName } from "../../period.ts";
import { grouped } from "../../words/money.ts";
import { dayText } from "../../words/times.ts";
import { textOnly, type Screen } from "../screen.ts";
import type { NoticeOf, NoticeView } from "./orders.ts";

/** To operators: orders are about to leave Redis for the first time, and how to have them as a file before. */
export function leavingNotice(
  { keepOrdersDays, fromMs, oldestMs }: NoticeOf<"leaving">,
  view: NoticeView,
): Screen {
  const from = jakartaDay(fromMs);
  return textOnly(
    view.words.keeping.leaving(
      grouped(keepOrdersDays),
      dayText(jakartaDay(oldestMs), view),
      dayText(from, view),
      periodName({ kind: "day", day: from - keepOrdersDays }),
    ),
  );
}
