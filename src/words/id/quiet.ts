import { rich, type Html } from "../html.ts";

/** Quiet hours, in Indonesian. */
export const quiet = {
  button: "🤫 Jam tenang",
  none: "Tidak ada jam tenang: semua kabar langsung dikirim.",
  is: (span: string): Html => rich`Jam tenang: <b>${span} WIB</b>`,
  explained:
    "Selama jam tenang hanya hasil transaksi dan saldo Anda sendiri yang dikirim. Kabar produk yang Anda pantau, rekap, dan pesan dari toko menunggu sampai jam itu lewat.",
  off: "Tanpa jam tenang",
  kept: "Jam tenang disimpan.",
};
