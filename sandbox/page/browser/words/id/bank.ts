/** The bank's panel. */

import { button } from "../button.ts";

export const bank = {
  title: "Bank",
  subtitle: "saldo, transfer, Tripay tiruan",
  purses: {
    title: "Saldo reseller",
    more: (count: string) => `dan ${count} reseller lain`,
    held: (sum: string) => `${sum} ditahan`,
    credit: (sum: string) => `kredit ${sum}`,
    anySum: "boleh order berapa pun",
    left: (sum: string) => `boleh order ${sum}`,
    depositFirst: [
      "Deposit dulu",
      {
        on: "Hanya bisa order sebesar saldonya; matikan untuk kredit toko yang biasa",
        off: "Tanpa kredit: hanya bisa order sebesar saldonya",
      },
    ] as readonly [label: string, hints: { on: string; off: string }],
  },
  tickets: {
    title: "Tiket terbuka",
    empty: "Tidak ada tiket. Sebagai reseller ketik TIKET.50000, atau 💰 lalu ➕.",
    until: (time: string) => `sampai ${time}`,
    payExactly: button("Bayar pas", "Transfer tepat sebesar ini; bot langsung diberi tahu"),
    payAtTripay: (sum: string) =>
      button(
        `Bayar ${sum} di Tripay`,
        "Pembayaran untuk tiket ini, dengan biaya Tripay; bot dikabari",
      ),
  },
  transfer: {
    hint: "Masuk ke rekening toko, dan bot diberi tahu",
    sum: "Nominal bebas",
    note: "Berita dari bank",
    pay: "Bayar",
  },
  payments: {
    title: "Pembayaran",
    transfer: "Transfer",
    status: {
      UNPAID: "belum dibayar",
      PAID: "dibayar",
      EXPIRED: "lewat waktu",
      FAILED: "gagal",
      REFUND: "dikembalikan",
    },
    rings: {
      told: button("Lagi, id sama", "Bot diberi tahu sekali lagi tentang pembayaran ini"),
      "other-sum": button("Id sama, Rp1 lebih", "Pembayaran ini lagi, dengan nominal lain"),
      forged: button("Palsu", "Pembayaran ini, ditandatangani orang yang tidak punya kuncinya"),
    },
    another: button("Lagi, id baru", "Pembayaran lain dengan nominal yang sama"),
    deeds: {
      pay: button("Bayar", "Dibayar, dan bot dikabari"),
      "pay-silently": button(
        "Bayar, kabarnya hilang",
        "Dibayar, tetapi bot tidak dikabari: dalam satu menit bot melihat sendiri",
      ),
      expire: button("Lewat waktu", "Tidak ada yang membayar, dan bot dikabari"),
      "call-again": button("Kabari lagi", "Kabar yang sama, sekali lagi"),
      forge: button("Kabar palsu", "Orang yang tidak punya kuncinya bilang ini sudah dibayar"),
      "give-back": button("Kembalikan", "Tripay mengembalikan uangnya: bot mencatatnya di log"),
    },
    manners: { told: "dikabari", "other-sum": "dikabari dengan Rp1 lebih", forged: "palsu" },
    noAnswer: "tidak ada jawaban",
  },
};
