import { lines, paragraphs, rich, type Html } from "../html.ts";
import { grouped } from "../money.ts";

/** Destinations that a reseller keeps, in Indonesian. */
export const saved = {
  button: {
    save: "💾 Simpan nomor",
    list: "💾 Nomor tersimpan",
    use: (what: string) => `💾 ${what}`,
    remove: (what: string) => `🗑 ${what}`,
  },
  kept: (what: Html): Html =>
    paragraphs(
      rich`💾 Disimpan: ${what}`,
      rich`Mau diberi nama? Balas pesan ini dengan namanya, atau ketik <code>/save Bu Siti</code>`,
    ),
  named: (what: Html): Html =>
    paragraphs(
      rich`💾 ${what}`,
      "Muncul sebagai tombol saat produk yang cocok menanyakan tujuannya. Daftar: /saved",
    ),
  /** At most 200 characters, like every toast. */
  nothing: "Dari transaksi ini tidak ada nomor yang bisa disimpan.",
  gone: "Nomor ini sudah dihapus dari daftar.",
  full: (most: number) =>
    `Sudah ${grouped(most)} nomor tersimpan, paling banyak segitu. Hapus dulu yang tidak perlu: /saved`,
  removed: "Dihapus.",
  title: (count: number): Html =>
    paragraphs(
      rich`<b>💾 Nomor tersimpan</b>`,
      `${grouped(count)} nomor. Hanya Anda yang melihatnya.`,
    ),
  none: (): Html =>
    paragraphs(
      rich`<b>💾 Nomor tersimpan</b>`,
      "Belum ada. Tekan 💾 pada transaksi yang sukses, atau ketik nama dan nomornya:",
      rich`<code>/save Bu Siti 081234567890</code>`,
    ),
  usage: (): Html =>
    paragraphs(
      lines(
        rich`<code>/save Bu Siti 081234567890</code> – simpan nomor HP`,
        rich`<code>/save Bu Siti</code> – simpan tujuan transaksi terakhir`,
      ),
      "Daftar: /saved",
    ),
  nothingYet: (): Html =>
    rich`Belum ada transaksi yang tujuannya bisa disimpan. Tulis juga nomornya: <code>/save Bu Siti 081234567890</code>`,
};
