import { lines, paragraphs, rich, type Html } from "../html.ts";
import { grouped } from "../money.ts";

/** Searching for products, here and in other chats, in Indonesian. */
export const search = {
  button: {
    search: "🔎 Cari",
    meant: (question: string) => `🔎 ${question}`,
    open: (shop: string) => `🛒 Buka ${shop}`,
    order: "🛒 Pesan",
  },
  ask: (): Html =>
    paragraphs(
      rich`<b>🔎 Cari produk</b>`,
      "Ketik apa yang dicari, kapan saja. Contoh:",
      lines(
        rich`<code>axis 24gb</code>`,
        rich`<code>ml 86</code>`,
        rich`<code>pln 50rb</code>`,
        rich`<code>kuota tri di bawah 20rb</code>`,
      ),
    ),
  found: (question: string, count: number, more: boolean): Html =>
    paragraphs(
      rich`<b>🔎 ${question}</b>`,
      more
        ? `${grouped(count)} produk yang paling cocok. Tambah satu kata untuk mempersempit.`
        : `${grouped(count)} produk.`,
    ),
  near: (question: string): Html =>
    paragraphs(rich`<b>🔎 ${question}</b>`, "Yang persis seperti itu tidak ada. Ini yang mirip:"),
  nothing: (question: string): Html =>
    paragraphs(
      rich`<b>🔎 Tidak ada produk untuk “${question}”</b>`,
      "Coba tulis lebih pendek, misalnya nama produk atau operatornya saja. Tekan 🛒 untuk melihat semua produk.",
    ),
  meant: (question: string): Html => rich`Mungkin maksudnya <b>${question}</b>?`,
  code: (code: string): Html => rich`Kode: <code>${code}</code>`,
  /** What stands in other people's chats. */
  inline: {
    closed: "Sedang tutup",
    receiptOf: (product: string) => `📄 Struk: ${product}`,
  },
};
