import { closedUntilMs } from "./cut-off.ts";
import { operatorOfNumber, operatorOfProduct, sellersFor } from "./mobile-operator.ts";
import type { MobileOperator } from "./mobile-operator.ts";
import { meansPhone } from "./phone.ts";
import type { CutOff, Service } from "./service.ts";
import type { CatalogueSnapshot, Category, ListedService } from "./snapshot.ts";

/** What can be bought for a number that was typed before anything was chosen. */

/** What a service's first typed answer is; the rest of its fields may ask anything. */
type Asks =
  | { kind: "phone"; at: number; operator: MobileOperator | null; nominalRupiah: number | null }
  /** Digits that are no phone number: a meter, a player. */
  | { kind: "digits"; at: number; min: number; max: number; customer: boolean };

// Services stay the same objects from list to list: each is looked at once.
const asked = new WeakMap<Service, { asks: Asks | null }>();

function asksOf(service: Service): Asks | null {
  const known = asked.get(service);
  if (known !== undefined) return known.asks;
  const asks = read(service);
  asked.set(service, { asks });
  return asks;
}

/** Meters and accounts of whoever serves a house. */
const customerLabel = /\b(?:meter\w*|pelanggan|customer|idpel)\b/i;
const idLabel = /\b(?:u?id|player)\b/i;
/** Where the list sets no bounds to a meter's digits. */
const customerDigits = { min: 8, max: 20 };
/** A field that takes more takes anything: that says nothing of what it asks. */
const maxDigits = 30;

function read(service: Service): Asks | null {
  const at = service.fields.findIndex(({ kind }) => kind === "input");
  const field = service.fields[at];
  if (field?.kind !== "input") return null;
  if (meansPhone(field, service)) return { kind: "phone", at, ...soldAs(service) };
  const { type, label, minLength: min, maxLength: max } = field;
  const digits = type === "tel" || type === "number" || (type === "text" && idLabel.test(label));
  if (!digits) return null;
  const bounded = min > 0 && max > 0 && max <= maxDigits;
  if (customerLabel.test(label))
    return { kind: "digits", at, customer: true, ...(bounded ? { min, max } : customerDigits) };
  return bounded ? { kind: "digits", at, customer: false, min, max } : null;
}

function soldAs(service: Service) {
  const operator = operatorOfProduct(service);
  return { operator, nominalRupiah: operator === null ? null : nominalOf(service) };
}

/** Of a mobile phone, in its `08…` form; everything else is only digits. */
export function isMobile(number: string): boolean {
  return /^08\d{7,}$/.test(number);
}

/** Which of a service's fields this number answers; null: it is not for such a number. */
export function fieldFor(service: Service, number: string): number | null {
  return ranking(number)(service) === null ? null : (asksOf(service)?.at ?? null);
}

/** What names no operator is for every phone: purses above all. */
const anyPhone = 9;

/** How near a service is to the number, 0 is its own operator's; null: not for such a number. */
function ranking(number: string): (service: Service) => number | null {
  const mobile = isMobile(number);
  const digits = /^\d+$/.test(number) ? number.length : 0;
  const operator = operatorOfNumber(number);
  const sellers = operator === null ? [] : sellersFor(operator);
  return (service) => {
    const asks = asksOf(service);
    if (asks === null || (asks.kind === "phone") !== mobile) return null;
    if (asks.kind === "digits") {
      const fits = digits >= asks.min && digits <= asks.max;
      return fits ? (asks.customer ? 0 : 1) : null;
    }
    if (asks.operator === null) return anyPhone;
    const rank = sellers.indexOf(asks.operator);
    return rank < 0 ? null : rank;
  };
}

/** Cut-offs are few, and shared by many services. */
function openAt(nowMs: number): (service: Service) => boolean {
  const closed = new Map<CutOff, boolean>();
  return ({ inStock, cutOff }) => {
    if (!inStock) return false;
    if (cutOff === null) return true;
    let now = closed.get(cutOff);
    if (now === undefined) {
      now = closedUntilMs(cutOff, nowMs) !== null;
      closed.set(cutOff, now);
    }
    return !now;
  };
}

