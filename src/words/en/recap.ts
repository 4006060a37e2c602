import { paragraphs, rich, type Html } from "../html.ts";
import { grouped } from "../money.ts";
import { count as counted, orders, payments, reports, resellers } from "./plural.ts";

/** What came of a day, told in the evening, in English. */
export const recap = {
  title: (day: string, until: string | null): Html =>
    until === null
      ? rich`<b>🌙 Recap of ${day}</b>`
      : rich`<b>🌙 Recap of ${day}</b>, until ${until}`,
  openNow: (count: number) => `${counted(count, orders)} not finished now.`,
  deposits: (count: number, sum: string) => `Deposits: ${sum} in ${counted(count, payments)}`,
  noDeposits: "Deposits: none yet",
  owing: (count: number, sum: string) => `To be paid: ${sum} by ${counted(count, resellers)}`,
  owes: (person: Html, sum: string): Html => rich`– ${person}: ${sum}`,
  categories: "Success by category:",
  category: (name: string, succeeded: number, judged: number, share: string) =>
    `– ${name}: ${grouped(succeeded)} of ${grouped(judged)} (${share}%)`,
  slowest: "Slowest:",
  service: (name: string, time: string) => `– ${name}: ${time} on average`,
  reviews: (count: number) => `⚠️ ${grouped(count)} to be decided: /review`,
  complaints: (count: number) => `🆘 ${counted(count, reports)}: /complaints`,
  sold: (sum: string, profit: string, some: readonly [count: number, of: number] | null) =>
    `Sold for ${sum} · your profit ${profit}${some === null ? "" : ` (the ${grouped(some[0])} of ${grouped(some[1])} with a selling price)`}`,
  settings: (time: string | null): Html =>
    paragraphs(
      rich`<b>🌙 Daily recap</b>`,
      time === null
        ? "Off now. Choose a time to be sent every evening what came of the day."
        : `Every day at ${time} WIB we send what came of it. Of a day without orders you hear nothing.`,
    ),
  button: {
    settings: "🌙 Daily recap",
    off: "🔕 Turn off",
  },
  isOff: "🔕 The daily recap is off. To have it again: ⚙️ in /start",
  isAt: (time: string) => `🌙 The recap comes every day at ${time} WIB.`,
};
