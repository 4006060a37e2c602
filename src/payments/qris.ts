/**
 * A merchant's QRIS is EMVCo's text for a QR code ("Merchant-Presented Mode", version 1.1): one field after another, each
 * two digits that name it (its tag), two digits that say how long its value is, the value. The values of tags 26 to 51, 62
 * and 64 are made the same way. The last field is a checksum over all bytes before it.
 */
interface Field {
  tag: string;
  value: string;
  /** All of it, as it was written. */
  text: string;
}

export interface Qris {
  /** As the payer's app shows it (tag 59). */
  merchantName: string;
  /** All but the checksum, in their order. */
  fields: readonly Field[];
}

/** `problem`: what was found and what is wanted, as the end of a sentence that begins with the setting's name. */
export type QrisReading = { ok: true; qris: Qris } | { ok: false; problem: string };

const tags = {
  version: "00",
  initiation: "01",
  currency: "53",
  amount: "54",
  /** A tip, or what the merchant adds: asked of the payer, a fixed sum, a percentage. */
  tips: ["55", "56", "57"],
  merchantName: "59",
  checksum: "63",
} as const;

const onceForOnePayment = "12";
const rupiahCurrency = "360";
/** Tag and length of the checksum; it counts them too. */
const checksumHead = `${tags.checksum}04`;

const isMerchantAccount = (tag: string) => tag >= "02" && tag <= "51";
const isTemplate = (tag: string) => (tag >= "26" && tag <= "51") || tag === "62" || tag === "64";

const checksummed = new RegExp(`^(.*${checksumHead})([0-9A-Fa-f]{4})$`, "s");

/** Why a text is none; the rest of the reader need not look at each step's outcome. */
class QrisError extends Error {}

/** Reads a merchant's static QRIS: the one without an amount that hangs at the counter. */
export function readQris(text: string): QrisReading {
  try {
    return { ok: true, qris: read(text) };
  } catch (error) {
    if (error instanceof QrisError) return { ok: false, problem: error.message };
    throw error;
  }
}

function read(text: string): Qris {
  if (!text.startsWith("000201"))
    throw new QrisError(
      "does not begin with 000201; wanted: the text inside the QRIS picture, as a QR reader shows it",
    );
  const [, body = "", said = ""] = checksummed.exec(text) ?? [];
  if (body === "")
    throw new QrisError(
      `ends with ${JSON.stringify(text.slice(-8))}; wanted: all of it, up to 6304 and a checksum of four hexadecimal digits`,
    );
  const right = checksumOf(body);
  if (said.toUpperCase() !== right)
    throw new QrisError(
      `has the checksum ${said} where its text makes ${right}; wanted: the text letter for letter`,
    );
  const fields = allFields(text).slice(0, -1);
  return { merchantName: checked(fields), fields };
}

/**
 * Lengths are of bytes; where that leads nowhere, of characters, as in an example of EMVCo's own. Nearly every QRIS is
 * ASCII and both are the same.
 */
function allFields(text: string): Field[] {
  const bytes = Buffer.from(text).toString("latin1");
  try {
    return fieldsOf(bytes).map(({ tag, ...field }) => ({
      tag,
      value: Buffer.from(field.value, "latin1").toString(),
      text: Buffer.from(field.text, "latin1").toString(),
    }));
  } catch {
    return fieldsOf(text);
  }
}

/** What has to hold for an amount to be put into it. Answers the merchant's name. */
function checked(fields: readonly Field[]): string {
  const values = new Map<string, string>();
  for (const { tag, value } of fields) {
    if (values.has(tag)) throw new QrisError(`has the tag ${tag} twice; wanted: each once`);
    values.set(tag, value);
  }
  if (values.get(tags.initiation) === onceForOnePayment)
    throw new QrisError(
      "is for one payment (tag 01 is 12); wanted: the static one that hangs at the counter",
    );
  const currency = values.get(tags.currency) ?? "none";
  if (currency !== rupiahCurrency)
    throw new QrisError(`has the currency ${currency} (tag 53); wanted: 360, which is rupiah`);
  if (![...values.keys()].some(isMerchantAccount))
    throw new QrisError("names no account (tags 02 to 51); wanted: whom to pay");
  const name = values.get(tags.merchantName) ?? "";
  if (name === "") throw new QrisError("names no merchant (tag 59); wanted: whom to pay");
  return name;
}

/** `within`: the template that `text` is the value of. */
function fieldsOf(text: string, within?: string): Field[] {
  const where = within === undefined ? "" : ` in tag ${within}`;
  const fields: Field[] = [];
  for (let at = 0; at < text.length;) {
    const head = text.slice(at, at + 4);
    if (!/^\d{4}$/.test(head))
      throw new QrisError(
        `has ${JSON.stringify(head)}${where} where a tag and a length should be; wanted: all of it`,
      );
    const tag = head.slice(0, 2);
    const end = at + 4 + Number(head.slice(2));
    if (end > text.length) throw new QrisError(`ends within tag ${tag}${where}; wanted: all of it`);
    const field = { tag, value: text.slice(at + 4, end), text: text.slice(at, end) };
    if (within === undefined && isTemplate(tag)) fieldsOf(field.value, tag);
    fields.push(field);
    at = end;
  }
  return fields;
}

/**
 * The same QRIS for one payment of just this sum: the payer's app shows it and lets nobody change it. A tip would make
 * it another sum, so none is asked for.
 */
export function withAmount(qris: Qris, rupiah: number): string {
  if (!Number.isInteger(rupiah) || rupiah <= 0) throw new RangeError(`no amount: ${rupiah}`);
  const replaced: readonly string[] = [tags.version, tags.initiation, tags.amount, ...tags.tips];
  const kept = qris.fields.filter(({ tag }) => !replaced.includes(tag));
  const digits = String(rupiah);
  const body = [
    `${tags.version}0201`,
    `${tags.initiation}02${onceForOnePayment}`,
    // The amount stands right after its currency, as in the order of tags.
    ...kept.flatMap(({ tag, text }) =>
      tag === tags.currency
        ? [text, `${tags.amount}${String(digits.length).padStart(2, "0")}${digits}`]
        : [text],
    ),
    checksumHead,
  ].join("");
  return body + checksumOf(body);
}

/** CRC-16/CCITT-FALSE of the text's bytes, as four digits. */
function checksumOf(text: string): string {
  let checksum = 0xffff;
  for (const byte of Buffer.from(text)) {
    checksum ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1)
      checksum = ((checksum << 1) ^ (checksum & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return checksum.toString(16).toUpperCase().padStart(4, "0");
}
