import type { Service } from "./service.ts";

/** What a reseller pays for a service, in whole rupiah: what it costs the operator, as long as there is no markup. */
export function priceOf({ costRupiah }: Pick<Service, "costRupiah">): number {
  return costRupiah;
}
