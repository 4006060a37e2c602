import type { Words } from "../../words/dictionary.ts";
import { lines, paragraphs, rich } from "../../words/html.ts";
import { rupiah } from "../../words/money.ts";
import { timeText, type View } from "../../words/times.ts";
import { textOnly, type Screen } from "../screen.ts";
import type { NoticeOf } from "./orders.ts";

/** For operators: the account's balance is not what the orders of a day made of it. */
export function reckoningScreen(
  notice: NoticeOf<"reckoning">,
  view: View & { words: Words },
): Screen {
  const say = view.words.books.reckoning;
  const { beforeRupiah, nowRupiah, chargedRupiah, returnedRupiah, differenceRupiah } = notice;
  const { orders, rupiah: doubtfulRupiah } = notice.doubtful;
  const isMore = differenceRupiah > 0;
  return textOnly(
    paragraphs(
      lines(
        rich`<b>${say.title}</b>`,
        say.time(timeText(notice.fromMs, view), timeText(notice.toMs, view)),
      ),
      lines(
        say.before(rupiah(beforeRupiah)),
        chargedRupiah === 0 ? null : say.charged(rupiah(chargedRupiah)),
        returnedRupiah === 0 ? null : say.returned(rupiah(returnedRupiah)),
        say.expected(rupiah(nowRupiah - differenceRupiah)),
        say.now(rupiah(nowRupiah)),
        isMore ? say.more(rupiah(differenceRupiah)) : say.less(rupiah(-differenceRupiah)),
      ),
      isMore ? say.whyMore : say.whyLess,
      orders === 0 ? null : say.doubtful(orders, rupiah(doubtfulRupiah)),
    ),
  );
}
