import { form, input, none, phone, select } from "../../sandbox/osimesa/catalogue/fields.ts";
import type { RawService } from "../../sandbox/osimesa/catalogue/raw-service.ts";
import { servicesOf } from "../../sandbox/osimesa/catalogue/table.ts";

const userId = input("tel", "User ID", [5, 12]);
const zoneId = input("number", "Zone ID", [4, 5]);

/** A few services, one of each kind of form. Prices are 25 above the cost given here. */
export const goods: readonly RawService[] = [
  ...servicesOf({
    main: "Pulsa Telkomsel",
    slug: "pulsa-telkomsel",
    form: phone,
    rows: [
      ["TS10", "Telkomsel 10.000", 10_850],
      ["TS5", "Telkomsel 5.000", 5_900],
      ["TS25", "Telkomsel 25.000", 25_100, { empty: true }],
    ],
  }),
  ...servicesOf({
    main: "Mobile Legends",
    slug: "mobile-legends",
    form: form([userId, zoneId], "Contoh: 12345678 (1234)"),
    rows: [["ML86", "86 Diamonds", 19_400]],
  }),
  ...servicesOf({
    main: "Ragnarok",
    slug: "ragnarok",
    form: form([
      userId,
      select("Server", { asia: "Asia", eu: "Eropa" }),
      input("text", "Nickname", [3, 20]),
    ]),
    rows: [["ROX66", "66 Diamonds", 15_000]],
  }),
  ...servicesOf({
    main: "Perfect World",
    slug: "perfect-world",
    form: form([userId, none, select("Server", ["Naga", "Harimau"])]),
    rows: [["PW30", "30 Gold", 12_000]],
  }),
  ...servicesOf({
    main: "Roblox Login",
    slug: "roblox-login",
    form: form([input("text", "Username", [3, 20]), input("password", "Password", [6, 50])]),
    rows: [["RBX80", "80 Robux", 14_000]],
  }),
  ...servicesOf({
    main: "Google Play",
    slug: "google-play",
    form: form([]),
    rows: [["GP20", "Google Play 20.000", 20_500]],
  }),
];
