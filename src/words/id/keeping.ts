import { paragraphs, rich, type Html } from "../html.ts";

/** How long orders are kept, in Indonesian. */
export const keeping = {
  leaving: (days: string, oldest: string, from: string, day: string): Html =>
    paragraphs(
      rich`<b>🗄 Transaksi lama akan dihapus dari penyimpanan</b>`,
      rich`Transaksi disimpan ${days} hari (KEEP_ORDERS_DAYS); yang tertua dari ${oldest}. Mulai ${from} yang lebih tua dihapus setiap hari. Pembukuan dan mutasi tetap.`,
      rich`Mau menyimpannya? Di server, sebelum itu:\n<code>npm run export -- --before ${day} --to orders.csv</code>`,
    ),
};
