import type { Service } from "../../../src/catalogue/service.ts";
import type { Person } from "../../person.ts";
import type { Shop } from "../shop.ts";
import { ordered, succeeds } from "../ordered.ts";

/** Ordered with these answers, as far as these states; left out: as far as success. */
export const bought = (
  shop: Shop,
  who: Person,
  sold: Service,
  values: readonly string[],
  states = succeeds(sold.costRupiah),
) => ordered(shop, who, sold, { values, states });

/** What they are offered once more. */
export const repeats = (who: Person) => who.buttons().filter((label) => label.startsWith("🔁"));
