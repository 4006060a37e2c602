/**
 * The emulated upstream's catalogue: what is on sale, and whether an order for it is in order.
 */

import {
  optionValues,
  rawFields,
  type RawField,
  type RawService,
} from "./catalogue/raw-service.ts";
import type { Clock } from "./clock.ts";
import type { AcceptedOrder } from "./outcome.ts";

export interface Refusal {
  /** Repeated as the HTTP status. */
  readonly code: number;
  readonly message: string;
}

export interface Shop {
  list(): readonly RawService[];
  find(code: string): RawService | undefined;
  /** The list as JSON text, made once per change: 20,000 services are some 20 MB. */
  listJson(): string;
  add(service: RawService): void;
  remove(code: string): void;
  /** These throw when there is no such service; each stamps `updated_at`. */
  setPrice(code: string, rupiah: number): void;
  setStock(code: string, available: boolean): void;
  /** "HH:MM" in Asia/Jakarta; two empty texts: never closed. See `cutOffAround` for "now". */
  setCutoff(code: string, cutoff: { readonly start: string; readonly end: string }): void;
  edit(code: string, change: (service: RawService) => RawService): void;
  replace(services: readonly RawService[]): void;
}

export function createShop(
  initial: readonly RawService[],
  clock: Clock,
  changed: () => void,
): Shop {
  let services = new Map<string, RawService>();
  let json: string | undefined;
  const fill = (list: readonly RawService[]) => {
    services = new Map(list.map((service) => [service.code, service]));
  };
  const touch = () => {
    json = undefined;
    changed();
  };
  const edit: Shop["edit"] = (code, change) => {
    const service = services.get(code);
    if (service === undefined) throw new Error(`no service ${code}`);
    services.set(code, { ...change(service), updated_at: Math.floor(clock.now() / 1000) });
    touch();
  };
  fill(initial);
  return {
    list: () => [...services.values()],
    find: (code) => services.get(code),
    listJson: () => (json ??= JSON.stringify([...services.values()])),
    add(service) {
      services.set(service.code, service);
      touch();
    },
    remove(code) {
      if (services.delete(code)) touch();
    },
    setPrice: (code, rupiah) =>
      edit(code, (service) => ({ ...service, price: { ...service.price, current: rupiah } })),
    setStock: (code, available) =>
      edit(code, (service) => ({ ...service, status: available ? "available" : "empty" })),
    setCutoff: (code, cutoff) => edit(code, (service) => ({ ...service, cutoff })),
    edit,
    replace(list) {
      fill(list);
      touch();
    },
  };
}

/** Checks an order as a shop would, in the order a shop would; messages are what a person is shown. */
export function checkOrder(
  shop: Shop,
  form: Readonly<Record<string, string>>,
  nowMs: number,
): AcceptedOrder | Refusal {
  const code = form["service"] ?? "";
  if (code === "") return { code: 400, message: "Parameter service wajib diisi." };
  const service = shop.find(code);
  if (service === undefined) return { code: 404, message: "Layanan tidak ditemukan." };
  if (service.status === "empty") return { code: 400, message: "Stok layanan sedang kosong." };
  if (isCutOff(service.cutoff, nowMs)) {
    const { start, end } = service.cutoff;
    return { code: 400, message: `Layanan sedang cut off (${start} - ${end} WIB).` };
  }
  const data: [string, string, string] = [
    form["data1"] ?? "",
    form["data2"] ?? "",
    form["data3"] ?? "",
  ];
  for (const [index, field] of rawFields(service).entries()) {
    const message = complaint(field, data[index] ?? "", `data${index + 1}`);
    if (message !== undefined) return { code: 422, message };
  }
  return { service, data };
}

function complaint(field: RawField, value: string, name: string): string | undefined {
  // What is sent for an unused field is kept and ignored.
  if (field.type === "none") return undefined;
  if (value.trim() === "") return `Parameter ${name} wajib diisi.`;
  if (field.type === "select") {
    const known = optionValues(field.select.options);
    return known.includes(value) ? undefined : `Pilihan ${name} tidak valid.`;
  }
  const { minlength, maxlength } = field.input;
  if (value.length < minlength) return `${name} minimal ${minlength} karakter.`;
  if (maxlength > 0 && value.length > maxlength) return `${name} maksimal ${maxlength} karakter.`;
  return undefined;
}

const DAY_MINUTES = 24 * 60;
/** Asia/Jakarta is UTC+7 all year. */
const JAKARTA_OFFSET_MINUTES = 7 * 60;

/** Whether the daily window, which may cross midnight, holds this moment. */
export function isCutOff(cutoff: RawService["cutoff"], nowMs: number): boolean {
  const start = minuteOfDay(cutoff.start);
  const end = minuteOfDay(cutoff.end);
  if (start === undefined || end === undefined || start === end) return false;
  const now = (Math.floor(nowMs / 60_000) + JAKARTA_OFFSET_MINUTES) % DAY_MINUTES;
  return start < end ? now >= start && now < end : now >= start || now < end;
}

/** A window around this moment, for the panel's "cut-off now". */
export function cutOffAround(nowMs: number, lengthMinutes = 30): RawService["cutoff"] {
  const now = Math.floor(nowMs / 60_000) + JAKARTA_OFFSET_MINUTES;
  return { start: clockText(now - 1), end: clockText(now + lengthMinutes) };
}

function clockText(minute: number): string {
  const inDay = ((minute % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
  const hours = String(Math.floor(inDay / 60)).padStart(2, "0");
  return `${hours}:${String(inDay % 60).padStart(2, "0")}`;
}

function minuteOfDay(text: string): number | undefined {
  const found = /^(\d{1,2}):(\d{2})/u.exec(text);
  return found === null ? undefined : Number(found[1]) * 60 + Number(found[2]);
}
