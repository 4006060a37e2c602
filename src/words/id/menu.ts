import { rich, lines, paragraphs, type Html } from "../html.ts";
import { grouped } from "../money.ts";

/** Menus, commands and settings in Indonesian. */
export const menu = {
  commands: {
    start: "Menu utama",
    order: "Pesan sekarang",
    search: "Cari produk: /search axis 24gb",
    status: "Cek transaksi: /status atau /status ref_id",
    history: "Riwayat transaksi Anda",
    saldo: "Saldo, kredit, sisa limit",
    mutasi: "Mutasi saldo per hari",
    save: "Simpan tujuan dengan nama: /save Bu Siti 0812…",
    saved: "Nomor tersimpan",
    watch: "Produk yang Anda pantau",
    help: "Cara memakai bot ini",
    cancel: "Batalkan pesanan yang sedang dibuat",
    language: "Ganti bahasa / change language",
    export_me: "Semua data Anda sebagai file",
    forget_me: "Hapus data Anda",
  },
  button: {
    order: "🛒 Pesan",
    history: "🧾 Riwayat",
    settings: "⚙️ Pengaturan",
    help: "❓ Bantuan",
    back: "⬅️ Kembali",
    cancel: "❌ Batal",
  },
  main: (shop: string, standing: Html | null): Html =>
    paragraphs(rich`<b>${shop}</b>`, standing, "Mau pesan apa? Tekan 🛒 untuk mulai."),
  categories: (open: number): Html =>
    paragraphs(rich`<b>🛒 Pilih kategori</b>`, `${grouped(open)} produk siap dijual.`),
  noCatalogue: (): Html =>
    paragraphs(
      rich`<b>Daftar produk belum tersedia</b>`,
      "Supplier belum bisa dihubungi. Belum ada transaksi, tidak ada yang terpotong. Kami terus mencoba; tekan 🛒 lagi sebentar lagi.",
    ),
  oldCatalogue: (since: string): Html =>
    rich`⚠️ Daftar ini dari ${since}; supplier sedang sulit dihubungi. Harga dicek lagi sebelum transaksi dikirim.`,
  services: (category: string, open: number, all: number): Html =>
    paragraphs(
      rich`<b>🛒 ${category}</b>`,
      open === all
        ? `${grouped(all)} produk, semua tersedia.`
        : `${grouped(open)} dari ${grouped(all)} produk tersedia.`,
    ),
  legend: (): Html => rich`🔴 stok habis · 🌙 cut-off`,
  outOfStock: (): Html =>
    rich`🔴 <b>Stok habis.</b> Tidak bisa dipesan sekarang. Silakan pilih produk lain atau coba lagi nanti.`,
  closedUntil: (until: string): Html =>
    rich`🌙 <b>Cut-off, buka lagi ${until}.</b> Silakan pesan setelah itu.`,
  closedJustNow: (): Html =>
    rich`Produk ini baru saja tutup. Belum ada transaksi, tidak ada yang terpotong.`,
  vanished: (): Html =>
    paragraphs(
      rich`<b>Produk ini sudah tidak tersedia</b>`,
      "Belum ada transaksi, tidak ada yang terpotong. Silakan pilih produk lain.",
    ),
  stranger: (shop: string, userId: number): Html =>
    paragraphs(
      rich`<b>${shop}</b>`,
      "Bot ini khusus untuk reseller toko ini.",
      rich`ID Telegram Anda: <code>${userId}</code>`,
      "Ingin menjadi reseller? Tekan 🙋, operator toko akan menjawab.",
    ),
  help: (shop: string): Html =>
    paragraphs(
      rich`<b>Cara memesan di ${shop}</b>`,
      lines(
        "1. Tekan 🛒, pilih kategori, lalu produk.",
        "2. Isi yang ditanyakan, misalnya nomor HP.",
        "3. Cek nomor dan harga, lalu tekan ✅.",
      ),
      "Hasilnya dikirim otomatis, Anda tidak perlu menunggu di layar. Satu ✅ selalu menjadi satu transaksi, walau tertekan beberapa kali.",
      lines(
        "/status – transaksi yang belum selesai",
        "/status ref_id – satu transaksi",
        "/history – riwayat transaksi Anda",
        "/saldo – saldo, /mutasi – mutasi per hari",
        "/saved – nomor tersimpan, /save – menyimpannya",
        "/watch – produk yang Anda pantau",
        "/cancel – batalkan pesanan yang sedang dibuat",
        "/language – ganti bahasa",
        "/export_me – data Anda sebagai file, /forget_me – menghapusnya",
      ),
    ),
  settings: (): Html => paragraphs(rich`<b>⚙️ Pengaturan</b>`, "Pilih bahasa:"),
  languageChosen: "Bot ini sekarang berbahasa Indonesia.",
  page: (page: number, pages: number) => `${page}/${pages}`,
  history: (total: number): Html =>
    paragraphs(
      rich`<b>🧾 Riwayat</b>`,
      `${grouped(total)} transaksi, terbaru di atas. Tekan nomornya untuk melihat.`,
    ),
  historyEmpty: (): Html =>
    paragraphs(rich`<b>🧾 Riwayat</b>`, "Belum ada transaksi. Tekan 🛒 untuk memesan."),
  open: (count: number): Html =>
    paragraphs(
      rich`<b>⏳ ${count} transaksi belum selesai</b>`,
      "Hasilnya dikirim otomatis. Tekan nomornya untuk melihat.",
    ),
  openMore: (count: number): Html => rich`… dan ${count} lagi di /history.`,
  toNumber: (number: string): Html => rich`<b>Transaksi terakhir ke <code>${number}</code></b>`,
  openNone: (): Html =>
    paragraphs(
      rich`<b>Tidak ada transaksi yang belum selesai</b>`,
      "Untuk satu transaksi tertentu, ketik /status diikuti ref_id atau nomor transaksi.",
    ),
  notFound: (): Html =>
    paragraphs(
      rich`<b>Transaksi tidak ditemukan</b>`,
      "Tidak ada transaksi Anda dengan nomor itu. Cek ref_id atau nomor transaksinya, atau lihat /history.",
    ),
};
