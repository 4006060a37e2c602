import { rich, type Html } from "../html.ts";
import type { number as indonesian } from "../id/number.ts";

const named = (number: string, spelled: string | null): Html =>
  rich`<code>${number}</code>${spelled === null ? "" : ` (${spelled})`}`;

/** What can be bought for a number typed first, in English. */
export const number: typeof indonesian = {
  mobile: (number, spelled, operator) =>
    rich`<b>📱 ${operator ?? "Phone number"}</b> ${named(number, spelled)}`,
  other: (number) => rich`<b>🔢</b> ${named(number, null)}`,
  choose: "What is it for?",
  chooseOther: "This is no phone number. Products that ask for such a number:",
  unknownPrefix: () =>
    rich`⚠️ We know no operator whose numbers begin like this. Please check the number.`,
  nothing: () => rich`There is no product for this number. Press 🛒 to see all products.`,
  notMobile: () =>
    rich`This is no phone number, and no product asks for such a number. Phone numbers begin with 08, for example: <code>081234567890</code>`,
  noProduct: (nominal, operator) =>
    operator === null
      ? rich`There is no product of ${nominal} for this number.`
      : rich`There is no <b>${operator} ${nominal}</b>. Please choose another product.`,
  forNumber: (number, spelled) => rich`For ${named(number, spelled)}`,
  asMobile: (number) => `📱 ${number}`,
};
