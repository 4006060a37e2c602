import type { HeldUp } from "../../orders/batches.ts";
import { rich, paragraphs, type Html } from "../html.ts";
import type { Problem } from "../problem.ts";
import { form } from "./form.ts";

/** Several order lines on one card, in Indonesian. */
export const batch = {
  title: (count: number): Html => rich`<b>Cek ${count} pesanan, lalu tekan ✅</b>`,
  titleOrdered: (count: number): Html => rich`<b>🧺 ${count} transaksi</b>`,
  nothing: (): Html => rich`<b>Belum ada yang bisa dipesan</b>`,
  refused: (count: number): Html => rich`<b>${count} baris tidak ikut:</b>`,
  total: (rupiah: string): Html => rich`Total: <b>${rupiah}</b>`,
  totalShort: (missing: string): Html =>
    rich`⚠️ Saldo kurang <b>${missing}</b> untuk semuanya. Yang cukup tetap jalan bila ✅ ditekan; sisanya bisa menyusul dengan ✅ yang sama.`,
  press: (count: number, rupiah: string) => `✅ Pesan ${count} · ${rupiah}`,
  pressRest: (count: number, rupiah: string) => `✅ Pesan ${count} sisanya · ${rupiah}`,
  why: {
    notALine: "bukan pesanan",
    nominal: "di antara beberapa baris perlu kodenya: KODE.NOMOR",
    noCode: (nearest: string | null) =>
      nearest === null ? "kodenya tidak ada" : `kodenya tidak ada; mungkin ${nearest}?`,
    wrong: (field: string, problem: Problem): Html =>
      problem.kind === "not-a-choice"
        ? rich`${field}: pilihan itu tidak ada`
        : rich`${field}: ${form.problem(problem)}`,
    tooMuch: (text: string) => `${text} tidak diminta`,
    incomplete: (field: string) => `belum lengkap: ${field}?`,
    secret: "isi lewat tombol 🛒, jangan diketik di sini",
    outOfStock: "🔴 stok habis",
    closedUntil: (time: string) => `🌙 cut-off, buka lagi ${time}`,
    sameAs: (line: number) => `sama dengan nomor ${line}; untuk yang kedua tambahkan .2`,
    sameAgain: (line: number) => `sama dengan nomor ${line}; satu kali lagi cukup satu baris`,
    underWay: (how: Html): Html =>
      rich`yang sama masih berjalan (${how}); tunggu hasilnya, atau kirim baris ini sendiri kalau memang mau lagi`,
    alreadyToday: "hari ini sudah dipesan; kalau memang mau lagi tambahkan .2",
  },
  odd: {
    which: (which: number) => `2️⃣ yang ke-${which}`,
    operator: (number: string, product: string) => `⚠️ nomor ${number}, produk ${product}`,
    phone: "⚠️ cek lagi nomornya",
    others: "⚠️ transaksi lain yang sama sedang berjalan",
  },
  heldUp: {
    short: "saldo tidak cukup",
    limit: "melewati limit hari ini",
    alike: "hari ini sudah ada yang sama",
    paused: "toko sedang tutup",
    discarded: "dibatalkan",
    gone: "kartunya sudah tidak berlaku",
  } satisfies Record<HeldUp, string>,
  ordered: (count: number) =>
    count === 0 ? "Belum ada yang dipesan." : `${count} transaksi dibuat.`,
  renewed: {
    old: "ℹ️ Kartu tadi sudah lewat 5 menit; yang belum dipesan perlu ✅ sekali lagi.",
    price: "⚠️ Ada harga yang berubah; yang belum dipesan perlu ✅ sekali lagi.",
    forgotten:
      "⚠️ Catatan terakhir bot sempat hilang. Kalau tadi sudah menekan ✅, transaksinya mungkin sudah jalan: cek /status dan tanya operator dulu sebelum menekan lagi.",
  },
  tooMany: (count: number, most: number): Html =>
    paragraphs(
      rich`<b>${count} pesanan terlalu banyak untuk satu kartu</b>`,
      `Paling banyak ${most} sekali kirim. Belum ada transaksi; bagi menjadi beberapa pesan, ya.`,
    ),
};
