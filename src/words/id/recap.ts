import { paragraphs, rich, type Html } from "../html.ts";
import { grouped } from "../money.ts";

/** What came of a day, told in the evening, in Indonesian. */
export const recap = {
  title: (day: string, until: string | null): Html =>
    until === null ? rich`<b>🌙 Rekap ${day}</b>` : rich`<b>🌙 Rekap ${day}</b>, s.d. ${until}`,
  openNow: (count: number) => `Sekarang masih ${grouped(count)} belum selesai.`,
  deposits: (count: number, sum: string) => `Deposit: ${sum} dari ${grouped(count)} setoran`,
  noDeposits: "Deposit: belum ada",
  owing: (count: number, sum: string) => `Belum dibayar: ${sum} oleh ${grouped(count)} reseller`,
  owes: (person: Html, sum: string): Html => rich`– ${person}: ${sum}`,
  categories: "Sukses per kategori:",
  category: (name: string, succeeded: number, judged: number, share: string) =>
    `– ${name}: ${grouped(succeeded)} dari ${grouped(judged)} (${share}%)`,
  slowest: "Paling lama:",
  service: (name: string, time: string) => `– ${name}: rata-rata ${time}`,
  reviews: (count: number) => `⚠️ ${grouped(count)} perlu dicek: /review`,
  complaints: (count: number) => `🆘 ${grouped(count)} komplain terbuka: /complaints`,
  /** `some`: of how many that succeeded there is a selling price; null: of all. */
  sold: (sum: string, profit: string, some: readonly [count: number, of: number] | null) =>
    `Terjual ${sum} · laba Anda ${profit}${some === null ? "" : ` (${grouped(some[0])} dari ${grouped(some[1])} yang ada harga jualnya)`}`,
  settings: (time: string | null): Html =>
    paragraphs(
      rich`<b>🌙 Rekap harian</b>`,
      time === null
        ? "Sekarang mati. Pilih jamnya kalau mau dikirimi hasil hari itu setiap malam."
        : `Setiap hari pukul ${time} WIB kami kirim hasil hari itu. Hari tanpa transaksi tidak dikabari.`,
    ),
  button: {
    settings: "🌙 Rekap harian",
    off: "🔕 Matikan",
  },
  /** At most 200 characters, like every toast. */
  isOff: "🔕 Rekap harian dimatikan. Menyalakan lagi: ⚙️ di /start",
  isAt: (time: string) => `🌙 Rekap dikirim setiap hari pukul ${time} WIB.`,
};
