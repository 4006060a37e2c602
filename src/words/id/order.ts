import type { AlarmName, TroubleName } from "../../orders/notice.ts";
import type { Withdrawal } from "../../orders/order.ts";
import { rich, paragraphs, type Html } from "../html.ts";

function withdrawn(why: Withdrawal): Html {
  switch (why) {
    case "expired":
      return rich`Belum sempat dikirim ke pemasok dalam batas waktunya, jadi dibatalkan. Tidak ada biaya. Silakan pesan lagi.`;
    case "cancelled":
      return rich`Dibatalkan sebelum dikirim. Tidak ada biaya.`;
    case "price":
      return rich`Harganya berubah sebelum dikirim, jadi dibatalkan. Tidak ada biaya. Silakan pesan lagi dengan harga baru.`;
    case "closed":
      return rich`Layanannya tutup atau habis sebelum dikirim, jadi dibatalkan. Tidak ada biaya. Silakan pesan lagi nanti.`;
    case "gone":
      return rich`Layanannya sudah tidak dijual, jadi dibatalkan. Tidak ada biaya. Silakan pilih layanan lain.`;
    case "access":
      return rich`Akses Anda ke bot ini sudah dicabut, jadi dibatalkan sebelum dikirim. Tidak ada biaya.`;
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
    notSent: "❌ Tidak dikirim",
  },
  about: {
    confirmed: "Segera dikirim ke pemasok. Sebelum dikirim, masih bisa dibatalkan dengan ❌.",
    sending: "Hasilnya dikirim ke sini secara otomatis.",
    unknown:
      "Belum ada jawaban jelas dari pemasok. Jangan pesan ulang dulu; hasilnya dikirim ke sini.",
    review:
      "Operator sedang memastikan hasilnya. Jangan pesan ulang dulu; hasilnya dikirim ke sini.",
    placed: "Hasilnya dikirim ke sini secara otomatis.",
  },
  waitsFor: (orderId: string): Html =>
    rich`Pesanan <code>${orderId}</code> yang sama persis harus selesai dulu. Setelah itu pesanan ini dikirim sendiri, jadi jangan pesan ulang.`,
  withdrawn,
  refused: (reason: string): Html => rich`Ditolak pemasok: <b>${reason}</b>`,
  refusedSilently: (): Html => rich`Ditolak pemasok tanpa alasan.`,
  refusedShop: (): Html =>
    rich`Toko sedang ada kendala dengan supplier, bukan salah Anda. Tidak ada yang terpotong. Silakan coba lagi nanti.`,
  notSent: (): Html =>
    rich`Sambungan ke pemasok terganggu dan pesanan tidak terkirim. Tidak ada biaya. Silakan pesan lagi.`,
  neverPlaced: (): Html =>
    rich`Sudah kami pastikan: pemasok tidak pernah menerima pesanan ini. Tidak ada biaya. Silakan pesan lagi.`,
  byUpstream: (reason: string): Html => rich`Alasan dari pemasok: <b>${reason}</b>`,
  byUpstreamSilently: (): Html => rich`Gagal di pemasok, tanpa alasan.`,
  noCharge: "Pesanan gagal tidak dikenai biaya. Periksa datanya, lalu silakan pesan lagi.",
  voucher: "SN/Voucher:",
  voucherCut: (ref: string): Html =>
    rich`Teksnya terlalu panjang untuk satu pesan. Sisanya minta ke operator dengan ref <code>${ref}</code>.`,
  price: (price: string): Html => rich`Harga: ${price}`,
  charged: (price: string): Html => rich`Ditagih pemasok: ${price}`,
  number: (orderId: string): Html => rich`No. pesanan: <code>${orderId}</code>`,
  ref: (ref: string): Html => rich`Ref: <code>${ref}</code>`,
  statusWord: (word: string): Html => rich`Status pemasok: ${word}`,
  note: (note: string): Html => rich`Catatan: ${note}`,
  confirmedAt: (time: string): Html => rich`Dikonfirmasi ${time}`,
  changedAt: (time: string): Html => rich`Diperbarui ${time}`,
  reseller: (person: Html): Html => rich`Reseller: ${person}`,
  why: (why: Html): Html => rich`Sebab: ${why}`,
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
  checking:
    "Kami belum tahu hasilnya. Jangan pesan ulang dulu; hasilnya dikirim ke sini. Tidak perlu melakukan apa-apa.",
  waiting: (other: string | null): Html =>
    other === null
      ? rich`Pesanan yang sama persis harus selesai dulu. Setelah itu pesanan ini dikirim sendiri, jadi jangan pesan ulang.`
      : order.waitsFor(other),
  results: (count: number): Html => rich`<b>${count} pesanan selesai</b>`,
  gone: (): Html =>
    paragraphs(
      rich`<b>Kartu ini sudah terlalu lama</b>`,
      "Sebelum memesan lagi, lihat dulu /history: bisa jadi pesanannya sudah ada di sana.",
    ),
  operator: {
    review: "⚠️ Pesanan perlu keputusan operator",
    alarm: "🚨 Perhatian untuk operator",
    over: "🟢 Sudah pulih",
    alarms: {
      "watched-transaction":
        "Pesanan ini sudah dinyatakan gagal, tetapi transaksinya muncul di pemasok. Periksa sebelum mengembalikan uang.",
      "unexplained-transaction":
        "Ada transaksi di akun pemasok yang tidak dibuat bot ini. Selama 24 jam, pesanan tanpa jawaban akan ditanyakan kepada operator.",
      "matching-off":
        "Transaksi pemasok tidak cocok dengan pesanannya sendiri. Pencocokan otomatis mati; pesanan tanpa jawaban akan ditanyakan kepada operator.",
      correction:
        "Pemasok mengubah hasil pesanan yang sudah selesai. Hasil di bot tidak diubah; periksa dan hubungi reseller.",
      "lost-order":
        "Supplier menjawab pesanan yang sudah tidak ada di Redis. Kalau ada ref_id di bawah, pesanan itu sudah dibuat; kalau tidak, cek dulu di supplier. Lalu kabari resellernya.",
      "unrecorded-answer":
        "Jawaban supplier untuk pesanan ini belum bisa disimpan; bot terus mencoba. Periksa Redis.",
    } satisfies Record<AlarmName, string>,
    troubles: {
      "sending-paused": {
        begun:
          "Pengiriman pesanan berhenti sementara: akun toko di pemasok ditolak. Periksa saldo, API key, dan IP.",
        over: "Pesanan terkirim lagi seperti biasa.",
      },
      "orders-stuck": {
        begun:
          "Ada pesanan yang tidak bisa diproses bot ini. Periksa log bot; pesanan lain tetap berjalan bila bisa.",
        over: "Semua pesanan diproses lagi.",
      },
      "account-refused": {
        begun: "Pemasok menolak akun toko ini. Periksa API key dan IP.",
        over: "Pemasok menerima akun toko ini lagi.",
      },
      "supplier-disturbed": {
        begun:
          "Pemasok terganggu. Pesanan menunggu, lalu dibatalkan tanpa biaya bila terlalu lama.",
        over: "Pemasok menjawab lagi seperti biasa.",
      },
      "supplier-slow": {
        begun: "Pemasok menjawab lambat. Pesanan tetap berjalan, hanya lebih lama.",
        over: "Pemasok menjawab cepat lagi.",
      },
      "catalogue-empty": {
        begun:
          "Daftar layanan dari pemasok kosong atau tidak terbaca. Menu memakai daftar terakhir yang baik.",
        over: "Daftar layanan dari pemasok terbaca lagi.",
      },
      "catalogue-malformed": {
        begun: "Banyak layanan di daftar pemasok tidak terbaca, jadi tidak dijual.",
        over: "Layanan di daftar pemasok terbaca lagi.",
      },
      "unknown-words": {
        begun: "Pemasok memakai status yang belum dikenal bot. Pesanannya dianggap masih diproses.",
        over: "Status yang belum dikenal tidak muncul lagi selama sehari.",
      },
      "redis-full": {
        begun: "Memori Redis hampir penuh. Bila penuh, pesanan baru tidak bisa disimpan.",
        over: "Memori Redis lega lagi.",
      },
      "redis-volatile": {
        begun:
          "Redis tidak menyimpan setiap pesanan dengan aman. Listrik padam bisa menghilangkan pesanan.",
        over: "Redis menyimpan setiap pesanan dengan aman.",
      },
      "dead-letters": {
        begun:
          "Telegram menolak sebuah pesan. Pesan itu dicoba lagi selama dua hari, dan setiap kali penerimanya menulis ke bot; sampai itu mereka belum diberi tahu.",
        over: "Tidak ada lagi pesan yang ditolak Telegram selama satu jam.",
      },
    } satisfies Record<TroubleName, { begun: string; over: string }>,
  },
};
