import type { Words } from "../id/index.ts";
import { bank } from "./bank.ts";
import { chat } from "./chat.ts";
import { supplier } from "./supplier.ts";
import { telegram } from "./telegram.ts";
import { tour } from "./tour.ts";

export const english: Words = {
  locale: "en-GB",
  title: "Order bot sandbox",
  subtitle: "The real bot, with no account anywhere. Nothing here costs money.",
  today: "Today",
  cancel: "Cancel",
  people: "Who holds the phone",
  line: {
    lost: "The sandbox does not answer. Is it still running?",
    waiting: "The sandbox does not answer …",
  },
  /** Below its name in the chat, as Telegram has it. */
  isBot: "bot",
  botStates: {
    starting: "the bot is starting …",
    up: "bot is up",
    down: "the bot is dead …",
    "given-up": "the bot keeps dying; its log says why",
  },
  clock: {
    title: "The shop's clock",
    hint: "Cut-offs and recaps go by it. Orders and messages keep the real time.",
    field: "Date and time in the shop, WIB",
    hourOn: "+1 hour",
    noon: "12:00",
    evening: "Just before 21:00",
    beforeMidnight: "23:59",
    real: "Real time",
  },
  tour,
  themes: { auto: "Theme: as the system", light: "Theme: light", dark: "Theme: dark" },
  otherLanguage: { code: "id", label: "ID", title: "Bahasa Indonesia" },
  views: {
    title: "Parts of the sandbox",
    chat: "Chat",
    supplier: "Supplier",
    bank: "Bank",
    telegram: "Telegram",
  },
  roles: {
    reseller: {
      name: "reseller",
      intro: "A reseller with a customer at the counter. Press START below, as on a phone.",
    },
    operator: {
      name: "operator",
      intro: "The operator, who owns the account at the supplier. Press START below.",
    },
    stranger: {
      name: "stranger",
      intro: "Somebody the shop does not know. Press START below, as on a phone.",
    },
  },
  problems: {
    "which-sum": "Which sum?",
    "bot-not-up": "The bot is dead as it is.",
    "crowd-is-here": "They are still ordering.",
    "bot-blocked": "The bot is blocked. Unblock it first.",
    "out-of-bounds": "This value is out of bounds.",
    "nothing-open": "Nothing is on sale that anyone could order now.",
  },
  chat,
  supplier,
  bank,
  telegram,
};
