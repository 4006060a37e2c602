import type { ListPriceName } from "../../catalogue/service.ts";
import { lines, rich, type Html } from "../html.ts";
import { grouped } from "../money.ts";

const listPrice: Record<ListPriceName, string> = {
  standar: "Standar",
  premium: "Premium",
  spesial: "Spesial",
};

/** Selling prices, and all that operators set of them, in Indonesian. */
export const prices = {
  changedJustNow: "Harganya baru saja berubah. Belum ada transaksi: cek harga di kartu yang baru.",
  title: (): Html => rich`<b>🏷 Harga jual</b>`,
  explained: (): Html =>
    lines(
      "Yang dipakai aturan terdekat: produk, lalu kategori, lalu semua produk. Di tempat yang sama, aturan level reseller didahulukan.",
      "Harga jual tidak pernah di bawah modal. Pesanan operator sendiri dihitung modal.",
    ),
  nameLevels: "Nama level: /prices diikuti nomor dan namanya, misalnya /prices 2 Gold.",
  usage:
    "Cara pakai: /prices untuk melihat aturan, /prices 2 Gold untuk memberi nama level 2, /prices 2 - untuk menghapusnya.",
  everything: "Semua produk",
  everyone: "Semua reseller",
  level: (level: number) => `Level ${level}`,
  named: (level: number, name: string) => `${name} (level ${level})`,
  atCost: "harga modal",
  plus: (amount: string) => `modal + ${amount}`,
  list: (name: ListPriceName) => `harga ${listPrice[name]} OsiMesa`,
  noRule: "tidak ada aturan",
  noRules: "Belum ada aturan: reseller membayar harga modal.",
  rule: (place: string, whose: string, markup: string): Html =>
    rich`<b>${place}</b>${whose === "" ? "" : ` · ${whose}`}: ${markup}`,
  gone: (name: string) => `${name} (tidak ada di daftar OsiMesa)`,
  rounding: (step: string | null): Html =>
    step === null
      ? rich`Pembulatan: <b>tidak</b>`
      : rich`Pembulatan: ke atas, kelipatan <b>${step}</b>`,
  unreadable: (count: number): Html =>
    rich`⚠️ ${grouped(count)} aturan tidak terbaca dan tidak dipakai. Simpan ulang aturannya; rinciannya ada di log bot.`,
  chooseCategory: "Pilih kategori:",
  chooseService: "Pilih produk:",
  chooseLevel: "Pilih berlaku untuk siapa:",
  choose: "Pilih tambahan di atas modal, atau harga dari OsiMesa:",
  chooseStep: "Harga jual dibulatkan ke atas sampai kelipatan ini:",
  change: (before: string, after: string): Html => rich`${before} → <b>${after}</b>`,
  example: "Contoh:",
  exampleCost: (name: string, cost: string): Html => rich`${name} · modal ${cost}`,
  examplePrice: (before: string, after: string): Html =>
    before === after ? rich`${after} (tetap)` : rich`${before} → <b>${after}</b>`,
  unaffected:
    "Tidak ada harga yang berubah: semua produk di sini sudah punya aturan yang lebih dekat, atau harganya sama.",
  affected: (changed: number, all: number) =>
    `Harga ${grouped(changed)} dari ${grouped(all)} produk berubah.`,
  saved: "Harga jual disimpan.",
  full: "Aturannya sudah terlalu banyak. Hapus dulu yang tidak dipakai.",
  vanished: "Kategori atau produk ini sudah tidak ada.",
  nameTooLong: (max: number) => `Nama level paling banyak ${grouped(max)} huruf.`,
  levelIs: (name: string | null): Html => rich`Level harga: <b>${name ?? "tanpa level"}</b>`,
  chooseResellerLevel: "Pilih level harga reseller ini:",
  levelSet: "Level disimpan.",
  profit: {
    all: (amount: string): Html => rich`Laba: <b>${amount}</b>`,
    categories: "Laba per kategori:",
    resellers: "Laba per reseller:",
    of: (who: Html | string, amount: string): Html => rich`${who}: ${amount}`,
  },
  button: {
    menu: "🏷 Harga jual",
    categories: "📂 Kategori & produk",
    services: "📦 Produk di kategori ini",
    rounding: "🔢 Pembulatan",
    atCost: "Harga modal",
    noRounding: "Tidak dibulatkan",
    list: (name: ListPriceName) => listPrice[name],
    remove: "🗑 Hapus aturan ini",
    save: "✅ Simpan",
    level: "🏷 Level harga",
    noLevel: "Tanpa level",
  },
};
