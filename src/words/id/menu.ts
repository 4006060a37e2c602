import { rich, lines, paragraphs, type Html } from "../html.ts";
import { grouped } from "../money.ts";

/** Menus, commands and settings in Indonesian. */
export const menu = {
  languageName: "Bahasa Indonesia",
  commands: {
    start: "Menu utama",
    order: "Pesan sekarang",
    status: "Cek pesanan: /status atau /status ref_id",
    history: "Riwayat pesanan Anda",
    help: "Cara memakai bot ini",
    cancel: "Batalkan isian yang sedang berjalan",
    language: "Ganti bahasa / change language",
  },
  button: {
    order: "🛒 Pesan",
    history: "🧾 Riwayat",
    settings: "⚙️ Pengaturan",
    help: "❓ Bantuan",
    back: "⬅️ Kembali",
    cancel: "❌ Batal",
  },
  main: (shop: string): Html =>
    paragraphs(rich`<b>${shop}</b>`, "Mau pesan apa? Tekan 🛒 untuk mulai."),
  categories: (open: number): Html =>
    paragraphs(rich`<b>🛒 Pilih kategori</b>`, `${grouped(open)} layanan buka sekarang.`),
  noCatalogue: (): Html =>
    paragraphs(
      rich`<b>Daftar layanan belum tersedia</b>`,
      "Pemasok belum bisa dihubungi. Tidak ada yang dipesan dan tidak ada biaya. Kami terus mencoba; tekan 🛒 lagi sebentar lagi.",
    ),
  oldCatalogue: (since: string): Html =>
    rich`⚠️ Daftar ini dari ${since}; pemasok sedang sulit dihubungi. Harga diperiksa lagi sebelum pesanan dikirim.`,
  services: (category: string, open: number, all: number): Html =>
    paragraphs(
      rich`<b>🛒 ${category}</b>`,
      open === all
        ? `${grouped(all)} layanan, semua buka.`
        : `${grouped(open)} dari ${grouped(all)} layanan buka sekarang.`,
    ),
  legend: (): Html => rich`🔴 stok habis · 🌙 sedang tutup`,
  outOfStock: (): Html =>
    rich`🔴 <b>Stok habis.</b> Tidak bisa dipesan sekarang. Silakan pilih layanan lain atau coba lagi nanti.`,
  closedUntil: (until: string): Html =>
    rich`🌙 <b>Sedang tutup sampai ${until}.</b> Silakan pesan lagi setelah itu.`,
  closedJustNow: (): Html =>
    rich`Layanan ini baru saja tutup. Tidak ada yang dipesan dan tidak ada biaya.`,
  vanished: (): Html =>
    paragraphs(
      rich`<b>Layanan ini sudah tidak dijual</b>`,
      "Tidak ada yang dipesan dan tidak ada biaya. Silakan pilih layanan lain.",
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
        "1. Tekan 🛒, pilih kategori, lalu layanan.",
        "2. Jawab pertanyaannya, misalnya nomor HP.",
        "3. Periksa nomor dan harga, lalu tekan ✅.",
      ),
      "Hasilnya dikirim otomatis, Anda tidak perlu menunggu di layar. Satu ✅ selalu menjadi satu pesanan, walau tertekan beberapa kali.",
      lines(
        "/status – pesanan yang belum selesai",
        "/status ref_id – satu pesanan",
        "/history – riwayat pesanan Anda",
        "/cancel – batalkan isian",
        "/language – ganti bahasa",
      ),
    ),
  settings: (): Html => paragraphs(rich`<b>⚙️ Pengaturan</b>`, "Pilih bahasa:"),
  languageChosen: "Bot ini sekarang berbahasa Indonesia.",
  page: (page: number, pages: number) => `${page}/${pages}`,
  history: (total: number): Html =>
    paragraphs(
      rich`<b>🧾 Riwayat</b>`,
      `${grouped(total)} pesanan, terbaru di atas. Tekan nomornya untuk melihat.`,
    ),
  historyEmpty: (): Html =>
    paragraphs(rich`<b>🧾 Riwayat</b>`, "Belum ada pesanan. Tekan 🛒 untuk memesan."),
  open: (count: number): Html =>
    paragraphs(
      rich`<b>⏳ ${count} pesanan belum selesai</b>`,
      "Hasilnya dikirim otomatis. Tekan nomornya untuk melihat.",
    ),
  openMore: (count: number): Html => rich`… dan ${count} lagi di /history.`,
  openNone: (): Html =>
    paragraphs(
      rich`<b>Tidak ada pesanan yang belum selesai</b>`,
      "Untuk satu pesanan tertentu, ketik /status diikuti ref_id atau nomor pesanan.",
    ),
  notFound: (): Html =>
    paragraphs(
      rich`<b>Pesanan tidak ditemukan</b>`,
      "Tidak ada pesanan Anda dengan nomor itu. Periksa ref_id atau nomor pesanannya, atau lihat /history.",
    ),
};
