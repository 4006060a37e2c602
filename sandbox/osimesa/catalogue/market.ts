/** A list as broad as a real one, with names as such lists have them: what searching is tried on. */

import { phone, form, input } from "./fields.ts";
import type { RawService } from "./raw-service.ts";
import { sampleCatalogue } from "./sample.ts";
import { amounts, nominals, servicesOf, type Row, type Table } from "./table.ts";

const player = form([input("text", "User ID", [4, 30])]);
const account = form([input("email", "Email akun", [6, 100])]);

/** A family of data packages: code, name before the size, sizes in GB, days, rupiah per GB. */
type Family = readonly [
  code: string,
  name: string,
  gigabytes: readonly number[],
  days: number,
  each: number,
];

const families: Readonly<Record<string, readonly Family[]>> = {
  Telkomsel: [
    ["TCS", "Telkomsel Combo Sakti", [4, 8, 14, 20, 30, 45, 80], 30, 4_600],
    ["TMX", "Telkomsel InternetMAX", [1.5, 3.5, 9, 17, 34], 30, 5_200],
    ["TMG", "Telkomsel Mingguan", [2, 4, 7], 7, 5_900],
    ["TKT", "Telkomsel Ketengan YouTube", [1, 3], 3, 2_400],
    ["TML", "Telkomsel Malam", [5, 10], 30, 1_200],
    ["TOR", "Telkomsel Orbit", [10, 25, 50, 100, 150], 30, 2_600],
  ],
  Indosat: [
    ["IFC", "Indosat Freedom Combo", [4, 10, 20, 30], 30, 3_900],
    ["IFM", "Indosat Freedom Max", [6, 16, 36, 90], 28, 2_900],
    ["IGF", "IM3 Gift Freedom Internet", [2.5, 5.5, 18, 42], 30, 2_700],
    ["IUN", "Indosat Unlimited Jumbo", [40, 75, 120], 28, 1_500],
  ],
  XL: [
    ["XAK", "XL Akrab", [27, 43, 88, 120], 28, 1_150],
    ["XUT", "XL Xtra Unlimited Turbo", [3, 9, 15, 25], 28, 3_800],
    ["XBP", "XL Bebas Puas", [6, 12, 24, 48, 96], 30, 1_700],
    ["XMN", "XL Mini", [0.8, 1.2, 2.2], 3, 4_300],
  ],
  Axis: [
    ["AOW", "Axis OWSEM", [2, 6, 10, 48, 64], 30, 2_300],
    ["ABT", "Axis BOY", [4, 9, 15, 22], 28, 3_100],
    ["AKZ", "Axis Kzl", [1, 2.5, 5], 7, 4_400],
  ],
  Tri: [
    ["TRH", "Tri Happy", [1, 2.5, 5, 11, 15, 22, 42, 55, 100], 28, 2_600],
    ["TRA", "Tri AlwaysOn", [10, 25, 50, 75], 365, 3_300],
    ["TRP", "Tri Pure Cuan Max", [12, 33, 65], 28, 1_900],
  ],
  Smartfren: [
    ["SFU", "Smartfren Unlimited Nonstop", [6, 12, 30, 45], 28, 2_500],
    ["SFK", "Smartfren Kuota Nasional", [2, 4, 10, 16, 24, 60], 30, 2_900],
    ["SFG", "Smartfren Gokil Max", [8, 15, 35], 14, 2_100],
  ],
  "by.U": [
    ["BYK", "by.U Kaget", [3, 10, 20, 35], 30, 3_700],
    ["BYM", "by.U Mingguan", [1.5, 5], 7, 5_100],
  ],
};

/** A game, its code, its money, how much of it is sold, rupiah for each. */
type Game = readonly [
  name: string,
  code: string,
  unit: string,
  amounts: readonly number[],
  each: number,
];

const steps = [50, 100, 250, 500, 1_000, 2_500, 5_000];

