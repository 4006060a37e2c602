/** Airtime by operator, and airtime transfer: one phone number each. */

import { form, input, phone } from "../fields.ts";
import { nominals, type Table } from "../table.ts";

const NIGHT = "23:30-00:15";
const strictPhone = form([input("tel", "Masukkan Nomor HP", [10, 13], "08123456789")]);

export const pulsaTables: readonly Table[] = [
  {
    main: "Pulsa Telkomsel",
    slug: "pulsa-telkomsel",
    form: phone,
    note: "Simpati, AS, Loop",
    cutoff: "23:44-00:15",
    rows: [
      ...nominals("TS", "Telkomsel", [1, 2, 3, 5, 10, 15, 20, 25, 30, 40, 50, 75, 100], 310),
      ["TS150", "Telkomsel 150.000", 148_900],
      ["TS200", "Telkomsel 200.000", 198_300],
      ["TS300", "Telkomsel 300.000", 297_600, { empty: true }],
      ["TS500", "Telkomsel 500.000", 496_100],
      ["TS1000", "Telkomsel 1.000.000", 991_800],
    ],
  },
  {
    main: "Pulsa Indosat",
    slug: "pulsa-indosat",
    form: phone,
    note: "Indosat Ooredoo Hutchison, menambah masa aktif",
    cutoff: NIGHT,
    rows: nominals(
      "IS",
      "Indosat",
      [5, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 150, 200],
      640,
    ),
  },
  {
    main: "Pulsa XL",
    slug: "pulsa-xl",
    form: strictPhone,
    rows: [
      ...nominals("XL", "XL Regular", [5, 10, 15, 25, 30, 50, 100, 150, 200], 720),
      ["XL300", "XL Regular 300.000", 299_150, { empty: true }],
      ["XL500", "XL Regular 500.000", 498_950],
    ],
  },
  {
    main: "Pulsa Axis",
    slug: "pulsa-axis",
    form: phone,
    rows: nominals("AX", "Axis", [5, 10, 15, 25, 30, 40, 50, 60, 75, 100, 200], 700),
  },
  {
    main: "Pulsa Tri",
    slug: "pulsa-tri",
    form: phone,
    note: "Tri Regular",
    // Equal bounds: never closed.
    cutoff: "00:00-00:00",
    rows: nominals("TR", "Tri", [1, 2, 3, 5, 10, 15, 20, 25, 30, 50, 75, 100, 150, 200], 210),
  },
  {
    main: "Pulsa Smartfren",
    slug: "pulsa-smartfren",
    form: phone,
    rows: nominals("SF", "Smartfren", [5, 10, 15, 20, 25, 30, 40, 50, 60, 75, 100, 150, 200], 150),
  },
  {
    main: "Pulsa by.U",
    slug: "pulsa-byu",
    form: strictPhone,
    cutoff: "02:00-04:30",
    rows: nominals("BY", "by.U", [5, 10, 15, 20, 25, 30, 40, 50, 75, 100], 900),
  },
  {
    main: "Telkomsel Transfer",
    slug: "telkomsel-transfer",
    form: phone,
    note: "Pulsa Transfer, tidak menambah masa aktif",
    cutoff: "21:00-06:00",
    rows: nominals("TT", "Telkomsel Pulsa Transfer", [5, 10, 15, 20, 25, 30, 50, 100], -950),
  },
];
