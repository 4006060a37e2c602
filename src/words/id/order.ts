import type { AlarmName, TroubleName } from "../../orders/state/notice.ts";
import type { Withdrawal } from "../../orders/state/order.ts";
import { lines, rich, paragraphs, type Html } from "../html.ts";

const withdrawals: Record<Withdrawal, { happened: string; next: string | null }> = {
  expired: {
    happened: "Belum terkirim sampai batas waktu, jadi dibatalkan.",
    next: "Silakan pesan lagi nanti.",
  },
  cancelled: {
    happened: "Dibatalkan sebelum dikirim.",
    next: null,
  },
  price: {
    happened: "Harganya berubah sebelum dikirim, jadi dibatalkan.",
    next: "Silakan pesan lagi dengan harga baru.",
  },
  closed: {
    happened: "Produknya cut-off atau habis sebelum dikirim, jadi dibatalkan.",
    next: "Silakan pesan lagi nanti.",
  },
  gone: {
    happened: "Produknya sudah tidak tersedia, jadi dibatalkan.",
    next: "Silakan pilih produk lain.",
  },
  access: {
    happened: "Akses Anda ke bot ini sudah dicabut, jadi dibatalkan sebelum dikirim.",
    next: "Hubungi operator toko.",
  },
  forgotten: {
    happened:
      "Catatan terakhir bot sempat hilang sebelum transaksi ini dikirim. Sudah kami cek: tidak pernah sampai ke supplier, jadi dibatalkan.",
    next: "Silakan pesan lagi.",
  },
};

/** `undecided`: an equal order's number; beside it nobody is told to order again. */
function withdrawn(why: Withdrawal, undecided: string | null): Html {
  const { happened, next } = withdrawals[why];
  const now =
    undecided === null
      ? next
      : rich`Tunggu dulu hasil transaksi <code>${undecided}</code> yang sama persis; jangan kirim ulang sebelum hasilnya pasti.`;
  return rich`${happened} Tidak ada yang terpotong.${now === null ? "" : rich` ${now}`}`;
}