export interface CategoryFor {
  category: Category;
  /** How many of its services for the number can be ordered now. */
  open: number;
}

/**
 * The categories with something for this number: open ones first, the operator's own before those for any phone, those
 * bought often before the rest. `times`: how often of late, by the category's name.
 */
export function categoriesFor(
  catalogue: CatalogueSnapshot,
  number: string,
  { nowMs, times }: { nowMs: number; times: ReadonlyMap<string, number> },
): CategoryFor[] {
  const rankOf = ranking(number);
  const isOpen = openAt(nowMs);
  return catalogue.categories
    .flatMap((category) => {
      let open = 0;
      let nearest: number | null = null;
      for (const service of category.services) {
        const rank = rankOf(service);
        if (rank === null) continue;
        nearest = Math.min(nearest ?? rank, rank);
        if (isOpen(service)) open += 1;
      }
      return nearest === null ? [] : { category, open, nearest };
    })
    .toSorted(
      (a, b) =>
        Number(a.open === 0) - Number(b.open === 0) ||
        a.nearest - b.nearest ||
        (times.get(b.category.name) ?? 0) - (times.get(a.category.name) ?? 0),
    )
    .map(({ category, open }) => ({ category, open }));
}

/**
 * The operator's product of a nominal: credit before data of the same price, and of that what can be ordered now, the
 * number's own brand, what is no transfer (that adds no active days), the cheapest. Null: it has none.
 */
export function productFor(
  catalogue: CatalogueSnapshot,
  { number, nominalRupiah }: { number: string; nominalRupiah: number },
  { priceOf, nowMs }: { priceOf: (service: Service) => number; nowMs: number },
): ListedService | null {
  const rankOf = ranking(number);
  const isOpen = openAt(nowMs);
  const found: { service: ListedService; order: readonly number[] }[] = [];
  for (const { services } of catalogue.categories) {
    for (const service of services) {
      const asks = asksOf(service);
      if (asks?.kind !== "phone" || asks.nominalRupiah !== nominalRupiah) continue;
      const seller = rankOf(service);
      if (seller === null) continue;
      const order = [
        Number(!isCredit(service)),
        Number(!isOpen(service)),
        seller,
        Number(isTransfer(service)),
        priceOf(service),
      ];
      found.push({ service, order });
    }
  }
  const [first] = found.toSorted((a, b) => compare(a.order, b.order));
  return first?.service ?? null;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, one] of a.entries()) {
    const difference = one - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const dataWords =
  /\b(?:kuota|data|internet|paket|combo|unlimited|voucher|masa aktif|sms|nelp\w*|tel[ep]\w*on|roaming|menit|\d+ ?[gm]b)\b/i;
const isCredit = ({ category, name }: Service) => !dataWords.test(`${category.name} ${name}`);
const isTransfer = ({ category, name }: Service) =>
  /\btransfer\b/i.test(`${category.name} ${name}`);

const amount =
  /(?<![\d.,])(?:(\d{1,3}(?:[.,]\d{3})+|\d{4,7})|(\d{1,4}) ?(?:rb|ribu|k)\b)(?![.,]?\d)(?! ?(?:[gm]b|menit|sms|hari|poin)\b)/i;
const bareThousands = /(?<![\d.,])(\d{1,4})$/;

/** The rupiah a product's name speaks of: `5.000`, `5000`, `5rb`; in a credit's name a bare `5` at its end too. */
function nominalOf(service: Service): number | null {
  const [
    ,
    rupiah,
    thousands = isCredit(service) ? bareThousands.exec(service.name)?.[1] : undefined,
  ] = amount.exec(service.name) ?? [];
  if (rupiah !== undefined) return Number(rupiah.replaceAll(/[.,]/g, ""));
  return thousands === undefined ? null : Number(thousands) * 1_000;
}
