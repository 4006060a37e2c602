import type { Problem } from "../problem.ts";
import { rich, lines as below, paragraphs, type Html } from "../html.ts";
import { form } from "./form.ts";

const problem = (wrong: Problem): Html =>
  wrong.kind === "not-a-choice" ? rich`Pilihan itu tidak ada.` : form.problem(wrong);

/** Typed order lines and the words of every counter, in Indonesian. */
export const lines = {
  noCode: (code: string, isLike: boolean): Html =>
    paragraphs(
      rich`<b>Kode ${code} tidak ada</b>`,
      isLike
        ? "Mungkin maksudnya salah satu ini? Belum ada transaksi."
        : "Belum ada transaksi. Kode ada di daftar produk (🛒) dan di pencarian.",
    ),
  wrong: (service: string, field: string, wrong: Problem): Html =>
    paragraphs(rich`<b>${service}</b>`, rich`<b>${field}</b>: ${problem(wrong)}`),
  choices: (labels: string): Html => rich`Pilihannya: ${labels}`,
  tooMuch: (service: string, text: string): Html =>
    paragraphs(rich`<b>${service}</b>`, rich`<code>${text}</code> tidak diminta produk ini.`),
  example: (line: string): Html =>
    rich`Contoh: <code>${line}</code>\nBelum ada transaksi, tidak ada yang terpotong.`,
  needless: {
    pin: "PIN tidak perlu di sini: Telegram sudah tahu siapa Anda. Yang dikirim hanya yang tertera di kartu.",
    phone: "Nomor HP di belakang tidak perlu: hasilnya dikabari di sini.",
  },
  same: (again: string): Html =>
    paragraphs(
      rich`ℹ️ <b>Sudah Anda kirim hari ini.</b> Ini transaksinya; tidak ada transaksi kedua.`,
      rich`Kalau memang mau lagi: <code>${again}</code>`,
    ),
  button: {
    oneMore: "2️⃣ Memang mau lagi",
    open: (service: string) => `🛒 ${service}`,
  },
  prices: (code: string, count: number): Html =>
    rich`<b>💵 Harga ${code}</b>${count > 1 ? ` – ${count} produk` : ""}`,
  price: (code: string, name: string, price: string, sign: string): Html =>
    rich`${sign}<code>${code}</code> ${name} · <b>${price}</b>`,
  morePrices: (count: number): Html => rich`… dan ${count} lagi. Ketik lebih banyak huruf kodenya.`,
  noPrices: (code: string): Html =>
    paragraphs(
      rich`<b>Tidak ada kode yang diawali ${code}</b>`,
      "Kode ada di daftar produk (🛒) dan di pencarian.",
    ),
  takeBack: {
    usage: (): Html =>
      rich`Ketik <code>BTL.nomor</code>, misalnya <code>BTL.081234567890</code>. Yang belum dikirim bisa dibatalkan; lihat juga /status.`,
    none: (): Html =>
      paragraphs(
        rich`<b>Tidak ada yang bisa dibatalkan</b>`,
        "Tidak ada transaksi Anda ke nomor itu yang masih menunggu dikirim. Lihat /status.",
      ),
    which: (count: number): Html =>
      rich`<b>${count} transaksi ke nomor itu belum dikirim.</b> Yang mana?`,
  },
  elsewhere: {
    none: (): Html =>
      paragraphs(
        rich`<b>Perintah itu tidak ada di bot ini</b>`,
        rich`Pendaftaran, transfer saldo dan downline diurus operator toko. Yang bisa diketik di sini: <code>FORMAT</code>.`,
      ),
    topUp: (): Html =>
      rich`Isi saldo di sini dengan tiket: ketik <code>TIKET.100000</code>, atau tekan ➕.`,
  },
  help: (examples: LineExamples): Html =>
    below(
      rich`<b>Lebih cepat dengan mengetik</b>`,
      rich`<code>${examples.order}</code> – pesan: KODE.TUJUAN`,
      examples.game === null ? null : rich`<code>${examples.game}</code> – pesan: KODE.ID.ZONE`,
      rich`<code>${examples.again}</code> – sekali lagi hari ini`,
      rich`<code>081234567890</code> – apa yang bisa diisi ke nomor itu`,
      rich`<code>10.081234567890</code> – pulsa 10.000 operatornya`,
      rich`<code>axis 24gb</code> – cari produk`,
      "beberapa baris, atau KODE.NO.KODE.NO – sampai 20 pesanan, satu ✅",
      rich`<code>${examples.price}</code> – harga semua kode itu`,
      rich`<code>S</code> – saldo, <code>MUTASI</code> – mutasi, <code>R</code> – riwayat`,
      rich`<code>CEK.081234567890</code> – transaksi nomor itu`,
      rich`<code>BTL.081234567890</code> – batalkan yang belum dikirim`,
      rich`<code>TIKET.100000</code> – isi saldo, <code>UNTIKET</code> – batalkan tiket`,
      rich`<code>K.pesan Anda</code> – tanya atau komplain ke operator`,
      "Pemisahnya boleh titik, koma, #, * atau spasi; huruf besar kecil sama saja; PIN tidak perlu.",
    ),
};

/** What can be typed, with codes of the list as it is. */
export interface LineExamples {
  order: string;
  /** null: nothing on sale asks two numbers. */
  game: string | null;
  again: string;
  price: string;
}
