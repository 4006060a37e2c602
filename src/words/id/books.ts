import { rich, type Html } from "../html.ts";
import { grouped } from "../money.ts";

/** What operators read of the books and of the supplier's account, in Indonesian. */
export const books = {
  title: (): Html => rich`<b>📚 Pembukuan</b>`,
  sales: (rupiah: string) => `Penjualan: ${rupiah}`,
  cost: (rupiah: string) => `Terpotong di supplier: ${rupiah}`,
  profit: (rupiah: string): Html => rich`Laba: <b>${rupiah}</b>`,
  held: (count: number, rupiah: string) =>
    `⏳ Ditahan untuk ${grouped(count)} transaksi yang belum selesai: ${rupiah}`,
  owed: (rupiah: string) => `Belum dibayar reseller: ${rupiah}`,
  had: (rupiah: string) => `Saldo reseller: ${rupiah}`,
  deposits: (rupiah: string): Html => rich`Deposit masuk: ${rupiah}`,
  right: (): Html => rich`<b>✅ Semuanya cocok</b>`,
  wrong: (): Html => rich`<b>⚠️ Ada yang tidak cocok</b>`,
  counted: (lines: number, accounts: number, open: number) =>
    `Dihitung ulang: ${grouped(lines)} catatan, ${grouped(accounts)} akun, ${grouped(open)} transaksi belum selesai.`,
  badLine: (line: number) =>
    `• Catatan ke-${grouped(line)} tidak bisa dibaca, atau tidak cocok dengan catatan sebelumnya.`,
  badAccount: (name: string, says: string, is: string): Html =>
    rich`• <code>${name}</code>: tertulis ${says}, seharusnya ${is}.`,
  badSum: (rupiah: string) => `• Jumlah semua akun ${rupiah}, seharusnya Rp0.`,
  badOrder: (id: string): Html =>
    rich`• Transaksi <code>${id}</code>: uangnya tidak sesuai keadaannya.`,
  whatNow:
    "Transaksi tetap jalan. Jangan ubah data Redis; simpan cadangannya, lalu cek log bot di jam ini.",
  reckoning: {
    title: "🧮 Saldo OsiMesa tidak cocok",
    time: (from: string, to: string) => `${from} – ${to}`,
    before: (rupiah: string) => `Saldo awal: ${rupiah}`,
    charged: (rupiah: string) => `− terpotong untuk pesanan: ${rupiah}`,
    returned: (rupiah: string) => `+ kembali dari pesanan sebelumnya: ${rupiah}`,
    expected: (rupiah: string) => `= seharusnya: ${rupiah}`,
    now: (rupiah: string) => `Saldo akhir: ${rupiah}`,
    more: (rupiah: string): Html => rich`<b>Lebih ${rupiah}</b>`,
    less: (rupiah: string): Html => rich`<b>Kurang ${rupiah}</b>`,
    whyMore:
      "Bot tidak bisa melihat isi saldo: cocokkan dengan deposit Anda di jam itu. Bila lebih dari itu, mungkin ada pesanan yang sudah dikembalikan.",
    whyLess:
      "Mungkin akun ini juga dipakai di luar bot, atau ada pesanan yang terpotong padahal di sini tercatat tidak. Cek riwayat saldo di akun OsiMesa.",
    doubtful: (orders: number, rupiah: string) =>
      `Belum pasti terpotong atau tidak: ${grouped(orders)} pesanan, ${rupiah}.`,
  },
};