/** Orders' cards and pushed messages in Indonesian. */
export const order = {
  state: {
    confirmed: "🕐 Menunggu dikirim",
    sending: "📤 Sedang dikirim ke supplier",
    unknown: "⏳ Pending – sedang dicek ke supplier",
    notNow: "🕐 Menunggu giliran di supplier",
    review: "⏳ Pending – sedang dicek operator",
    placed: "⏳ Sedang diproses",
    succeeded: "✅ Sukses",
    failed: "❌ Gagal",
    notSent: "❌ Tidak dikirim",
  },
  about: {
    confirmed: "Segera dikirim ke supplier. Sebelum dikirim, masih bisa dibatalkan dengan ❌.",
    sending: "Hasilnya otomatis dikabari di sini.",
    unknown:
      "Hasilnya belum pasti, mungkin sudah terpotong. Jangan kirim ulang dulu; hasilnya otomatis dikabari di sini.",
    review:
      "Operator sedang memastikan hasilnya; mungkin sudah terpotong. Jangan kirim ulang dulu; hasilnya otomatis dikabari di sini.",
    placed: "Hasilnya otomatis dikabari di sini.",
  },
  wait: {
    seconds: (count: number) => `${count} detik`,
    minutes: (count: number) => `${count} menit`,
  },
  /** Of an order that waits for its turn. */
  queued: (place: number, wait: string): Html =>
    rich`Antrean ke-${place}, kira-kira <b>${wait}</b> lagi. Sebelum dikirim, masih bisa dibatalkan dengan ❌.`,
  /** What holds up every order, and until when this one waits. */
  held: {
    shop: "Toko sedang ada kendala dengan supplier, bukan salah Anda.",
    maintenance: "Supplier sedang pemeliharaan sistem.",
    silence: "Supplier sedang gangguan.",
    until: (time: string): Html =>
      rich`Terus dicoba sampai <b>${time}</b>. Kalau sampai saat itu belum terkirim, dibatalkan otomatis dan tidak ada yang terpotong. Sebelum dikirim, masih bisa dibatalkan dengan ❌.`,
  },
  /** Why the supplier takes no order now; `again` goes with each. */
  notNow: {
    "not-now-pace": "Supplier minta jeda antartransaksi.",
    "not-now-maintenance": "Supplier sedang pemeliharaan sistem.",
    "not-now-collision": "Nomor transaksi bentrok di supplier.",
    again:
      "Otomatis dikirim lagi begitu bisa, jadi jangan kirim ulang. Hasilnya otomatis dikabari di sini.",
  },
  waitsFor: (orderId: string): Html =>
    rich`Transaksi <code>${orderId}</code> yang sama persis harus selesai dulu. Setelah itu transaksi ini dikirim sendiri, jadi jangan kirim ulang. Belum ada yang terpotong untuk transaksi ini.`,
  withdrawn,
  refused: (reason: string): Html => rich`Ditolak supplier: <b>${reason}</b>`,
  refusedSilently: (): Html => rich`Ditolak supplier tanpa alasan.`,
  refusedShop: (): Html =>
    rich`Toko sedang ada kendala dengan supplier, bukan salah Anda. Tidak ada yang terpotong. Silakan coba lagi nanti.`,
  notSent: (): Html =>
    rich`Sambungan ke supplier terganggu dan transaksi tidak terkirim. Tidak ada yang terpotong. Silakan pesan lagi.`,
  neverPlaced: (): Html =>
    rich`Sudah dicek: transaksi ini tidak masuk ke supplier. Tidak ada yang terpotong. Silakan pesan lagi.`,
  byUpstream: (reason: string): Html => rich`Alasan: <b>${reason}</b>`,
  byUpstreamSilently: (): Html => rich`Gagal di supplier, tanpa alasan.`,
  givenBack: (): Html =>
    rich`Supplier sempat menerima transaksi ini, lalu membatalkannya dan mengembalikan dananya. Tidak ada yang terpotong. Silakan pesan lagi.`,
  noCharge: "Tidak ada yang terpotong. Cek datanya, lalu silakan pesan lagi.",
  voucher: "SN/Voucher:",
  voucherDoubt: {
    missing: (): Html =>
      rich`⚠️ Supplier menyatakan sukses, tetapi <b>tanpa SN/voucher</b>, padahal produk ini biasanya ada. Pastikan dulu ke tujuan apakah sudah masuk. Kalau belum, tekan 🆘; jangan kirim ulang dulu.`,
    repeated: (): Html =>
      rich`⚠️ <b>SN/voucher ini sama</b> dengan yang pernah diberikan untuk transaksi lain, jadi bisa saja belum berlaku. Pastikan dulu ke tujuan apakah sudah masuk. Kalau belum, tekan 🆘; jangan kirim ulang dulu.`,
  },
  voucherCut: (ref: string): Html =>
    rich`Teksnya terlalu panjang untuk satu pesan. Sisanya minta ke operator dengan ref <code>${ref}</code>.`,
  price: (price: string): Html => rich`Harga: ${price}`,
  charged: (price: string): Html => rich`Dipotong supplier: ${price}`,
  number: (orderId: string): Html => rich`No. transaksi: <code>${orderId}</code>`,
  ref: (ref: string): Html => rich`Ref supplier: <code>${ref}</code>`,
  statusWord: (word: string): Html => rich`Status supplier: ${word}`,
  note: (note: string): Html => rich`Catatan: ${note}`,
  confirmedAt: (time: string): Html => rich`Dikonfirmasi ${time}`,
  changedAt: (time: string): Html => rich`Diperbarui ${time}`,
  reseller: (person: Html): Html => rich`Reseller: ${person}`,
  why: (why: Html): Html => rich`Sebab: ${why}`,
  timeline: "Perjalanan transaksi:",
  button: {
    check: "🔄 Cek",
    cancel: "❌ Batalkan",
    copy: "📋 Salin SN/Voucher",
    copyToken: "📋 Salin token",
    copyOf: (whom: string, isToken: boolean) => `📋 ${isToken ? "Token" : "SN"} ${whom}`,
  },
  checked: (time: string) => `Sudah dicek ${time}. Belum ada perubahan.`,
  alreadyOrdered: "Transaksi ini sudah dibuat. Tidak ada transaksi kedua.",
  ordered: "Transaksi dibuat.",
  cancelled: "Dibatalkan. Tidak ada yang terpotong.",
  tooLateToCancel: "Sudah tidak bisa dibatalkan: transaksi sudah dikirim atau selesai.",
  discardedBefore: "Kartu ini sudah dibatalkan. Belum ada transaksi.",
  confirmedBefore: "✅ sudah ditekan lebih dulu. Ini transaksinya.",
  checking:
    "Hasilnya belum pasti, mungkin sudah terpotong. Jangan kirim ulang dulu; hasilnya otomatis dikabari di sini.",
  waiting: (other: string | null): Html =>
    other === null
      ? rich`Transaksi yang sama persis harus selesai dulu. Setelah itu transaksi ini dikirim sendiri, jadi jangan kirim ulang. Belum ada yang terpotong untuk transaksi ini.`
      : order.waitsFor(other),
  resultBelow: (whom: string): Html => rich`${whom} · hasilnya di bawah`,
  results: (count: number): Html => rich`<b>${count} transaksi selesai</b>`,
  gone: (): Html =>
    paragraphs(
      rich`<b>Kartu ini sudah terlalu lama</b>`,
      "Sebelum memesan lagi, lihat dulu /history: bisa jadi transaksinya sudah ada di sana.",
    ),
  operator: {
    review: "⚠️ Transaksi perlu dicek operator",
    alarm: "🚨 Perhatian untuk operator",
    over: "🟢 Sudah normal",
    alarms: {
      "watched-transaction":
        "Pesanan ini sudah dinyatakan gagal, tetapi transaksinya muncul di supplier. Cek dulu sebelum mengembalikan uang.",
      "unexplained-transaction":
        "Ada transaksi di akun supplier yang tidak dibuat bot ini. Selama 24 jam, pesanan tanpa jawaban akan ditanyakan kepada operator.",
      "matching-off":
        "Transaksi supplier tidak cocok dengan pesanannya sendiri. Pencocokan otomatis dimatikan; pesanan tanpa jawaban akan ditanyakan kepada operator.",
      correction:
        "Supplier mengubah hasil transaksi yang sudah selesai. Hasil di bot tidak diubah; cek dan hubungi reseller.",
      "lost-order":
        "Supplier menjawab pesanan yang sudah tidak ada di Redis. Kalau ada ref_id di bawah, pesanan itu sudah dibuat; kalau tidak, cek dulu di supplier. Lalu kabari resellernya.",
      "unrecorded-answer":
        "Jawaban supplier untuk pesanan ini belum bisa disimpan; bot terus mencoba. Cek Redis.",
      "taken-ref":
        "Jawaban supplier untuk pesanan ini menyebut transaksi yang sudah dimiliki pesanan lain. Bandingkan keduanya di supplier sebelum memutuskan.",
      "voucher-missing":
        "Supplier menyatakan sukses tanpa SN/voucher, padahal produk ini biasanya ada. Minta SN-nya ke supplier dengan ref di bawah; reseller diminta memastikan ke tujuan dan tidak mengirim ulang.",
      "voucher-repeated":
        "Supplier memberi SN/voucher yang sudah pernah diberikan untuk pesanan lain: mungkin salah satunya belum benar-benar terisi. Tanyakan ke supplier dengan ref kedua pesanan.",
    } satisfies Record<AlarmName, string>,
    trust: {
      begun:
        "Pesanan tanpa jawaban yang tidak ada di daftar supplier mulai sekarang diputuskan bot sendiri: tidak masuk ke supplier. Sebelumnya operator selalu memutuskan begitu. Bila ada yang janggal, bot langsung bertanya lagi.",
      over: "Pesanan tanpa jawaban yang tidak ada di daftar supplier mulai sekarang kembali ditanyakan kepada operator.",
    },
    wasAway: (times: string): Html =>
      lines(
        rich`<b>Bot tidak bekerja: ${times}</b>`,
        "Bot, Redis, atau mesinnya mati, Redis penuh, atau jam mesinnya melompat. Sekarang bekerja lagi: yang ditulis orang dijawab, dan pesanan tanpa jawaban dicek ke supplier.",
      ),
    troubles: {
      "sending-paused": {
        begun:
          "Pengiriman transaksi berhenti sementara: akun toko ditolak supplier. Cek saldo, API key, dan IP.",
        over: "Transaksi terkirim lagi seperti biasa.",
      },
      "orders-stuck": {
        begun:
          "Ada pesanan yang tidak bisa diproses bot ini. Cek log bot; transaksi lain tetap berjalan bila bisa.",
        over: "Semua pesanan diproses lagi.",
      },
      "account-refused": {
        begun: "Supplier menolak akun toko ini. Cek API key dan IP.",
        over: "Supplier menerima akun toko ini lagi.",
      },
      "supplier-disturbed": {
        begun:
          "Supplier terganggu. Transaksi menunggu; bila terlalu lama dibatalkan dan tidak ada yang terpotong.",
        over: "Supplier menjawab lagi seperti biasa.",
      },
      "supplier-slow": {
        begun: "Supplier menjawab lambat. Transaksi tetap berjalan, hanya lebih lama.",
        over: "Supplier menjawab cepat lagi.",
      },
      "catalogue-empty": {
        begun:
          "Daftar produk dari supplier kosong, tidak terbaca, atau kehilangan sebagian besar isinya. Untuk sementara bot memakai daftar terakhir yang baik.",
        over: "Bot memakai daftar produk dari supplier lagi.",
      },
      "catalogue-malformed": {
        begun: "Banyak produk di daftar supplier tidak terbaca, jadi tidak dijual.",
        over: "Produk di daftar supplier terbaca lagi.",
      },
      "unknown-words": {
        begun:
          "Supplier memakai status yang belum dikenal bot. Transaksinya dianggap masih diproses.",
        over: "Status yang belum dikenal tidak muncul lagi selama sehari.",
      },
      "redis-full": {
        begun:
          "Penyimpanan bot hampir penuh (Redis). Bila penuh, transaksi baru tidak bisa disimpan.",
        over: "Penyimpanan bot lega lagi (Redis).",
      },
      "redis-volatile": {
        begun: "Penyimpanan bot (Redis) belum aman. Listrik padam bisa menghilangkan transaksi.",
        over: "Penyimpanan bot (Redis) sudah aman.",
      },
      "replicas-missing": {
        begun:
          "Salinan data bot (replika Redis) yang tersimpan di disk kurang. Tidak ada transaksi yang dikirim sampai salinannya kembali.",
        over: "Salinan data bot (replika Redis) sudah kembali. Transaksi dikirim lagi.",
      },
      "dead-letters": {
        begun:
          "Telegram menolak sebuah pesan. Pesan itu dicoba lagi selama dua hari, dan setiap kali penerimanya menulis ke bot; sampai itu mereka belum diberi tahu.",
        over: "Tidak ada lagi pesan yang ditolak Telegram selama satu jam.",
      },
      "updates-missing": {
        begun:
          "Bot tidak mendapat pesan dan tombol dari Telegram. Yang ditulis orang belum dijawab; hasil transaksi tetap dikabarkan bila bisa.",
        over: "Bot mendapat pesan dan tombol dari Telegram lagi.",
      },
      "balance-low": {
        begun: "Saldo OsiMesa menipis. Isi saldo sebelum pesanan mulai ditolak.",
        over: "Saldo OsiMesa cukup lagi.",
      },
    } satisfies Record<TroubleName, { begun: string; over: string }>,
  },
};
