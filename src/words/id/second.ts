import { paragraphs, rich, type Html } from "../html.ts";

/** The same thing once more: what there is of it already, and what to do. `how`: where it stands. */
export const second = {
  ended: (when: string, how: Html, times: number): Html =>
    rich`⚠️ <b>Hari ini produk ini sudah ${times === 1 ? "" : `${times} kali `}Anda isi ke tujuan yang sama</b>, terakhir ${when}: ${how}. Tekan ✅ hanya bila memang mau lagi.`,
  underWay: (when: string, how: Html): Html =>
    rich`⚠️ <b>Transaksi Anda yang sama persis belum selesai</b> (${when}: ${how}). Tunggu dulu hasilnya; jangan kirim ulang kalau maksudnya hanya satu.`,
  others: (): Html =>
    rich`⚠️ Transaksi lain untuk produk dan tujuan yang sama sedang berjalan. Tanyakan dulu ke pelanggan.`,
  /** ✅ of a card that does not know of it. */
  since: (when: string, how: Html): Html =>
    paragraphs(
      rich`<b>Yang sama persis baru saja Anda pesan</b>`,
      rich`${when}: ${how}. Dari kartu ini belum ada transaksi, tidak ada yang terpotong.`,
    ),
  heading: "Belum dipesan: yang sama persis masih berjalan",
  notYet: "Belum dipesan. Baca dulu kartunya.",
  newer: (): Html =>
    paragraphs(
      rich`<b>Ada kartu yang lebih baru untuk produk dan tujuan ini</b>`,
      "Kalau maksudnya hanya satu, pakai kartu yang baru itu. Dari kartu ini belum ada transaksi, tidak ada yang terpotong.",
    ),
  button: {
    see: "👀 Lihat transaksi itu",
    oneMore: "Memang mau satu lagi",
  },
};
