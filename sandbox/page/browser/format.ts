/** Numbers and times as the page writes them; times in the shop's zone, as the bot does. */

const ZONE = "Asia/Jakarta";

const minutes = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  timeZone: ZONE,
});
const seconds = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZone: ZONE,
});
const days = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: ZONE });
const rupiahs = new Intl.NumberFormat("id-ID");

export const clock = (atMs: number): string => minutes.format(atMs);
export const clockSeconds = (atMs: number): string => seconds.format(atMs);
export const rupiah = (amount: number): string =>
  `${amount < 0 ? "−" : ""}Rp${rupiahs.format(Math.abs(amount))}`;

export function day(atMs: number, nowMs: number): string {
  const name = days.format(atMs);
  return name === days.format(nowMs) ? "Today" : name;
}

export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilo = bytes / 1024;
  return kilo < 1024 ? `${kilo.toFixed(1)} KB` : `${(kilo / 1024).toFixed(1)} MB`;
}

export function duration(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}
