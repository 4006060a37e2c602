const indonesian = new Intl.NumberFormat("id-ID", {
  maximumFractionDigits: 0,
  roundingMode: "trunc",
});

/** Whole rupiah as Indonesians write it, in every language: `Rp41.975`; below 0 `−Rp500`. */
export function rupiah(amount: number): string {
  return amount < 0 ? `−Rp${grouped(-amount)}` : `Rp${grouped(amount)}`;
}

/** `18.234` */
export function grouped(count: number): string {
  return indonesian.format(count);
}

/** One digit after the point at most, as the language writes it. */
export function decimal(value: number, locale: string): string {
  return value.toLocaleString(locale, { maximumFractionDigits: 1, useGrouping: false });
}
