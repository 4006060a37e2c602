import { bank } from "./bank.ts";
import { chat } from "./chat.ts";
import { supplier } from "./supplier.ts";
import { telegram } from "./telegram.ts";
import { tour } from "./tour.ts";

export const indonesian = {
  /** How times and numbers are written. */
  locale: "id-ID",
  title: "Sandbox bot order",
  subtitle: "Bot yang sebenarnya, tanpa akun apa pun. Tidak ada uang yang keluar.",
  today: "Hari ini",
  cancel: "Batal",
  people: "Siapa yang memegang HP",
  line: {
    lost: "Sandbox tidak menjawab. Masih berjalan?",
    waiting: "Sandbox tidak menjawab …",
  },
  /** Below its name in the chat, as Telegram has it. */
  isBot: "bot",
  botStates: {
    starting: "bot sedang menyala …",
    up: "bot hidup",
    down: "bot mati …",
    "given-up": "bot mati terus; sebabnya ada di log",
  },
  clock: {
    title: "Jam toko",
    hint: "Cut-off dan rekap memakai jam ini. Pesanan dan pesan tetap memakai jam sebenarnya.",
    field: "Tanggal dan jam toko, WIB",
    hourOn: "+1 jam",
    noon: "12.00",
    evening: "Sesaat sebelum 21.00",
    beforeMidnight: "23.59",
    real: "Jam sebenarnya",
  },
  tour,
  themes: { auto: "Tema: ikut sistem", light: "Tema: terang", dark: "Tema: gelap" },
  /** The one that can be switched to. */
  otherLanguage: { code: "en" as "id" | "en", label: "EN", title: "English" },
  views: {
    title: "Bagian sandbox",
    chat: "Chat",
    supplier: "Supplier",
    bank: "Bank",
    telegram: "Telegram",
  },
  roles: {
    reseller: {
      name: "reseller",
      intro: "Reseller dengan pelanggan di depan konter. Tekan START di bawah, seperti di HP.",
    },
    operator: {
      name: "operator",
      intro: "Operator, pemilik akun di supplier. Tekan START di bawah.",
    },
    stranger: {
      name: "orang baru",
      intro: "Orang yang belum dikenal toko. Tekan START di bawah, seperti di HP.",
    },
  },
  /** What the server refuses by name. */
  problems: {
    "which-sum": "Nominalnya berapa?",
    "bot-not-up": "Botnya memang sedang mati.",
    "crowd-is-here": "Mereka masih memesan.",
    "bot-blocked": "Botnya sedang diblokir. Buka blokirnya dulu.",
    "out-of-bounds": "Nilai ini di luar batas.",
    "nothing-open": "Sekarang tidak ada produk yang bisa dipesan.",
  },
  chat,
  supplier,
  bank,
  telegram,
};

/** Every text of the page; one missing in a language does not compile. */
export type Words = typeof indonesian;
