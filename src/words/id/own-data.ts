import { rich, paragraphs, type Html } from "../html.ts";
import { grouped } from "../money.ts";

/** What is kept of a person, in Indonesian. */
export const ownData = {
  title: "🔒 Data Anda",
  explained:
    "Semua yang bot ini simpan tentang Anda bisa Anda ambil sebagai satu file (/export_me), dan yang tidak wajib disimpan bisa Anda hapus (/forget_me).",
  button: {
    menu: "🔒 Data Anda",
    export: "📤 Ambil data",
    forget: "🗑 Hapus data",
    yes: "🗑 Ya, hapus",
  },
  file: "data-pribadi",
  caption: (orders: number, left: number) =>
    `Semua yang bot ini simpan tentang Anda: ${grouped(orders)} transaksi, mutasi saldo, dan pengaturan.${left === 0 ? "" : ` ${grouped(left)} transaksi yang lebih lama tidak muat di file ini; lihat /history.`}`,
  often: "Sudah diambil beberapa kali dalam satu jam ini. Coba lagi nanti.",
  sure: "🗑 Hapus data Anda?",
  erased: "Dihapus sekarang:",
  kept: "Tetap disimpan:",
  passes: "Hilang sendiri dalam beberapa hari:",
  why: (days: number) =>
    `Transaksi disimpan ${grouped(days)} hari supaya bisa ditanyakan, pembukuan seterusnya karena uangnya harus selalu cocok; akses dan syarat karena toko yang menentukannya. Transaksi yang sedang berjalan tetap berjalan, hasilnya tetap dikabari.`,
  kinds: {
    language: "bahasa pilihan",
    name: "nama",
    quiet: "jam tenang",
    receipts: "pengaturan struk dan harga jual Anda",
    recap: "jam rekap harian",
    session: "apa yang terakhir Anda buka dan ketik di chat ini",
    form: "pesanan yang sedang diisi",
    saved: "nomor tersimpan",
    favourites: "favorit",
    short: "pesanan yang menunggu saldo Anda",
    watches: "produk yang Anda pantau",
    request: "permintaan akses (bila ditolak: kapan boleh meminta lagi tetap ada sampai saat itu)",
    orders: "transaksi: produk, nomor tujuan, harga, SN, waktu",
    books: "saldo dan mutasi",
    sums: "jumlah transaksi Anda per hari, untuk limit harian (40 hari)",
    profits: "laba toko dari transaksi Anda per hari (40 hari; tidak ada di file)",
    turns: "kapan transaksi Anda terakhir dikirim, supaya semua dapat giliran",
    tickets: "tiket deposit yang masih terbuka",
    complaints: "laporan dan pertanyaan (90 hari)",
    terms: "akses, limit harian, kredit, level harga",
    note: "catatan operator toko",
    recapMarks: "hari terakhir yang rekapnya dikirim",
    messages: "kabar yang belum terkirim kepada Anda",
    cards: "kartu pesanan, gambar struk, penanda kabar",
  },
  forgotten: (): Html =>
    paragraphs(
      rich`<b>🗑 Data Anda sudah dihapus</b>`,
      "Bila Anda memakai bot ini lagi, nama dan bahasa Anda dicatat lagi.",
    ),
};
