import { lines, rich, type Html } from "../html.ts";
import { grouped } from "../money.ts";

/** A reseller's saldo and mutasi, and what operators do with them, in Indonesian. */
export const purse = {
  button: {
    purse: "💰 Saldo",
    statement: "📒 Mutasi",
    csv: "📤 CSV",
    bill: "🧾 Tagihan",
    refund: (rupiah: string) => `↩️ Kembalikan ${rupiah} ke saldo`,
  },
  title: "💰 Saldo",
  titleOf: (name: string): Html => rich`<b>💰 Saldo ${name}</b>`,
  balance: (rupiah: string): Html => rich`Saldo: <b>${rupiah}</b>`,
  owes: (rupiah: string): Html => rich`Belum dibayar: <b>${rupiah}</b>`,
  held: (rupiah: string): Html =>
    rich`Ditahan: ${rupiah} untuk transaksi yang belum selesai; kembali bila gagal`,
  credit: (rupiah: string): Html => rich`Kredit: ${rupiah}`,
  left: (rupiah: string): Html => rich`Bisa dipakai: <b>${rupiah}</b>`,
  leftToday: (rupiah: string, limit: string): Html =>
    rich`Sisa limit hari ini: ${rupiah} dari ${limit}`,
  latest: "Mutasi terakhir",
  none: "Belum ada mutasi.",
  statement: "📒 Mutasi",
  more: (count: number): Html =>
    rich`… dan ${grouped(count)} lagi di hari ini; semuanya ada di 📤 CSV.`,
  line: (time: string, what: string, rupiah: string, balance: string): Html =>
    rich`${time} · ${what} · <b>${rupiah}</b> → ${balance}`,
  what: {
    order: (of: string) => `transaksi ${of}`,
    deposit: "deposit",
    correction: (why: string) => `koreksi: ${why}`,
    came: (why: string) => `transfer masuk: ${why}`,
    went: (why: string) => `transfer keluar: ${why}`,
    refund: (of: string) => `refund ${of}`,
  },
  file: {
    name: "mutasi",
    caption: (count: number) => `${grouped(count)} baris mutasi, terlama di atas.`,
    columns: {
      time: "waktu",
      what: "keterangan",
      rupiah: "jumlah",
      balance: "saldo",
      id: "id",
    },
  },
  short: (missing: string): Html =>
    rich`⚠️ <b>Saldo kurang ${missing}.</b> Begitu cukup, kartu ini kami kirim lagi: tinggal tekan ✅.`,
  shortBriefly: (missing: string) => `Saldo kurang ${missing}. Belum ada transaksi.`,
  told: {
    in: (rupiah: string): Html => rich`<b>💰 Saldo bertambah ${rupiah}</b>`,
    out: (rupiah: string): Html => rich`<b>💰 Saldo berkurang ${rupiah}</b>`,
    now: (rupiah: string): Html => rich`Saldo sekarang: <b>${rupiah}</b>`,
    enough: "Saldo sudah cukup untuk pesanan yang menunggu:",
  },
  credits: {
    is: (text: string): Html => rich`Kredit: <b>${text}</b>`,
    none: "tanpa batas",
    choose:
      "Boleh memesan sampai berapa di bawah saldo? Pilih, atau ketik /credit ID jumlah. Rp0: hanya sebesar saldo.",
    usage:
      "Cara pakai: /credit SIAPA jumlah. SIAPA: ID, @username, atau bagian nama. Jumlah: 1.500.000, 100rb, 1,5jt; tanpa: tanpa batas; umum: kredit umum. Contoh: /credit @budi 500rb",
    set: "Kredit disimpan.",
    button: "💳 Kredit",
    unlimited: "Tanpa batas",
  },
  hand: {
    hint: (userId: number): Html =>
      lines(
        rich`<code>/correct ${userId} </code>jumlah alasan – koreksi, dengan - untuk mengurangi`,
        rich`<code>/transfer ${userId} </code>ID jumlah alasan – pindahkan ke saldo lain`,
      ),
    usageCorrect:
      "Cara pakai: /correct SIAPA jumlah alasan. SIAPA: ID, @username, atau bagian nama. Jumlah: 25.000, 100rb, 1,5jt, dengan - untuk mengurangi. Contoh: /correct @budi -25.000 salah transfer",
    usageTransfer:
      "Cara pakai: /transfer ASAL TUJUAN jumlah alasan. ASAL, TUJUAN: ID, @username, atau satu kata namanya. Contoh: /transfer @budi @sari 50rb salah kirim",
    correct: (person: Html): Html => rich`<b>Koreksi saldo ${person}?</b>`,
    transfer: (from: Html, to: Html): Html => rich`<b>Pindahkan saldo dari ${from} ke ${to}?</b>`,
    amount: (rupiah: string): Html => rich`Jumlah: <b>${rupiah}</b>`,
    why: (why: string): Html => rich`Alasan: ${why}`,
    after: (person: Html, rupiah: string): Html => rich`Saldo ${person} sesudahnya: ${rupiah}`,
    told: "Reseller diberi tahu, dengan alasannya.",
    yes: "✅ Ya, jalankan",
    done: "✅ Sudah dijalankan; reseller diberi tahu.",
    again: "Ini sudah dijalankan tadi, satu kali.",
    gone: "Pertanyaan ini sudah lewat. Ketik perintahnya lagi.",
    discarded: "❌ Tidak dijalankan.",
    refunded: "Dikembalikan ke saldo reseller, dan reseller diberi tahu.",
    refundedBefore: "Sudah dikembalikan sebelumnya, satu kali.",
    notRefunded: "Transaksi ini tidak sukses, jadi tidak ada yang terpotong.",
  },
  bill: {
    title: (name: string, period: string): Html => rich`<b>🧾 Tagihan ${name}, ${period}</b>`,
    before: (rupiah: string): Html => rich`Saldo awal: ${rupiah}`,
    orders: (count: number, rupiah: string): Html => rich`Transaksi: ${grouped(count)} · ${rupiah}`,
    deposits: (count: number, rupiah: string): Html => rich`Deposit: ${grouped(count)} · ${rupiah}`,
    others: (count: number, rupiah: string): Html =>
      rich`Koreksi, transfer, refund: ${grouped(count)} · ${rupiah}`,
    after: (rupiah: string): Html => rich`Saldo akhir: <b>${rupiah}</b>`,
    toPay: (rupiah: string): Html => rich`Harus dibayar: <b>${rupiah}</b>`,
    nothing: "Tidak ada yang harus dibayar.",
  },
};
