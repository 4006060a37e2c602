/** What the sandbox has on sale unless told otherwise. */

import { documentedServices } from "./documented.ts";
import type { RawService } from "./raw-service.ts";
import { servicesOf } from "./table.ts";
import { dataTables } from "./tables/data.ts";
import { gameTables } from "./tables/games.ts";
import { pulsaTables } from "./tables/pulsa.ts";
import { voucherTables } from "./tables/vouchers.ts";

/** About 300 services, among them the two of the upstream's documentation. */
export function sampleCatalogue(): readonly RawService[] {
  const tables = [...pulsaTables, ...dataTables, ...gameTables, ...voucherTables];
  return [...documentedServices, ...tables.flatMap(servicesOf)];
}
