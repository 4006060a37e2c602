import { rich, paragraphs, type Html } from "../html.ts";

/** When something did not work, in Indonesian. */
export const trouble = {
  /** A ✅ whose outcome is not known. At most 200 characters, like every toast. */
  confirmUnclear:
    "Sedang kami cek. Menekan ✅ sekali lagi aman: transaksinya tetap satu. Hasilnya juga ada di /status.",
  /** Before anything could have been ordered. */
  tryAgain: "Sedang ada gangguan di sistem kami. Coba lagi sebentar lagi.",
  broken: (): Html =>
    paragraphs(
      rich`<b>Ada gangguan di sistem kami</b>`,
      "Coba lagi sebentar lagi. Bila Anda baru saja menekan ✅, mungkin sudah terpotong: jangan kirim ulang, lihat dulu /status.",
    ),
  notUnderstood: (): Html =>
    paragraphs(
      rich`<b>Maaf, kami belum paham</b>`,
      "Tekan 🛒 untuk memesan, atau /status diikuti ref_id untuk mengecek transaksi.",
    ),
  unknownButton: "Tombol ini sudah tidak berlaku. Tekan /start untuk menu terbaru.",
};
