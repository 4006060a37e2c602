/** Codes without a destination, electricity, wallets, streaming and gifts. */

import { form, input, phone } from "../fields.ts";
import { nominals, type Table } from "../table.ts";

const nothing = form([], "", "");

export const voucherTables: readonly Table[] = [
  {
    main: "Voucher Google Play",
    slug: "voucher-google-play",
    form: nothing,
    note: "Kode voucher region Indonesia",
    rows: nominals("GP", "Google Play Gift Code IDR", [5, 10, 20, 50, 100, 150, 300, 500], 450),
  },
  {
    main: "Voucher Game",
    slug: "voucher-game",
    form: nothing,
    note: "Kode voucher, bukan untuk akun region lain",
    rows: [
      ...nominals("ST", "Steam Wallet IDR", [8, 12, 45, 60, 90, 120, 250, 400, 600], 1_900),
      ["GS33", "Garena 33 Shell", 9_150],
      ["GS66", "Garena 66 Shell", 18_250],
      ["GS165", "Garena 165 Shell", 45_300],
      ["GS330", "Garena 330 Shell", 90_450, { empty: true }],
      ["PSN100", "PlayStation Store IDR 100.000", 104_350],
      ["PSN200", "PlayStation Store IDR 200.000", 207_900],
      ["PSN400", "PlayStation Store IDR 400.000", 414_650, { empty: true }],
      ["RZ10", "Razer Gold IDR 10.000", 9_850],
      ["RZ50", "Razer Gold IDR 50.000", 48_900],
      ["RZ100", "Razer Gold IDR 100.000", 97_700],
      [
        "STG",
        "Steam Gift Random Key 🎁",
        17_350,
        { form: form([input("url", "Tautan profil Steam", [10, 200], "https://…")]) },
      ],
    ],
  },
  {
    main: "Token PLN",
    slug: "token-pln",
    form: form(
      [input("number", "Nomor Meter / ID Pelanggan", [11, 12], "14123456789")],
      "Periksa nama pelanggan sebelum membayar.",
    ),
    note: "Token 20 digit",
    cutoff: "23:00-01:00",
    rows: nominals("PLN", "Token PLN", [20, 50, 100, 200, 500, 1000], 170),
  },
  {
    main: "Saldo E-Wallet",
    slug: "e-wallet",
    form: phone,
    rows: [
      ...nominals("GOPAY", "GoPay", [10, 20, 25, 50, 100, 200], 1_060),
      ...nominals("DANA", "DANA", [10, 20, 25, 50, 100, 200], 260),
      ...nominals("OVO", "OVO", [10, 20, 50, 100, 200], 1_310),
      ...nominals("SPAY", "ShopeePay", [10, 20, 50, 100, 200], 720),
    ],
  },
  {
    main: "Streaming & Aplikasi",
    slug: "streaming",
    form: form([input("email", "Email akun", [6, 100], "nama@contoh.com")]),
    note: "Undangan dikirim ke email",
    rows: [
      ["YT1", "YouTube Premium Family Invite 1 Bulan", 9_650],
      ["SPO1", "Spotify Premium Individual 1 Bulan", 24_300],
      ["CNV1", "Canva Pro Invite 1 Bulan", 4_450],
      ["WTV1", "WeTV VIP 1 Bulan", 21_750, { empty: true }],
      [
        "VID1",
        "Vidio Platinum 1 Bulan (mulai pada tanggal pilihan)",
        32_900,
        {
          form: form([
            input("tel", "Nomor HP akun Vidio", [10, 13]),
            input("date", "Tanggal mulai", [10, 10], "2026-08-17"),
          ]),
        },
      ],
    ],
  },
];
