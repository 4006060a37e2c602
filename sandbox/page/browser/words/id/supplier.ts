/** The supplier's panel. */

import { button } from "../button.ts";

const retried = "coba lagi nanti";

export const supplier = {
  title: "Supplier",
  subtitle: "OsiMesa tiruan",
  up: "Supplier menjawab",
  down: "Supplier mati",
  nextOrder: "Untuk order berikutnya",
  untilOff: "Sampai dimatikan",
  profileCall: "Memberi tahu saldonya",
  switches: {
    "lost-answer": button(
      "Jawabannya hilang",
      "Order berikutnya masuk dan saldo terpotong, tetapi koneksi putus sebelum bot mendengarnya",
    ),
    hangs: button(
      "Tidak menjawab",
      "Order berikutnya masuk, dan bot menunggu jawaban sampai batas waktunya",
    ),
    "lost-order": button(
      "Ordernya hilang",
      "Koneksi putus sebelum order berikutnya masuk; bagi bot kelihatannya sama",
    ),
    refuses: button("Ditolak", "Order berikutnya ditolak: nomor salah"),
    slow: button("Lambat", "Setiap jawaban butuh 2,5 detik"),
    down: button("Mati", "Koneksi ditolak"),
    unavailable: button("503", "Setiap jawaban berupa halaman error"),
    malformed: button("JSON rusak", "Setiap jawaban berupa JSON yang rusak"),
    broke: button("Saldo habis", "Tidak ada lagi yang bisa dibayar"),
    pace: button(
      "Satu per 6 dtk",
      "Order yang datang kurang dari enam detik setelah yang terakhir ditolak: coba lagi dalam 6 detik",
    ),
    maintenance: button("Maintenance", `Setiap order ditolak: ${retried}`),
    collision: button(
      "Bentrok",
      `Kira-kira setiap order kedua ditolak: nomor transaksinya sudah dipakai, ${retried}`,
    ),
    masked: button(
      "Hubungi admin",
      "Setiap order ditolak tanpa alasan, seperti bila supplier belum membayar suppliernya sendiri",
    ),
    balance: button("Angka", "Ada panggilan profil yang menyebut saldo"),
    "balance-text": button(
      "Dengan kata",
      "Panggilan profil menyebut saldo seperti API sejenisnya: result, saldo, Rp 1.000.000",
    ),
    "balance-odd": button("Tak terbaca", "Panggilan profil tidak menyebut saldo"),
  },
  outsideOrder: button(
    "Orang lain order",
    "Seseorang memakai akun supplier yang sama: transaksi yang tidak diketahui bot",
  ),
  topUp: button("Isi Rp1.000.000", "Saldo toko di supplier"),
  requests: (many: { order: number; status: number; service: number }) =>
    `Permintaan: ${many.order} order, ${many.status} status, ${many.service} produk`,
  ending: {
    title: "Order selesai sendiri",
    delay: "Setelah berapa lama",
    after: (seconds: number) => `setelah ${seconds} dtk`,
    outcomes: {
      succeed: button("Sukses", "Dengan SN atau voucher"),
      "no-voucher": button("Tanpa SN", "Sukses, tetapi tanpa SN atau voucher"),
      fail: button("Gagal", "Dengan sebabnya, dan saldo kembali"),
      "price-0": button("Harga 0", "Dikembalikan: transaksinya tinggal sebagai error harga 0"),
      vanish: button("Lenyap", "Dikembalikan: transaksinya hilang dari daftar"),
      hang: button("Tetap terbuka", "Sampai Anda memutuskan"),
    },
  },
  catalogue: {
    title: "Daftar produk",
    services: (count: string) => `${count} produk`,
    hint: "Perubahan sampai ke bot saat daftarnya disegarkan: setelah lima detik, atau semenit bila daftarnya panjang.",
    placeholder: "Cari produk: nama atau kode",
    find: "Cari produk",
    nothing: "Tidak ada produk yang cocok.",
    priceOf: (name: string) => `Harga ${name}`,
    outOfStock: "Stok kosong",
    cutOffNow: "Cut-off sekarang",
  },
  ledger: {
    title: "Transaksi dan pesanan",
    empty:
      "Belum ada pesanan. Begitu reseller menekan ✅, muncul di sini: transaksi supplier di kiri, catatan bot di kanan.",
    supplier: "Supplier",
    bot: "Bot",
    noTransaction: "Tidak ada transaksi.",
    noOrder: "Tidak ada pesanan bot dengan ref ini.",
    toChat: "Lihat pesannya di chat",
    secret: "🔒 ••• rahasia: hanya supplier yang menerimanya",
    outsider: "dipesan orang lain",
    hung: "Tetap begini sampai Anda memutuskan.",
    voucher: "Voucher",
    moneyBack: "Saldo kembali.",
    links: {
      known: "Bot mengenal transaksi ini dari ref-nya",
      missed: "Pesanan yang sama, tetapi bot belum mendengar transaksinya",
      none: "Hanya satu pihak yang tahu",
    },
  },
  /** States of the bot's orders and of the supplier's transactions. */
  steps: {
    waiting: "menunggu",
    process: "diproses",
    success: "sukses",
    deleted: "dihapus",
    "answer-lost": "jawaban hilang",
    confirmed: "disetujui",
    sending: "dikirim",
    unknown: "belum jelas",
    review: "diperiksa",
    placed: "diterima",
    succeeded: "sukses",
    failed: "gagal",
  },
  moves: {
    placeholder: "Voucher atau sebab (boleh kosong)",
    wordsFor: (refId: string) => `Voucher atau sebab untuk ${refId}`,
    success: button("Sukses", "Dengan voucher ini, atau apa saja"),
    failed: button("Gagal", "Karena sebab ini, atau apa saja; saldo kembali"),
    vanish: button("Lenyap", "Hilang dari daftar supplier; saldo kembali"),
    hang: button("Gantung", "Tetap seperti sekarang"),
  },
};