const games: readonly Game[] = [
  ["PUBG Mobile Indonesia", "PUBG", "UC", [30, 60, 325, 660, 1_800, 3_850, 8_100], 240],
  ["PUBG Mobile Global", "PUBGG", "UC", [60, 325, 660, 1_800], 255],
  ["Call of Duty Mobile", "CODM", "CP", [31, 62, 127, 317, 634, 1_373], 155],
  ["Honor of Kings", "HOK", "Tokens", [16, 80, 240, 400, 830, 1_245], 190],
  ["Arena of Valor", "AOV", "Vouchers", [40, 90, 230, 470, 950], 200],
  ["Valorant", "VAL", "Points", [475, 1_000, 2_050, 3_650, 5_350], 108],
  ["Point Blank", "PB", "Cash", [1_200, 2_400, 6_000, 12_000], 8],
  ["Clash of Clans", "COC", "Gems", [80, 500, 1_200, 2_500], 150],
  ["Clash Royale", "CR", "Gems", [80, 500, 1_200, 2_500], 150],
  ["Honkai Impact 3", "HI3", "Crystals", [65, 330, 1_320], 205],
  ["Zenless Zone Zero", "ZZZ", "Monochrome", [60, 330, 1_090, 2_240], 212],
  ["Wuthering Waves", "WUWA", "Lunites", [60, 300, 980, 1_980], 214],
  ["Higgs Domino Island", "HDI", "Koin Emas-D (juta)", [30, 60, 100, 200, 400], 165],
  ["Sausage Man", "SSM", "Candies", [60, 180, 316, 718], 230],
  ["Super Sus", "SUS", "Goldstar", [100, 310, 520, 1_060], 145],
  ["Stumble Guys", "STG", "Gems", [250, 800, 1_600, 5_000], 26],
  ["Undawn", "UND", "RC", [80, 250, 450, 920], 170],
  ["Tower of Fantasy", "TOF", "Tanium", [60, 300, 680, 1_280], 225],
  ["EA Sports FC Mobile", "FCM", "FC Points", [40, 100, 520, 1_070], 145],
  ["eFootball", "EFB", "Coins", [130, 300, 550, 1_040], 125],
  ["Mobile Legends Adventure", "MLA", "Diamonds", [50, 100, 250, 500], 285],
  ["Magic Chess Go Go", "MCG", "Diamonds", [5, 12, 28, 59, 170, 296], 270],
  ["Roblox Gift Card", "RBG", "Robux", [80, 400, 800, 1_700], 168],
  ["Lords Mobile", "LRD", "Diamonds", [67, 134, 335, 670], 215],
  ["Rise of Kingdoms", "ROK", "Gems", steps, 160],
  ["Identity V", "IDV", "Echoes", [60, 185, 305, 690], 215],
  ["Dragon Nest M", "DNM", "DC", steps, 130],
  ["Be The King", "BTK", "Gold", steps, 120],
  ["Ludo Club", "LUD", "Cash", steps, 30],
  ["Growtopia", "GT", "Gems", steps, 12],
];

