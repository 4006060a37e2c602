import type { saved as indonesian } from "../id/saved.ts";
import { lines, paragraphs, rich } from "../html.ts";
import { grouped } from "../money.ts";
import { count } from "./plural.ts";

const destinations = { one: "destination", other: "destinations" };

/** Destinations that a reseller keeps, in English. */
export const saved: typeof indonesian = {
  button: {
    save: "💾 Save the number",
    list: "💾 Saved numbers",
    use: (what) => `💾 ${what}`,
    remove: (what) => `🗑 ${what}`,
  },
  kept: (what) =>
    paragraphs(
      rich`💾 Saved: ${what}`,
      rich`A name for it? Reply to this message with the name, or type <code>/save Mrs Siti</code>`,
    ),
  named: (what) =>
    paragraphs(
      rich`💾 ${what}`,
      "It is a button wherever a product it fits asks for its destination. All of them: /saved",
    ),
  nothing: "This order has no number that could be saved.",
  gone: "This number has been removed from the list.",
  full: (most) =>
    `You have saved ${grouped(most)} numbers, and there cannot be more. Remove some first: /saved`,
  removed: "Removed.",
  title: (saved) =>
    paragraphs(rich`<b>💾 Saved numbers</b>`, `${count(saved, destinations)}. Only you see them.`),
  none: () =>
    paragraphs(
      rich`<b>💾 Saved numbers</b>`,
      "None yet. Press 💾 on a successful order, or type a name and a number:",
      rich`<code>/save Mrs Siti 081234567890</code>`,
    ),
  usage: () =>
    paragraphs(
      lines(
        rich`<code>/save Mrs Siti 081234567890</code> – saves a phone number`,
        rich`<code>/save Mrs Siti</code> – saves the destination of your latest order`,
      ),
      "All of them: /saved",
    ),
  nothingYet: () =>
    rich`There is no order yet whose destination could be saved. Type the number, too: <code>/save Mrs Siti 081234567890</code>`,
};
