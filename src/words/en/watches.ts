import type { watches as indonesian } from "../id/watches.ts";
import { lines, paragraphs, rich } from "../html.ts";
import { grouped } from "../money.ts";
import { count, products } from "./plural.ts";

/** What resellers want to be told of a product, in English. */
export const watches: typeof indonesian = {
  button: {
    open: "🔔 Tell me when it opens",
    price: "🔔 Tell me if it gets cheaper",
    list: "🔔 Watches",
    remove: (what) => `🗑 ${what}`,
  },
  watching: {
    open: "🔔 As soon as this product can be ordered again, you are told once. Your watches: /watch",
    price: (price) =>
      `🔔 As soon as it costs less than ${price}, you are told. Your watches: /watch`,
  },
  openNow: "This product can be ordered now.",
  full: (most) =>
    `You have ${grouped(most)} watches, and there cannot be more. Remove some first: /watch`,
  removed: "Watch removed.",
  title: (watched) =>
    paragraphs(
      rich`<b>🔔 Watches</b>`,
      `${count(watched, products)}. For each watch you are told at most once an hour.`,
    ),
  none: () =>
    paragraphs(
      rich`<b>🔔 Watches</b>`,
      "None yet. Press 🔔 on a product that is closed or out of stock, or while ordering to be told when it gets cheaper.",
    ),
  wish: {
    open: (name) => rich`<b>${name}</b> – when it opens`,
    price: (name, price) => rich`<b>${name}</b> – below ${price}`,
  },
  gone: () => rich`(not in the list at the moment)`,
  told: {
    open: (name, price) =>
      lines(rich`🔔 <b>${name}</b> can be ordered again.`, rich`Price: <b>${price}</b>`),
    price: (name, before, price) =>
      lines(rich`🔔 <b>${name}</b> got cheaper.`, rich`${before} → <b>${price}</b>`),
  },
};
