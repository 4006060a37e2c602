import type { OrdersAudit } from "../../orders/store/audit.ts";
import type { Words } from "../../words/dictionary.ts";
import { lines, paragraphs, type Html } from "../../words/html.ts";
import { rupiah } from "../../words/money.ts";
import type { BotContext } from "../context.ts";
import { show } from "../replying.ts";

const shownFaults = 10;

/** /books: what the books say, and whether it adds up, recounted now from the first line of their journal. */
export async function showBooks(ctx: BotContext): Promise<void> {
  const { words } = ctx.person;
  const texts = words.books;
  const audit = await ctx.shop.admin.audit();
  const heldRupiah = [...audit.pending.values()].reduce((sum, held) => sum + held.rupiah, 0);
  await show(ctx, {
    text: paragraphs(
      texts.title(),
      lines(
        texts.sales(rupiah(audit.salesRupiah)),
        texts.cost(rupiah(audit.costRupiah)),
        texts.profit(rupiah(audit.salesRupiah - audit.costRupiah)),
      ),
      lines(
        texts.held(audit.pending.size, rupiah(heldRupiah)),
        texts.owed(rupiah(audit.purses.oweRupiah)),
        texts.had(rupiah(audit.purses.haveRupiah)),
        audit.depositsRupiah === 0 ? null : texts.deposits(rupiah(audit.depositsRupiah)),
      ),
      verdict(audit, words),
    ),
    keyboard: [],
  });
}

function verdict(audit: OrdersAudit, words: Words): Html {
  const texts = words.books;
  const faults = [
    ...audit.faults.map((fault) => {
      switch (fault.kind) {
        case "line":
          return texts.badLine(fault.line);
        case "account":
          return texts.badAccount(fault.name, rupiah(fault.saysRupiah), rupiah(fault.isRupiah));
        case "sum":
          return texts.badSum(rupiah(audit.sumRupiah));
      }
    }),
    ...audit.unlike.map((id) => texts.badOrder(id)),
  ];
  const counted = texts.counted(audit.lines, audit.accounts, audit.open);
  return faults.length === 0
    ? lines(texts.right(), counted)
    : lines(texts.wrong(), ...faults.slice(0, shownFaults), counted, texts.whatNow);
}
