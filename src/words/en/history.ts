import { paragraphs, rich, type Html } from "../html.ts";
import { grouped } from "../money.ts";
import { count as counted, orders } from "./plural.ts";

/** Orders by day and month, and as a file, in English. */
export const history = {
  title: (period: string, of: Html | null): Html =>
    of === null ? rich`<b>🧾 ${period}</b>` : rich`<b>🧾 ${period}</b> · ${of}`,
  everybody: "all resellers",
  succeeded: (count: number, sum: string) => `✅ ${grouped(count)} succeeded · ${sum}`,
  open: (count: number, sum: string) => `⏳ ${grouped(count)} not finished · ${sum} held`,
  failed: (count: number) => `❌ ${grouped(count)} failed or cancelled · nothing was charged`,
  earned: (cost: string, profit: string) => `Cost ${cost} · profit ${profit}`,
  none: "No orders.",
  cut: (most: number) =>
    `Only the first ${counted(most, orders)} are counted. Look at single days for all figures.`,
  notADay: (): Html =>
    paragraphs(
      "That is no date we can read.",
      rich`Examples: <code>R.23</code>, <code>R.23/11</code>, <code>R.23/11/2026</code>, <code>R.11/2026</code> for a month.`,
    ),
  file: {
    name: "orders",
    sheet: "Orders",
    caption: (period: string, count: number) => `📤 ${period}: ${counted(count, orders)}.`,
    cut: (most: number) =>
      `Only the first ${counted(most, orders)}; export single days to have them all.`,
    ask: (period: string): Html =>
      paragraphs(rich`<b>📤 Export ${period}</b>`, "All its orders in one file. Which format?"),
    csv: "📤 CSV",
    xlsx: "📤 Excel (XLSX)",
    soon: "Your file is being prepared…",
    underWay: {
      own: "Your file is still being made. Please wait until it is sent.",
      full: "Several files are being made. Please try again in a moment.",
    },
    none: "There are no orders to export.",
    states: { succeeded: "succeeded", open: "not finished", failed: "failed", notSent: "not sent" },
    columns: {
      time: "Time (WIB)",
      id: "Order no.",
      ref: "Supplier's ref",
      code: "Code",
      service: "Product",
      category: "Category",
      destination: "Destination",
      price: "Price (Rp)",
      state: "State",
      voucher: "SN/voucher",
      ended: "Finished (WIB)",
      resellerId: "Reseller's ID",
      reseller: "Reseller",
      cost: "Cost (Rp)",
      profit: "Profit (Rp)",
    },
  },
  button: {
    today: "📅 Today",
    month: "🗓 This month",
    all: (count: number) => `All ${grouped(count)}`,
    export: "📤 Export",
    orders: "🧾 Orders",
  },
};
