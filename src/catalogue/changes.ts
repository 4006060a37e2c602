import { availability } from "./cut-off.ts";
import type { CatalogueSnapshot, ListedService } from "./snapshot.ts";

/**
 * What became of the services between two looks at the list. A service opens and closes by the list and by the clock: a
 * cut-off ends without any refresh. Only how things stand at the two looks counts: what opened and closed again between
 * them is no change, and a service that is new is not also one that opened.
 */
export type Change =
  | { kind: "opened" | "closed" | "new" | "gone"; service: ListedService }
  /** What the operator pays for it is another. */
  | { kind: "cost"; service: ListedService; beforeRupiah: number };

/** The list, and when it was looked at, unix ms. */
export interface Look {
  catalogue: CatalogueSnapshot;
  atMs: number;
}

/** In the order of the later list, what is gone from it last. A service whose price moved as it opened is in it twice. */
export function changes(before: Look, after: Look): Change[] {
  // A refresh that brought nothing new keeps the categories; by the clock services open and close on whole minutes.
  const sameList = before.catalogue.categories === after.catalogue.categories;
  if (sameList && minuteOf(before.atMs) === minuteOf(after.atMs)) return [];
  const found: Change[] = [];
  for (const service of servicesOf(after.catalogue)) {
    const earlier = before.catalogue.serviceByCode(service.line, service.code);
    if (earlier === undefined) {
      found.push({ kind: "new", service });
      continue;
    }
    const wasOpen = availability(earlier, before.atMs).open;
    const isOpen = availability(service, after.atMs).open;
    if (wasOpen !== isOpen) found.push({ kind: isOpen ? "opened" : "closed", service });
    if (earlier.costRupiah !== service.costRupiah)
      found.push({ kind: "cost", service, beforeRupiah: earlier.costRupiah });
  }
  if (sameList) return found;
  for (const service of servicesOf(before.catalogue))
    if (after.catalogue.serviceByCode(service.line, service.code) === undefined)
      found.push({ kind: "gone", service });
  return found;
}

export const servicesOf = ({ categories }: CatalogueSnapshot): readonly ListedService[] =>
  categories.flatMap(({ services }) => services);

const minuteOf = (ms: number) => Math.floor(ms / 60_000);
