/** Telegram's panel. */

import { button } from "../button.ts";

export const telegram = {
  subtitle: "Bot API tiruan",
  polling: "Bot meminta update",
  calls: (many: number) => `${many} panggilan`,
  callsOfBot: "Panggilan bot",
  withPolls: "polling juga",
  nextCall: "Untuk panggilan berikutnya",
  untilOff: "Sampai dimatikan",
  cut: "putus",
  noAnswer: "tidak ada jawaban",
  bySwitch: (fault: string) => `sakelar: ${fault}`,
  switches: {
    "too-many": button("429", "Panggilan berikutnya: terlalu banyak, coba lagi setelah 3 detik"),
    "bad-gateway": button("502 × 3", "Tiga panggilan berikutnya: bad gateway, halaman HTML"),
    "lost-answer": button(
      "Jawabannya hilang",
      "Pesan berikutnya sampai, tetapi bot tidak mendengarnya",
    ),
    dropped: button("Panggilannya hilang", "Panggilan berikutnya tidak pernah sampai"),
    slow: button("Lambat", "Setiap panggilan 1,5 detik lebih lama"),
    pace: button("Kecepatan asli", "Satu pesan per detik per chat, seperti kata Telegram"),
  },
};
