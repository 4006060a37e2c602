/** Whole rupiah as Indonesians write it: `Rp41.975`. */
export function rupiah(amount: number): string {
  return `Rp${grouped(amount)}`;
}

/** `18.234` */
export function grouped(count: number): string {
  return String(Math.trunc(count)).replaceAll(/\B(?=(\d{3})+$)/g, ".");
}
