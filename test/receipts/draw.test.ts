import assert from "node:assert/strict";
import { test } from "node:test";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { createLog } from "../../src/log.ts";
import { drawable, drawReceipt, layOut, type Line } from "../../src/receipts/draw.ts";
import { createReceiptPainter } from "../../src/receipts/painter.ts";
import type { ReceiptPicture } from "../../src/receipts/picture.ts";

const log = createLog({ level: "silent", secrets: [] });

const full: ReceiptPicture = {
  shop: "Budi Cell",
  title: "Struk transaksi",
  rows: [
    { label: "Produk", value: "Token PLN 50.000" },
    { label: "ID Pelanggan", value: "12345678901" },
    { label: "Nama", value: "BUDI SANTOSO" },
    { label: "Keterangan", value: "kata yang panjang sekali ".repeat(6) },
  ],
  code: { label: "Token", value: "6255 1234 5678 9012 0465" },
  total: { label: "Total", value: "Rp52.000" },
  footer: "Terima kasih!\nBuka 07.00–22.00",
};

/** What a person sees: how dark each pixel is, from a PNG that another reader opened. */
async function seen(png: Buffer) {
  const image = await loadImage(png);
  const { width, height } = image;
  const canvas = createCanvas(width, height);
  canvas.getContext("2d").drawImage(image, 0, 0);
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  /** Dark pixels between two heights and from one side to the other. */
  const ink = (top: number, bottom: number, left = 0, right = width) => {
    let dark = 0;
    for (let y = Math.max(0, top); y < Math.min(height, bottom); y += 1)
      for (let x = left; x < right; x += 1) if ((data[(y * width + x) * 4] ?? 255) < 160) dark += 1;
    return dark;
  };
  return { width, height, data, ink };
}

/** In the half of the picture where the line begins or ends. */
function inkOf(picture: Awaited<ReturnType<typeof seen>>, { y, size, align }: Line): number {
  const third = Math.floor(picture.width / 3);
  const [left, right] = {
    left: [0, third],
    center: [third, 2 * third],
    right: [2 * third, 3 * third],
  }[align];
  return picture.ink(y - Math.round(size * 0.75), y, left, right);
}

test("every line of a receipt can be seen where it stands, with no font of the machine", async () => {
  const picture = await seen(drawReceipt(full));
  const { lines, height } = layOut(full);
  assert.equal(picture.height, height);
  assert.ok(lines.length >= 15, String(lines.length));
  for (const line of lines) {
    const least = line.text.length * 4;
    assert.ok(inkOf(picture, line) > least, `nothing to be seen of "${line.text}"`);
  }
});

test("without its letters a receipt is blank: what is seen of it are the letters", async () => {
  const blank = (text: string) => text.replaceAll(/\S/g, "\u00A0");
  const emptied: ReceiptPicture = {
    ...full,
    shop: blank(full.shop),
    rows: full.rows.map(({ label, value }) => ({ label: blank(label), value: blank(value) })),
  };
  const [written, empty] = [await seen(drawReceipt(full)), await seen(drawReceipt(emptied))];
  assert.ok(written.ink(0, 400) > empty.ink(0, 400) + 4_000);
});

test("one digit more or less is another picture", () => {
  const other = { ...full, code: { label: "Token", value: "6255 1234 5678 9012 0466" } };
  assert.notDeepEqual(drawReceipt(full), drawReceipt(other));
});

test("nothing is drawn outside the picture, however long the texts", async () => {
  const long = "W".repeat(200);
  const hostile: ReceiptPicture = {
    shop: long,
    title: long,
    rows: Array.from({ length: 12 }, () => ({
      label: long,
      value: `${long} ${"kata ".repeat(40)}`,
    })),
    code: { label: long, value: long },
    total: { label: "Total", value: long },
    footer: `${long}\n`.repeat(20),
  };
  const picture = await seen(drawReceipt(hostile));
  assert.equal(picture.ink(0, picture.height, 0, 30), 0);
  assert.equal(picture.ink(0, picture.height, picture.width - 30), 0);
  assert.equal(picture.ink(picture.height - 20, picture.height), 0);
  assert.ok(picture.height < 6_000, String(picture.height));
});

test("what no letter stands for is left out, a letter that is missing is marked", () => {
  assert.equal(drawable("Budi 📱 Cell\u200D ❤️"), "Budi Cell");
  assert.equal(drawable("Ćevap – Žilina 5.000 ✓"), "Ćevap – Žilina 5.000");
  assert.equal(drawable("АБ1 漢"), "??1 ?");
});

test("receipts are drawn beside everything else, many at once each its own, and one that cannot be is none", async () => {
  const painter = createReceiptPainter({ log, maxWaiting: 12 });
  const shops = Array.from({ length: 12 }, (_, index) => `Toko ${index}`);
  const drawn = await Promise.all(shops.map((shop) => painter.draw({ ...full, shop })));
  for (const [index, shop] of shops.entries())
    assert.deepEqual(drawn[index], drawReceipt({ ...full, shop }));
  const tooMany = Array.from({ length: 13 }, () => ({ label: "l", value: "v" }));
  assert.equal(await painter.draw({ ...full, rows: tooMany }), null);
  assert.deepEqual(await painter.draw(full), drawReceipt(full));
  const flood = await Promise.all(Array.from({ length: 14 }, () => painter.draw(full)));
  assert.equal(flood.filter((png) => png === null).length, 2);
});
