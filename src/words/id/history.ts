import { paragraphs, rich, type Html } from "../html.ts";
import { grouped } from "../money.ts";

/** Orders by day and month, and as a file, in Indonesian. */
export const history = {
  /** `of`: whose; null: one's own. */
  title: (period: string, of: Html | null): Html =>
    of === null ? rich`<b>🧾 ${period}</b>` : rich`<b>🧾 ${period}</b> · ${of}`,
  everybody: "semua reseller",
  succeeded: (count: number, sum: string) => `✅ ${grouped(count)} sukses · ${sum}`,
  open: (count: number, sum: string) => `⏳ ${grouped(count)} belum selesai · ${sum} ditahan`,
  failed: (count: number) => `❌ ${grouped(count)} gagal atau batal · tidak ada yang terpotong`,
  earned: (cost: string, profit: string) => `Modal ${cost} · laba ${profit}`,
  none: "Tidak ada transaksi.",
  /** `most` orders were read, and there may be more. */
  cut: (most: number) =>
    `Hanya ${grouped(most)} transaksi pertama yang dihitung. Lihat per hari untuk angka lengkap.`,
  notADay: (): Html =>
    paragraphs(
      "Tanggal itu tidak terbaca.",
      rich`Contoh: <code>R.23</code>, <code>R.23/11</code>, <code>R.23/11/2026</code>, <code>R.11/2026</code> untuk satu bulan.`,
    ),
  file: {
    /** Before its date and its ending. */
    name: "transaksi",
    sheet: "Transaksi",
    caption: (period: string, count: number) => `📤 ${period}: ${grouped(count)} transaksi.`,
    cut: (most: number) =>
      `Hanya ${grouped(most)} transaksi pertama; ekspor per hari untuk semuanya.`,
    ask: (period: string): Html =>
      paragraphs(
        rich`<b>📤 Ekspor ${period}</b>`,
        "Semua transaksinya dalam satu file. Format apa?",
      ),
    csv: "📤 CSV",
    xlsx: "📤 Excel (XLSX)",
    /** At most 200 characters, like every toast. */
    soon: "File sedang disiapkan…",
    underWay: {
      own: "File Anda yang sebelumnya masih disiapkan. Tunggu sampai terkirim.",
      full: "Beberapa file sedang disiapkan. Coba lagi sebentar.",
    },
    none: "Tidak ada transaksi untuk diekspor.",
    states: {
      succeeded: "sukses",
      open: "belum selesai",
      failed: "gagal",
      notSent: "tidak dikirim",
    },
    columns: {
      time: "Waktu (WIB)",
      id: "No. transaksi",
      ref: "Ref supplier",
      code: "Kode",
      service: "Produk",
      category: "Kategori",
      destination: "Tujuan",
      price: "Harga (Rp)",
      state: "Status",
      voucher: "SN/Voucher",
      ended: "Selesai (WIB)",
      resellerId: "ID reseller",
      reseller: "Reseller",
      cost: "Modal (Rp)",
      profit: "Laba (Rp)",
    },
  },
  button: {
    today: "📅 Hari ini",
    month: "🗓 Bulan ini",
    all: (count: number) => `Semua ${grouped(count)}`,
    export: "📤 Ekspor",
    orders: "🧾 Transaksi",
  },
};
