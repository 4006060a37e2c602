import { rich, type Html } from "../html.ts";

const named = (number: string, spelled: string | null): Html =>
  rich`<code>${number}</code>${spelled === null ? "" : ` (${spelled})`}`;

/** What can be bought for a number typed first, in Indonesian. */
export const number = {
  mobile: (number: string, spelled: string | null, operator: string | null): Html =>
    rich`<b>📱 ${operator ?? "Nomor HP"}</b> ${named(number, spelled)}`,
  other: (number: string): Html => rich`<b>🔢</b> ${named(number, null)}`,
  choose: "Mau isi apa?",
  chooseOther: "Ini bukan nomor HP. Yang meminta nomor seperti ini:",
  unknownPrefix: (): Html =>
    rich`⚠️ Awalan ini bukan milik operator yang kami kenal. Cek lagi nomornya.`,
  nothing: (): Html => rich`Tidak ada produk untuk nomor ini. Tekan 🛒 untuk melihat semua produk.`,
  notMobile: (): Html =>
    rich`Ini bukan nomor HP, dan tidak ada produk yang meminta nomor seperti ini. Nomor HP diawali 08, contoh: <code>081234567890</code>`,
  noProduct: (nominal: string, operator: string | null): Html =>
    operator === null
      ? rich`Produk ${nominal} untuk nomor ini tidak ada.`
      : rich`Produk <b>${operator} ${nominal}</b> tidak ada. Pilih yang lain.`,
  forNumber: (number: string, spelled: string | null): Html =>
    rich`Untuk ${named(number, spelled)}`,
  /** The same digits read as a mobile number. */
  asMobile: (number: string) => `📱 ${number}`,
};
