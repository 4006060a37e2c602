/** Games: user ids, zones, and servers as selects in the shapes such lists have them. */

import { form, input, select } from "../fields.ts";
import { amounts, withForm, type Table } from "../table.ts";

const userId = (placeholder = "") => input("text", "User ID", [4, 30], placeholder);

/** Options as plain strings. */
const starRail = form([
  userId("800123456"),
  select("Server", ["Asia", "America", "Europe", "TW/HK/MO"]),
]);

/** Long enough to be paged. */
const lifeAfterServers = Object.fromEntries(
  ["MiskaTown", "SandCastle", "MouthSwamp", "RedwoodTown", "Obelisk", "NewLand", "ChaosOutpost"]
    .concat([
      "IronStride",
      "CrystalthornSea",
      "FallForest",
      "MountSnow",
      "NancyCity",
      "CharlesTown",
    ])
    .concat([
      "SnowHighlands",
      "Santopany",
      "LevinCity",
      "MilestoneTown",
      "ChaosCity",
      "TwinIslands",
    ])
    .concat(["HopeWall", "LabyrinthSea", "FortressBay", "EagleHill", "PineValley", "Riverbend"])
    .map((name, index) => [String(500_001 + index), name]),
);

export const gameTables: readonly Table[] = [
  {
    main: "Mobile Legends",
    slug: "mobile-legends",
    form: form(
      [input("tel", "User ID", [5, 12], "123456789"), input("number", "Zone ID", [4, 5], "1234")],
      "User ID dan Zone ID ada di profil permainan: 123456789 (1234).",
      "Data Akun Mobile Legends",
    ),
    note: "Diamond masuk 1-5 menit",
    rows: [
      ...amounts("ML", "Diamonds", [3, 5, 12, 19, 28, 44, 59, 85, 170, 240, 296, 408, 568], 272),
      ["ML875", "875 Diamonds", 228_700],
      ["ML2010", "2.010 Diamonds 💎🔥", 487_250],
      ["ML4830", "4.830 Diamonds 💎🔥🔥", 1_150_900, { empty: true }],
      ["MLWDP", "Weekly Diamond Pass <1x> & Bonus", 27_850],
      ["MLTP", "Twilight Pass", 142_300],
    ],
  },
  {
    main: "Free Fire",
    slug: "free-fire",
    form: form([input("number", "Player ID", [6, 14], "1234567890")]),
    rows: [
      ...amounts(
        "FF",
        "Diamonds",
        [5, 12, 50, 70, 100, 140, 210, 355, 425, 500, 635, 720, 1000, 1450, 2180],
        141,
      ),
      ["FFMW", 'Member Mingguan "FF" & Rp0 Admin', 28_250],
      ["FFMB", "Member Bulanan", 84_900],
      ["FFLU", "Level Up Pass 🆙", 15_350, { empty: true }],
    ],
  },
  {
    main: "Genshin & Star Rail",
    slug: "genshin-star-rail",
    form: form([
      userId("800123456"),
      select("Server", [
        { value: "os_asia", label: "Asia" },
        { value: "os_usa", label: "America" },
        { value: "os_euro", label: "Europe" },
        { value: "os_cht", label: "TW, HK, MO" },
      ]),
    ]),
    rows: [
      ...amounts("GI", "Genesis Crystals", [60, 330, 1090, 2240, 3880, 8080], 208),
      ["GIW", "Genshin: Blessing of the Welkin Moon", 62_450],
      ...withForm(
        amounts("HSR", "Oneiric Shards", [60, 330, 1090, 2240, 3880, 8080], 211),
        starRail,
      ),
      ["HSRX", "Star Rail: Express Supply Pass", 63_100, { form: starRail, empty: true }],
    ],
  },
  {
    main: "Ragnarok X",
    slug: "ragnarok-x",
    // Three fields, options as {value, name}.
    form: form([
      userId(),
      select("Server", [
        { value: 1001, name: "Prontera" },
        { value: 1002, name: "Geffen" },
        { value: 1003, name: "Payon <Baru>" },
        { value: 1004, name: "Morroc & Juno" },
      ]),
      input("text", "Nama Karakter", [2, 24]),
    ]),
    rows: amounts("ROX", "Diamonds", [66, 330, 580, 1180, 2480, 6480], 199),
  },
  {
    main: "LifeAfter",
    slug: "lifeafter",
    // Options as a map of value to label.
    form: form([userId(), select("Server", lifeAfterServers)]),
    cutoff: "03:00-03:30",
    rows: amounts("LA", "Credits", [65, 330, 558, 1168, 2388, 6168], 171),
  },
  {
    main: "Perfect World Mobile",
    slug: "perfect-world-mobile",
    // The middle field is unused: data1 and data3. Options nested under a key.
    form: {
      ...form([userId()]),
      field3: select("Server", {
        server: [
          { id: "p1", value: "pw-1", text: "Aurora" },
          { id: "p2", value: "pw-2", text: "Bima" },
        ],
      }),
    },
    rows: amounts("PW", "Gold", [30, 90, 150, 300, 500, 1000], 498),
  },
  {
    main: "Roblox via Login",
    slug: "roblox-login",
    form: form(
      [
        input("text", "Username Roblox", [3, 20]),
        input("password", "Password Roblox", [8, 100]),
        input("email", "Email cadangan", [6, 100], "nama@contoh.com"),
      ],
      "Matikan verifikasi dua langkah sampai pesanan selesai.",
    ),
    note: "Diproses 1-24 jam",
    cutoff: "22:00-08:00",
    rows: amounts("RBX", "Robux", [80, 400, 800, 1700, 4500], 152),
  },
];
