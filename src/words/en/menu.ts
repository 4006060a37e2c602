import type { menu as indonesian } from "../id/menu.ts";
import { rich, lines, paragraphs } from "../html.ts";
import { grouped } from "../money.ts";
import { count, orders, products } from "./plural.ts";

/** Menus, commands and settings in English. */
export const menu: typeof indonesian = {
  commands: {
    start: "Main menu",
    order: "Order now",
    search: "Find a product: /search axis 24gb",
    status: "Check an order: /status or /status ref_id",
    history: "Your orders so far",
    saldo: "Balance, credit, what is left today",
    mutasi: "Balance statement by day",
    save: "Save a destination under a name: /save Mrs Siti 0812…",
    saved: "Saved numbers",
    watch: "Products you watch",
    help: "How to use this bot",
    cancel: "Cancel the order you are making",
    export_me: "All that is kept of you, as a file",
    forget_me: "Erase your data",
    language: "Change language / ganti bahasa",
  },
  button: {
    order: "🛒 Order",
    history: "🧾 History",
    settings: "⚙️ Settings",
    help: "❓ Help",
    back: "⬅️ Back",
    cancel: "❌ Cancel",
  },
  main: (shop, standing) =>
    paragraphs(rich`<b>${shop}</b>`, standing, "What would you like to order? Press 🛒 to start."),
  categories: (open) =>
    paragraphs(rich`<b>🛒 Choose a category</b>`, `${count(open, products)} ready to sell.`),
  noCatalogue: () =>
    paragraphs(
      rich`<b>The product list is not here yet</b>`,
      "The supplier cannot be reached. Nothing was ordered and nothing charged. We keep trying; press 🛒 again in a moment.",
    ),
  oldCatalogue: (since) =>
    rich`⚠️ This list is from ${since}; the supplier is hard to reach. The price is checked again before an order is sent.`,
  services: (category, open, all) =>
    paragraphs(
      rich`<b>🛒 ${category}</b>`,
      open === all
        ? `${count(all, { one: "product", other: "products, all" })} available.`
        : `${grouped(open)} of ${grouped(all)} products available.`,
    ),
  legend: () => rich`🔴 out of stock · 🌙 cut-off`,
  outOfStock: () =>
    rich`🔴 <b>Out of stock.</b> It cannot be ordered now. Please choose another product or try later.`,
  closedUntil: (until) => rich`🌙 <b>Cut-off, opens again ${until}.</b> Please order after that.`,
  closedJustNow: () => rich`This product has just closed. Nothing was ordered and nothing charged.`,
  vanished: () =>
    paragraphs(
      rich`<b>This product is no longer available</b>`,
      "Nothing was ordered and nothing charged. Please choose another product.",
    ),
  stranger: (shop, userId) =>
    paragraphs(
      rich`<b>${shop}</b>`,
      "This bot is for this shop's resellers.",
      rich`Your Telegram ID: <code>${userId}</code>`,
      "Would you like to become one? Press 🙋, and the shop's operator will answer.",
    ),
  help: (shop) =>
    paragraphs(
      rich`<b>How to order at ${shop}</b>`,
      lines(
        "1. Press 🛒, choose a category, then a product.",
        "2. Type what is asked, for example the phone number.",
        "3. Check number and price, then press ✅.",
      ),
      "The result is sent to you, there is no need to wait at the screen. One ✅ always makes one order, even if pressed several times.",
      lines(
        "/status – orders not finished yet",
        "/status ref_id – one order",
        "/history – your orders so far",
        "/saldo – balance, /mutasi – statement by day",
        "/saved – saved numbers, /save – saves one",
        "/watch – products you watch",
        "/cancel – cancel the order you are making",
        "/language – change language",
        "/export_me – your data as a file, /forget_me – erases it",
      ),
    ),
  settings: () => paragraphs(rich`<b>⚙️ Settings</b>`, "Choose a language:"),
  languageChosen: "This bot now speaks English.",
  page: (page, pages) => `${page}/${pages}`,
  history: (total) =>
    paragraphs(
      rich`<b>🧾 History</b>`,
      `${count(total, orders)}, newest first. Press a number to see it.`,
    ),
  historyEmpty: () => paragraphs(rich`<b>🧾 History</b>`, "No orders yet. Press 🛒 to order."),
  open: (open) =>
    paragraphs(
      rich`<b>⏳ ${count(open, orders)} not finished</b>`,
      "The results are sent to you. Press a number to see it.",
    ),
  openMore: (count) => rich`… and ${count} more in /history.`,
  toNumber: (number) => rich`<b>Latest orders for <code>${number}</code></b>`,
  openNone: () =>
    paragraphs(
      rich`<b>No unfinished orders</b>`,
      "For one particular order, type /status followed by its ref_id or order number.",
    ),
  notFound: () =>
    paragraphs(
      rich`<b>Order not found</b>`,
      "There is no order of yours with that number. Check the ref_id or the order number, or look in /history.",
    ),
};
