import type { Field, Service } from "./service.ts";

/**
 * Which fields mean a phone, and what a number typed there becomes. Everywhere else a number is only digits: game
 * ids, zones and meter numbers are asked for as `tel` too, and must be sent as they were typed.
 */

const phoneLabel =
  /\b(?:hp|handphone|ponsel|telepon|telpon|telp|seluler|whats ?app|wa|phone|mobile (?:number|no)|msisdn)\b/i;
const otherLabel =
  /\b(?:id|uid|user\w*|player|pemain|zon[ae]|server|meter\w*|pln|token|pelanggan|rekening|kartu|nik|ktp|e-?mail|kode|code|password|pin|jumlah|nominal|tanggal|nama|nick\w*|name|character|karakter)\b/i;
/** A label that says nothing of what it asks. */
const plainLabel =
  /^(?:(?:silakan|masukkan|masukan|input|isi|enter)\s+)*(?:(?:data|no\.?|nomor|number|tujuan|target|destination)\s*)*\d?$/i;
/** What is bought for a phone number: credit, data, and purses that are known by one. */
const phoneProduct =
  /\b(?:pulsa|kuota|paket (?:data|internet|sms|nelpon|telpon|telepon)|roaming|masa aktif|telkomsel|tsel|simpati|by\.u|indosat|im3|isat|ooredoo|tri|xl|axis|smartfren|go-?pay|ovo|dana|linkaja|shopee ?pay)\b/i;
/** Meters and accounts, though their names may speak of credit: "pulsa listrik". */
const otherProduct = /\b(?:pln|listrik|pdam|bpjs|games?|diamonds?)\b/i;

/** Label first; where it says nothing, the category and the product. */
export function meansPhone(field: Field, service: Pick<Service, "name" | "category">): boolean {
  if (field.kind !== "input") return false;
  if (field.type !== "tel" && field.type !== "number" && field.type !== "text") return false;
  const label = field.label.trim();
  if (otherLabel.test(label)) return false;
  if (phoneLabel.test(label)) return true;
  const product = `${service.category.name} ${service.name}`;
  return plainLabel.test(label) && phoneProduct.test(product) && !otherProduct.test(product);
}

/** So many digits are read as a number; whether it is a likely one is `phoneDoubts`' to say. */
export const phoneDigits = { min: 5, max: 20 };

/**
 * A phone number as it is sent, `08…` however it began; null for what is no single number. Spaces, dashes, dots and
 * brackets around its first group go: the card shows what is left.
 */
export function readPhone(typed: string): string | null {
  const text = typed.normalize("NFKC").trim();
  const groups = text.split(/[\s\-‐-―.]+/);
  // Two numbers side by side are not one long one.
  if (groups.filter((group) => digitsIn(group) >= 9).length > 1) return null;
  const plain = groups
    .join("")
    .replace(/^\((\+?\d+)\)/, "$1")
    .replace(/^(\+\d{1,3})\((\d+)\)/, "$1$2");
  if (!/^\+?\d+$/.test(plain)) return null;
  if (/^(?:\+62|0062)0?8\d{7,}$/.test(plain)) return plain.replace(/^(?:\+62|0062)0?/, "0");
  if (/^628\d{8,}$/.test(plain)) return plain.replace(/^62/, "0");
  return plain.replace(/^\+62(?=\d)/, "0");
}

const digitsIn = (group: string) => group.replaceAll(/\D/g, "").length;

/** What makes a number unlikely to be a mobile one; it may be right all the same. */
export type PhoneDoubt = { kind: "length"; digits: number } | { kind: "beginning" };

/** Digits that an Indonesian mobile number has. */
const usualPhoneDigits = { min: 10, max: 13 };

export function phoneDoubts(number: string): PhoneDoubt[] {
  const digits = digitsIn(number);
  const doubts: PhoneDoubt[] = [];
  if (digits < usualPhoneDigits.min || digits > usualPhoneDigits.max)
    doubts.push({ kind: "length", digits });
  if (!number.startsWith("08")) doubts.push({ kind: "beginning" });
  return doubts;
}
