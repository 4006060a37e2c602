import { createHash } from "node:crypto";
import { lineMark, type LineName } from "../line.ts";
import { availability } from "./cut-off.ts";
import type { Service } from "./service.ts";

/** A service with the short id its buttons carry. */
export interface ListedService extends Service {
  /** Eight characters made from line and code: the same after every refresh. */
  id: string;
}

export interface Category {
  /** Eight characters made from line and slug: the same after every refresh. */
  id: string;
  name: string;
  services: readonly ListedService[];
}

/** The service list of one moment, immutable; a refresh makes a new one. */
export interface CatalogueSnapshot {
  /** When the upstream gave it, unix ms. */
  fetchedAtMs: number;
  serviceCount: number;
  /** In the upstream's order. */
  categories: readonly Category[];
  category(id: string): Category | undefined;
  service(id: string): ListedService | undefined;
  serviceByCode(line: LineName, code: string): ListedService | undefined;
  /** How many services of the category can be ordered at `nowMs`; counted once a minute. */
  openCount(category: Category, nowMs: number): number;
}

/** Fits `callback_data` for any slug or code; 48 bits, so that 20,000 do not collide. */
export function shortId(line: string, text: string): string {
  return createHash("sha256")
    .update(lineMark(line) + text)
    .digest("base64url")
    .slice(0, 8);
}

/** A service with its short id; one that has it already stays the same object. */
export function listed(service: Service | ListedService): ListedService {
  return "id" in service ? service : { ...service, id: shortId(service.line, service.code) };
}

const identity = (line: LineName, code: string) => lineMark(line) + code;

export function createSnapshot(
  services: readonly (Service | ListedService)[],
  fetchedAtMs: number,
): CatalogueSnapshot {
  const byId = new Map<string, ListedService>();
  const byCode = new Map<string, ListedService>();
  const categories = new Map<string, { id: string; name: string; services: ListedService[] }>();
  for (const service of services) {
    if (byCode.has(identity(service.line, service.code))) continue;
    const one = listed(service);
    byId.set(one.id, one);
    byCode.set(identity(one.line, one.code), one);
    const categoryId = shortId(service.line, service.category.slug);
    const category = categories.get(categoryId);
    if (category) category.services.push(one);
    else
      categories.set(categoryId, { id: categoryId, name: service.category.name, services: [one] });
  }
  let counts = new Map<string, number>();
  let countedMinute = -1;
  return {
    fetchedAtMs,
    serviceCount: byCode.size,
    categories: [...categories.values()],
    category: (id) => categories.get(id),
    service: (id) => byId.get(id),
    serviceByCode: (line, code) => byCode.get(identity(line, code)),
    openCount(category, nowMs) {
      const minute = Math.floor(nowMs / 60_000);
      if (minute !== countedMinute) {
        counts = new Map();
        countedMinute = minute;
      }
      let count = counts.get(category.id);
      if (count === undefined) {
        count = category.services.filter((service) => availability(service, nowMs).open).length;
        counts.set(category.id, count);
      }
      return count;
    },
  };
}
