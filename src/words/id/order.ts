import type { Withdrawal } from "../../orders/order.ts";
import { html, paragraphs, type Html } from "../html.ts";

function withdrawn(why: Withdrawal): Html {
  switch (why) {
    case "expired":
      return html`Belum sempat dikirim ke pemasok dalam batas waktunya, jadi dibatalkan. Tidak ada biaya. Silakan pesan lagi.`;
    case "cancelled":
      return html`Dibatalkan sebelum dikirim. Tidak ada biaya.`;
    case "price":
      return html`Harganya berubah sebelum dikirim, jadi dibatalkan. Tidak ada biaya. Silakan pesan lagi dengan harga baru.`;
    case "closed":
      return html`Layanannya tutup atau habis sebelum dikirim, jadi dibatalkan. Tidak ada biaya. Silakan pesan lagi nanti.`;
    case "gone":
      return html`Layanannya sudah tidak dijual, jadi dibatalkan. Tidak ada biaya. Silakan pilih layanan lain.`;
    case "access":
      return html`Akses Anda ke bot ini sudah dicabut, jadi dibatalkan sebelum dikirim. Tidak ada biaya.`;
  }
}

/** Orders' cards and pushed messages in Indonesian. */
export const order = {
  state: {
    confirmed: "🕐 Menunggu dikirim",
    sending: "📤 Sedang dikirim ke pemasok",
    unknown: "⏳ Sedang kami cek ke pemasok",
    review: "⏳ Sedang diperiksa operator",
    placed: "⏳ Diproses pemasok",
    succeeded: "✅ Berhasil",
    failed: "❌ Gagal",
    withdrawn: "❌ Tidak dikirim",
  },
  about: {
    confirmed: "Segera dikirim ke pemasok. Sebelum dikirim, masih bisa dibatalkan dengan ❌.",
    sending: "Hasilnya dikirim ke sini secara otomatis.",
    unknown: "Belum ada jawaban jelas dari pemasok. Jangan pesan ulang dulu; hasilnya dikirim ke sini.",
    review: "Operator sedang memastikan hasilnya. Jangan pesan ulang dulu; hasilnya dikirim ke sini.",
    placed: "Hasilnya dikirim ke sini secara otomatis.",
  },
  waitsFor: (orderId: string): Html =>
    html`Pesanan <code>${orderId}</code> yang sama persis harus selesai dulu. Setelah itu pesanan ini dikirim sendiri, jadi jangan pesan ulang.`,
  withdrawn,
  refused: (reason: string): Html => html`Ditolak pemasok: <b>${reason}</b>`,
  refusedSilently: (): Html => html`Ditolak pemasok tanpa alasan.`,
  refusedShop: (reason: string | null): Html =>
    html`Akun toko di pemasok sedang ada kendala${reason === null ? "" : html` (${reason})`}. Ini bukan kesalahan Anda. Tidak ada biaya. Silakan coba lagi nanti.`,
  notSent: (): Html => html`Sambungan ke pemasok terganggu dan pesanan tidak terkirim. Tidak ada biaya. Silakan pesan lagi.`,
  neverPlaced: (): Html => html`Sudah kami pastikan: pemasok tidak pernah menerima pesanan ini. Tidak ada biaya. Silakan pesan lagi.`,
  byUpstream: (reason: string): Html => html`Alasan dari pemasok: <b>${reason}</b>`,
  byUpstreamSilently: (): Html => html`Gagal di pemasok, tanpa alasan.`,
  noCharge: "Pesanan gagal tidak dikenai biaya. Periksa datanya, lalu silakan pesan lagi.",
  voucher: "SN/Voucher:",
  voucherCut: (ref: string): Html => html`Teksnya terlalu panjang untuk satu pesan. Sisanya minta ke operator dengan ref <code>${ref}</code>.`,
  price: (price: string): Html => html`Harga: ${price}`,
  charged: (price: string): Html => html`Ditagih pemasok: ${price}`,
  number: (orderId: string): Html => html`No. pesanan: <code>${orderId}</code>`,
  ref: (ref: string): Html => html`Ref: <code>${ref}</code>`,
  statusWord: (word: string): Html => html`Status pemasok: ${word}`,
  note: (note: string): Html => html`Catatan: ${note}`,
  confirmedAt: (time: string): Html => html`Dikonfirmasi ${time}`,
  changedAt: (time: string): Html => html`Diperbarui ${time}`,
  reseller: (id: number): Html => html`Reseller: <code>${id}</code>`,
  why: (why: string): Html => html`Sebab: ${why}`,
  timeline: "Riwayat pesanan ini:",
  button: {
    check: "🔄 Cek",
    cancel: "❌ Batalkan pesanan",
    copy: "📋 Salin SN/Voucher",
    copyOf: (destination: string) => `📋 ${destination}`,
  },
  checked: (time: string) => `Sudah dicek ${time}. Belum ada perubahan.`,
  alreadyOrdered: "Pesanan ini sudah dibuat. Tidak ada pesanan kedua.",
  ordered: "Pesanan dibuat.",
  cancelled: "Pesanan dibatalkan. Tidak ada biaya.",
  tooLateToCancel: "Sudah tidak bisa dibatalkan: pesanan sudah dikirim atau selesai.",
  discardedBefore: "Kartu ini sudah dibatalkan. Tidak ada yang dipesan.",
  confirmedBefore: "✅ sudah ditekan lebih dulu. Ini pesanannya.",
  checking: "Kami belum tahu hasilnya. Jangan pesan ulang dulu; hasilnya dikirim ke sini. Tidak perlu melakukan apa-apa.",
  waiting: (other: string | null): Html =>
    other === null
      ? html`Pesanan yang sama persis harus selesai dulu. Setelah itu pesanan ini dikirim sendiri, jadi jangan pesan ulang.`
      : order.waitsFor(other),
  results: (count: number): Html => html`<b>${count} pesanan selesai</b>`,
  gone: (): Html => paragraphs(html`<b>Kartu ini sudah terlalu lama</b>`, "Sebelum memesan lagi, lihat dulu /history: bisa jadi pesanannya sudah ada di sana."),
  operator: {
    review: "⚠️ Pesanan perlu keputusan operator",
    alarm: "🚨 Perhatian untuk operator",
  },
};
