import type { search as indonesian } from "../id/search.ts";
import { lines, paragraphs, rich } from "../html.ts";
import { count, products } from "./plural.ts";

/** Searching for products, here and in other chats, in English. */
export const search: typeof indonesian = {
  button: {
    search: "🔎 Search",
    meant: (question) => `🔎 ${question}`,
    open: (shop) => `🛒 Open ${shop}`,
    order: "🛒 Order",
  },
  ask: () =>
    paragraphs(
      rich`<b>🔎 Search products</b>`,
      "Type what you are looking for, at any time. For example:",
      lines(
        rich`<code>axis 24gb</code>`,
        rich`<code>ml 86</code>`,
        rich`<code>pln 50rb</code>`,
        rich`<code>kuota tri under 20k</code>`,
      ),
    ),
  found: (question, found, more) =>
    paragraphs(
      rich`<b>🔎 ${question}</b>`,
      more
        ? `The ${count(found, products)} that fit best. Add a word to see fewer.`
        : `${count(found, products)}.`,
    ),
  near: (question) =>
    paragraphs(rich`<b>🔎 ${question}</b>`, "There is none exactly like that. These come close:"),
  nothing: (question) =>
    paragraphs(
      rich`<b>🔎 No product for “${question}”</b>`,
      "Try fewer words, such as the product's or the operator's name alone. Press 🛒 to see all products.",
    ),
  meant: (question) => rich`Did you mean <b>${question}</b>?`,
  code: (code) => rich`Code: <code>${code}</code>`,
  inline: {
    closed: "Closed now",
    receiptOf: (product) => `📄 Receipt: ${product}`,
  },
};