const wallets: readonly Table[] = [
  {
    main: "Saldo LinkAja",
    slug: "linkaja",
    form: phone,
    rows: nominals("LINK", "LinkAja", [10, 20, 25, 50, 100, 150], 740),
  },
  {
    main: "Saldo Maxim",
    slug: "maxim",
    form: phone,
    rows: nominals("MAXIM", "Maxim Driver", [10, 25, 50, 100], 900),
  },
  {
    main: "E-Toll",
    slug: "e-toll",
    form: form([input("number", "Nomor kartu", [16, 16])]),
    rows: [
      ...nominals("ETM", "Mandiri E-Money", [20, 50, 100, 200, 500], 1_500),
      ...nominals("ETB", "BRI Brizzi", [20, 50, 100, 200], 1_400),
      ...nominals("ETF", "BNI TapCash", [20, 50, 100, 200], 1_450),
    ],
  },
  {
    main: "Film & TV",
    slug: "film-tv",
    form: account,
    rows: [
      ["NFX1", "Netflix Premium Sharing 1 Bulan", 38_900],
      ["NFXP", "Netflix Private 1 User 1 Bulan", 54_000],
      ["DIS1", "Disney+ Hotstar 1 Bulan", 27_300],
      ["DIS12", "Disney+ Hotstar 12 Bulan", 241_000],
      ["VIU1", "Viu Premium 1 Bulan", 11_700],
      ["HBO1", "HBO Max 1 Bulan", 31_800],
      ["IQY1", "iQIYI VIP 1 Bulan", 16_400],
      ["PRV1", "Prime Video 1 Bulan", 19_950],
      ["YTM1", "YouTube Music 1 Bulan", 7_400],
      ["ZOOM1", "Zoom Pro 1 Bulan", 65_100],
      ["CHG1", "ChatGPT Plus Sharing 1 Bulan", 58_200],
      ["KVIS", "K-Vision Cling 30 Hari", 41_000],
      ["NEX1", "Nex Parabola Liga 30 Hari", 84_500],
    ],
  },
  {
    main: "Masa Aktif",
    slug: "masa-aktif",
    form: phone,
    rows: [
      ["MAT5", "Masa Aktif Telkomsel 5 Hari", 2_300],
      ["MAT30", "Masa Aktif Telkomsel 30 Hari", 8_900],
      ["MAX30", "Masa Aktif XL 30 Hari", 6_700],
      ["MAI30", "Masa Aktif Indosat 30 Hari", 7_200],
      ["MAA30", "Masa Aktif Axis 30 Hari", 5_900],
    ],
  },
  {
    main: "Telepon & SMS",
    slug: "telepon-sms",
    form: phone,
    rows: [
      ["TLT100", "Telkomsel Telepon 100 Menit Sesama / 1 Hari", 3_900],
      ["TLT370", "Telkomsel Telepon 370 Menit Sesama / 7 Hari", 21_400],
      ["TLS", "Telkomsel SMS 1000 Sesama / 10 Hari", 5_100],
      ["TLI60", "Indosat Telepon 60 Menit All Operator / 7 Hari", 12_800],
      ["TLX", "XL AnyNet 300 Menit / 14 Hari", 31_300],
    ],
  },
];

/** About 700 services; the same each time. */
export function marketCatalogue(): readonly RawService[] {
  const data = Object.entries(families).map(([operator, all]): Table => ({
    main: `Kuota ${operator}`,
    slug: `kuota-${operator.toLowerCase().replaceAll(/[^a-z]/g, "")}`,
    form: phone,
    rows: all.flatMap(packages),
  }));
  const play = games.map(([main, code, unit, list, each]): Table => ({
    main,
    slug: main.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"),
    form: player,
    rows: amounts(code, unit, list, each),
  }));
  return [...sampleCatalogue(), ...[...data, ...play, ...wallets].flatMap(servicesOf)].filter(
    ({ code }, index, all) => all.findIndex((other) => other.code === code) === index,
  );
}

function packages([code, name, gigabytes, days, each]: Family): readonly Row[] {
  return gigabytes.map((size, index) => [
    `${code}${size}`.replace(".", ""),
    `${name} ${String(size).replace(".", ",")} GB / ${days} Hari`,
    size * each * (1 - index * 0.03) + 1_400,
  ]);
}

/** Where packages of operators are sold under other prices. */
const regions =
  "Jabodetabek,Bandung,Jateng,Jatim,Bali,Lombok,Sumut,Sumbar,Riau,Lampung,Kalbar,Kaltim,Sulsel,Sulut,Maluku,Papua".split(
    ",",
  );

/** As many services as wanted, the market's again and again for other regions. */
export function regionalMarket(count: number): readonly RawService[] {
  const models = marketCatalogue();
  return Array.from({ length: count }, (_unused, index) => {
    const model = models[index % models.length];
    if (model === undefined) throw new Error("the market is empty");
    const round = Math.floor(index / models.length);
    if (round === 0) return model;
    const region = regions[(round - 1) % regions.length] ?? "";
    const part = Math.floor((round - 1) / regions.length);
    const place = part === 0 ? region : `${region} ${part + 1}`;
    const price = model.price.current + round * 25;
    return {
      ...model,
      category: {
        main: `${model.category.main} ${place}`,
        slug: `${model.category.slug}-${round}`,
      },
      code: `${model.code}R${round}`,
      name: `${model.name} ${place}`,
      price: { ...model.price, current: price },
    };
  });
}
