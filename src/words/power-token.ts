/** What a supplier writes as the SN of a prepaid electricity token, read apart. */
export interface PowerToken {
  /** What is typed into the meter: 20 digits. */
  digits: string;
  /** The meter's owner, tariff and power, kWh; null: the text does not say. */
  name: string | null;
  tariff: string | null;
  kwh: string | null;
  /** What the text says besides. */
  others: readonly string[];
}

/** `TOKENINDO` is a name, `Token 6255…` and `KWH32,5` are not. */
const label =
  /^(?:sn|token|stroom|nama|name|tarif(?:f|\/daya)?|daya|(?:jml |jumlah |total )?kwh)(?:\s*[:=]\s*|\s+|(?=\d))(?=\S)/i;
const tariffShape = /^[BCILPRST][1-4]?[A-Z]{0,2}(?:[\s-]*\d{3,6}(?:\s*VA)?)?$/i;
const powerShape = /^\d{3,6}(?:\s*VA)?$/i;
const kwhShape = /^\d{1,5}(?:[.,]\d{1,3})?(?:\s*kwh)?$/i;

/**
 * `6255-…-0465/BUDI SANTOSO/R1/1300VA/32,5`, with or without dashes, names of its parts, and any of them. null: it is none.
 * Twenty digits are a token where the product is electricity or a tariff follows them; elsewhere they are some code.
 */
export function readPowerToken(
  sn: string,
  { name, category }: { name: string; category: string },
): PowerToken | null {
  const [first, ...parts] = sn.split(/[/;|\n]|,\s+/).map(unlabelled);
  const digits = first?.text.replaceAll(/[\s.-]/g, "") ?? "";
  if (!/^\d{20}$/.test(digits)) return null;
  const rest = parts.filter(({ text }) => text !== "");
  const tariffAt = rest.findIndex(({ text }) => tariffShape.test(text) && /\d/.test(text));
  if (tariffAt === -1 && !/\b(?:pln|listrik)\b/i.test(`${name} ${category}`)) return null;
  const tariff = rest[tariffAt]?.text ?? null;
  const afterTariff = rest[tariffAt + 1];
  const power =
    tariff !== null && !/\d{3}/.test(tariff) && powerShape.test(afterTariff?.text ?? "")
      ? afterTariff
      : undefined;
  const left = rest.filter((part) => part !== power && part !== rest[tariffAt]);
  const kwh = left.findLast(isKwh);
  const owner = left.find((part) => part !== kwh && /\p{L}{2}/u.test(part.text));
  return {
    digits,
    name: owner?.text ?? null,
    tariff: tariff === null ? null : [tariff, ...(power ? [power.text] : [])].join("/"),
    kwh: kwh?.text.replace(/\s*kwh$/i, "") ?? null,
    others: left.filter((part) => part !== kwh && part !== owner).map(({ text }) => text),
  };
}

/** `6255 1234 5678 9012 0465`, as it is read out and typed. */
export const tokenInGroups = (digits: string) => digits.replaceAll(/(?<=^(?:\d{4})+)(?=\d)/g, " ");

interface Part {
  text: string;
  /** What the supplier calls it, where it does. */
  label: string;
}

function unlabelled(part: string): Part {
  let text = part.trim();
  let names = "";
  // `SN: Token 6255…`: two at most.
  for (let round = 0; round < 2; round += 1) {
    const [found = ""] = label.exec(text) ?? [];
    names += found;
    text = text.slice(found.length);
  }
  return { text, label: names };
}

/** Said to be, or written with a fraction: a bare number may be anything. */
function isKwh({ text, label }: Part): boolean {
  return kwhShape.test(text) && (/kwh/i.test(label + text) || /[.,]/.test(text));
}
