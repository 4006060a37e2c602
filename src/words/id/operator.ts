import { rich, paragraphs, type Html } from "../html.ts";
import { grouped } from "../money.ts";

/** What operators read of people they type and of their own menu, in Indonesian. */
export const operator = {
  start: {
    paused: (reason: string): Html =>
      rich`⏸ <b>Toko sedang ditutup.</b>${reason === "" ? "" : ` ${reason}`}`,
    toDecide: (count: number): Html =>
      rich`⚠️ <b>${grouped(count)} transaksi menunggu keputusan Anda.</b>`,
    hung: (count: number) =>
      `⏳ Lebih lama dari biasanya: ${grouped(count)} transaksi, lihat /orders`,
    hint: "Cari transaksi: /status diikuti nomor tujuan, ref_id, atau nomor transaksi.",
  },
  button: {
    books: "📚 Pembukuan",
    complaints: "🆘 Komplain",
    pause: "⏸ Tutup sementara",
    resume: "▶️ Buka lagi",
    commands: "⌨️ Semua perintah",
  },
  commandsHint:
    "Reseller boleh ditulis dengan ID, @username, atau bagian namanya; jumlah dengan 100rb atau 1,5jt.",
  surePause: (): Html =>
    paragraphs(
      rich`<b>⏸ Tutup toko sementara?</b>`,
      "Pesanan baru tidak diterima; transaksi yang sudah dibuat tetap berjalan. Reseller diberi tahu alasannya bila Anda mengetik /pause diikuti alasan.",
    ),
  sureResume: (): Html =>
    paragraphs(
      rich`<b>▶️ Buka lagi?</b>`,
      "Pesanan diterima lagi, dan pengiriman ke supplier dilanjutkan.",
    ),
  yesPause: "✅ Ya, tutup",
  yesResume: "✅ Ya, buka",
  note: {
    is: (note: string): Html => rich`📝 ${note}`,
    hint: (userId: number): Html => rich`📝 Catatan: <code>/note ${userId} </code>teks`,
    usage:
      "Cara pakai: /note SIAPA teks. SIAPA: ID, @username, atau satu kata namanya; - menghapus catatan. Hanya operator yang membacanya, dan reseller itu sendiri bila meminta datanya. Contoh: /note @budi bayar tiap Jumat",
    tooLong: (max: number) => `Catatannya terlalu panjang. Paling banyak ${grouped(max)} huruf.`,
  },
  broadcast: {
    all: "Semua",
    onlyLevel: (level: string): Html => rich`Hanya reseller dengan level <b>${level}</b>.`,
    tooLongBelow: (max: number) =>
      `Terlalu panjang untuk di bawah gambar. Paling banyak ${grouped(max)} huruf bersama nama toko.`,
    quiet: (count: number) => `Menunggu jam tenang: ${grouped(count)}`,
    missed: "Belum menerima:",
    nobodyMissed: "Daftarnya sudah tidak disimpan, atau semua sudah menerima.",
    more: (count: number) => `👥 ${grouped(count)} lagi`,
    why: {
      blocked: "memblokir bot",
      "never-started": "belum pernah memulai bot",
      failed: "gagal dikirim",
    },
  },
  meant: {
    several: "Ada beberapa yang cocok. Ketik ID atau @username-nya:",
  },
};
