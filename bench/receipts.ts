import { loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { createLog } from "../src/log.ts";
import { createReceiptPainter } from "../src/receipts/painter.ts";
import { percentile, settings, type Row } from "./table.ts";

const count = 100;
const lookMs = 1;

const picture = {
  shop: "Budi Cell",
  title: "Struk transaksi",
  rows: [
    { label: "Produk", value: "Token PLN 50.000" },
    { label: "ID Pelanggan", value: "12345678901" },
    { label: "Nama", value: "BUDI SANTOSO" },
    { label: "Tarif/daya", value: "R1/1300VA" },
    { label: "kWh", value: "32,5" },
    { label: "Waktu", value: "3 Jun 2026 14:05 WIB" },
    { label: "No. transaksi", value: "K7QXM-2PA4Z" },
  ],
  code: { label: "Token", value: "6255 1234 5678 9012 0465" },
  total: { label: "Total", value: "Rp52.000" },
  footer: "Terima kasih!",
};

/** Receipts drawn one after the other, as one process does it beside everything else. */
export async function* receipts(): AsyncGenerator<Row> {
  yield settings(`${count} receipts of an electricity token; load ${loadavg()[0]?.toFixed(1)}`);
  const painter = createReceiptPainter({ log: createLog({ level: "silent", secrets: [] }) });
  let over = false;
  let stallMs = 0;
  const watching = (async () => {
    while (!over) {
      const startedMs = performance.now();
      await sleep(lookMs);
      stallMs = Math.max(stallMs, performance.now() - startedMs - lookMs);
    }
  })();
  const draw = async () => {
    const startedMs = performance.now();
    const png = await painter.draw(picture);
    if (png === null) throw new Error("not drawn");
    return { ms: performance.now() - startedMs, kilobytes: png.length / 1_000 };
  };
  const first = await draw();
  const drawn: number[] = [];
  for (let receipt = 0; receipt < count; receipt += 1) drawn.push((await draw()).ms);
  over = true;
  await watching;
  yield ["a receipt, median", `${percentile(drawn, 0.5).toFixed(0)} ms`, "< 80 ms"];
  yield ["  p99", `${percentile(drawn, 0.99).toFixed(0)} ms`];
  yield ["  the first, with its thread and fonts", `${first.ms.toFixed(0)} ms`];
  yield ["  size", `${first.kilobytes.toFixed(1)} kB`, "< 60 kB"];
  yield ["longest stall of everybody else meanwhile", `${stallMs.toFixed(0)} ms`, "≤ 50 ms"];
}
