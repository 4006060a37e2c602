/** What there is to try, in its order. */

import { button } from "../button.ts";

export const tour = {
  title: "Coba lima hal ini",
  done: "Selesai",
  open: "Belum",
  steps: {
    order: {
      title: "Pesan pulsa",
      how: "Sebagai Budi: START, 🛒, kategori, produk, ketik 081234567890, lalu ✅. Centang saat sukses.",
    },
    "lost-answer": {
      title: "Jawaban hilang",
      how: "Hilangkan jawaban supplier, lalu pesan lagi. Bot tidak mengirim dua kali: transaksinya dicari sampai ketemu.",
    },
    kill: {
      title: "Matikan bot",
      how: "Pesan sesuatu, matikan bot tepat setelah ✅, dan lihat ia menyala lagi. Tidak ada pesanan yang hilang.",
    },
    "top-up": {
      title: "Isi saldo",
      how: "Alex harus deposit dulu. Sebagai Alex: START, ketik TIKET.50000, lalu “Bayar pas” di Bank.",
    },
    operator: {
      title: "Jadi operator",
      how: "Dewi belum dikenal: START, minta akses. Lalu sebagai Rina terima dia. Centang saat Dewi sudah reseller.",
    },
  },
  allDone:
    "Kelimanya sudah terjadi. Sekarang coba sesukanya, atau isi toko dengan seratus reseller.",
  deeds: {
    take: (name: string) => `Pegang HP ${name}`,
    lose: "Hilangkan jawaban berikutnya",
    ledger: "Lihat transaksinya",
    kill: "Matikan bot",
    bank: "Buka Bank",
  },
  crowd: button(
    "100 reseller",
    "Seratus reseller baru masing-masing memesan lewat Telegram tiruan",
  ),
};
