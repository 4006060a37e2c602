import { lines, paragraphs, rich, type Html } from "../html.ts";
import { grouped } from "../money.ts";

/** What resellers want to be told of a product, in Indonesian. */
export const watches = {
  button: {
    open: "🔔 Kabari kalau buka",
    price: "🔔 Kabari kalau turun",
    list: "🔔 Pantauan",
    remove: (what: string) => `🗑 ${what}`,
  },
  /** At most 200 characters, like every toast. */
  watching: {
    open: "🔔 Begitu produk ini bisa dipesan lagi, kami kabari satu kali. Daftar pantauan: /watch",
    price: (price: string) =>
      `🔔 Begitu harganya di bawah ${price}, kami kabari. Daftar pantauan: /watch`,
  },
  openNow: "Produk ini sudah bisa dipesan.",
  full: (most: number) =>
    `Pantauan sudah ${grouped(most)}, paling banyak segitu. Hapus dulu yang tidak perlu: /watch`,
  removed: "Pantauan dihapus.",
  title: (count: number): Html =>
    paragraphs(
      rich`<b>🔔 Pantauan</b>`,
      `${grouped(count)} produk. Kami kabari paling banyak satu kali per jam untuk tiap pantauan.`,
    ),
  none: (): Html =>
    paragraphs(
      rich`<b>🔔 Pantauan</b>`,
      "Belum ada. Tekan 🔔 pada produk yang sedang tutup atau stoknya habis, atau saat memesan kalau mau dikabari harganya turun.",
    ),
  wish: {
    open: (name: string): Html => rich`<b>${name}</b> – kalau buka`,
    price: (name: string, price: string): Html => rich`<b>${name}</b> – kalau di bawah ${price}`,
  },
  gone: (): Html => rich`(sedang tidak ada di daftar)`,
  told: {
    open: (name: string, price: string): Html =>
      lines(rich`🔔 <b>${name}</b> sudah bisa dipesan lagi.`, rich`Harga: <b>${price}</b>`),
    price: (name: string, before: string, price: string): Html =>
      lines(rich`🔔 Harga <b>${name}</b> turun.`, rich`${before} → <b>${price}</b>`),
  },
};
