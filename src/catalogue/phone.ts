import type { Field, Service } from "./service.ts";

/**
 * Which fields mean a phone, and what a number typed there becomes. Everywhere else a number is only digits: game
 * ids, zones and meter numbers are asked for as `tel` too, and must be sent as they were typed.
 */

const phoneLabel =
  /\b(?:(?:no|nomor)?hp|handphone|cell ?phone|ponsel|telepon|telephone|telpon|telp|tlpn?|seluler|whats ?app|wa|phone|mobile (?:number|no)|msisdn)\b/i;
const otherLabel =
  /\b(?:id|idpel|uid|user\w*|player|pemain|zon[ae]|server|meter\w*|pln|token|rekening|virtual|va|kartu|nik|ktp|npwp|e-?mail|kode|code|password|sandi|pin|otp|jumlah|nominal|tanggal|tgl|nama|nick\w*|name|character|karakter|alamat|catatan|link|tautan|url|imei|serial)\b/i;
/** Whoever is asked by such a number has it from the company that serves them. */
const customerLabel = /\b(?:pelanggan|customer)\b/i;
/** Words that say nothing of what is asked. */
const plainWords =
  /\b(?:silakan|silahkan|mohon|masukk?an|input|isi|isikan|ketik|enter|your|anda|data|no|nomor|nomer|number|tujuan|target|destination|penerima|recipient|pelanggan|customer|akun|yang|diisi|terdaftar)\b/gi;
/** What is bought for a phone number: credit, data, and purses that are known by one. */
const phoneProduct =
  /\b(?:pulsa|kuota|paket (?:data|internet|sms|nelpon|nelp|telpon|telepon)|data package|roaming|masa aktif|pascabayar|telkomsel|tsel|simpati|by[. ]?u|indosat|im3|isat|ooredoo|tri|xl|axis|smart ?fren|e-?wallet|dompet digital|go-?pay|gojek|grab|ovo|dana|link ?aja|shopee ?pay|i\.?saku|astrapay)\b/i;
const phoneProductIn = new RegExp(phoneProduct, "gi");
/** Meters, accounts and cards, though their names may speak of credit: "pulsa listrik". */
const otherProduct =
  /\b(?:pln|listrik|pdam|bpjs|pgn|gas|indihome|telkom|wi-?fi|tv|pajak|pbb|asuransi|e-?toll|e-?money|flazz|brizzi|tapcash|games?|diamonds?|bank)\b/i;

/** Label first; where it says nothing, the category and the product. In doubt it does not: then a number is sent as typed. */
export function meansPhone(field: Field, service: Pick<Service, "name" | "category">): boolean {
  if (field.kind !== "input") return false;
  if (field.type !== "tel" && field.type !== "number" && field.type !== "text") return false;
  const label = field.label.replaceAll("_", " ");
  if (otherLabel.test(label)) return false;
  const product = `${service.category.name} ${service.name}`;
  if (phoneLabel.test(label)) return !(customerLabel.test(label) && otherProduct.test(product));
  if (otherProduct.test(product)) return false;
  // "Nomor DANA" names the product itself.
  const rest = label.replaceAll(plainWords, "").replaceAll(phoneProductIn, "");
  return !/[a-z]/i.test(rest) && (phoneProduct.test(product) || phoneProduct.test(label));
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

/** Digits as one dials them in the country, `08…` however they begin. */
export const dialled = (typed: string): string =>
  typed.replaceAll(/\D/g, "").replace(/^(?:00)?620?(?=8)/, "0");

const digitsIn = (group: string) => group.replaceAll(/\D/g, "").length;

/** What makes a number unlikely to be a mobile one; it may be right all the same. */
export type PhoneDoubt = { kind: "length"; digits: number } | { kind: "beginning" };

/** Digits that an Indonesian mobile number has. */
const usualPhoneDigits = { min: 10, max: 13 };

export function isUsualLength(number: string): boolean {
  const digits = digitsIn(number);
  return digits >= usualPhoneDigits.min && digits <= usualPhoneDigits.max;
}

export function phoneDoubts(number: string): PhoneDoubt[] {
  const doubts: PhoneDoubt[] = [];
  if (!isUsualLength(number)) doubts.push({ kind: "length", digits: digitsIn(number) });
  if (!number.startsWith("08")) doubts.push({ kind: "beginning" });
  return doubts;
}
