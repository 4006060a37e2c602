import { availability } from "../../catalogue/cut-off.ts";
import type { ListedService } from "../../catalogue/snapshot.ts";
import type { PriceOf } from "../../prices/markup.ts";
import { rupiah } from "../../words/money.ts";
import { oneLine } from "../../words/shorten.ts";
import type { Button } from "../screen.ts";
import { closedSign } from "./service.ts";

const maxName = 40;

/** On top of the categories: one tap to each, a closed one with its sign. */
export function favouriteRows(
  favourites: readonly ListedService[],
  { nowMs, priceOf }: { nowMs: number; priceOf: PriceOf },
): Button[][] {
  return favourites.map((service) => [
    {
      label: `⭐ ${closedSign(availability(service, nowMs))}${oneLine(service.name, maxName)} · ${rupiah(priceOf(service))}`,
      press: { to: "service", service: service.id, page: 0 },
    },
  ]);
}
