import { paragraphs, rich, type Html } from "../html.ts";
import { grouped } from "../money.ts";

/** What OsiMesa's prices did in a day, in Indonesian. */
export const costs = {
  button: "📈 Perubahan modal hari ini",
  title: (rose: number, fell: number): Html =>
    paragraphs(
      rich`<b>📈 Perubahan modal hari ini</b>`,
      `${grouped(rose)} produk naik, ${grouped(fell)} turun sejak daftar pertama hari ini. Terbaru di atas.`,
    ),
  none: (): Html =>
    paragraphs(
      rich`<b>📈 Perubahan modal hari ini</b>`,
      "Belum ada modal yang berubah sejak daftar pertama hari ini.",
    ),
  change: (time: string, name: string, before: string, now: string, sign: string): Html =>
    rich`${time} · ${name}: ${before} → <b>${now}</b> (${sign})`,
};
