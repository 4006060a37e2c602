/** Makes a screenshot small: the same picture with at most 256 colours, which a page hardly needs more of. */

import { crc32, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");
const COLOURS_MAX = 256;

interface Picture {
  readonly width: number;
  readonly height: number;
  /** Each pixel as 0xRRGGBB. */
  readonly pixels: Uint32Array;
}

/** @param png as Chromium writes it: 8 bits, RGB or RGBA, not interlaced */
export function smallPng(png: Buffer): Buffer {
  const picture = decode(png);
  const { palette, indexOf } = choosePalette(picture.pixels);
  const { width, height, pixels } = picture;
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rows[y * (width + 1) + 1 + x] = indexOf.get(pixels[y * width + x] ?? 0) ?? 0;
    }
  }
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 3, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const colours = Buffer.from(
    palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]),
  );
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("PLTE", colours),
    chunk("IDAT", deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

function decode(png: Buffer): Picture {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const step = png[25] === 6 ? 4 : 3;
  const parts: Buffer[] = [];
  for (let at = SIGNATURE.length; at < png.length; at += png.readUInt32BE(at) + 12) {
    const size = png.readUInt32BE(at);
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") {
      parts.push(png.subarray(at + 8, at + 8 + size));
    }
  }
  const bytes = unfilter(inflateSync(Buffer.concat(parts)), width * step, height, step);
  const pixels = new Uint32Array(width * height);
  for (let index = 0; index < pixels.length; index += 1) {
    pixels[index] = bytes.readUIntBE(index * step, 3);
  }
  return { width, height, pixels };
}

/** Undoes PNG's prediction of each byte from its neighbours. */
function unfilter(raw: Buffer, stride: number, height: number, step: number): Buffer {
  const out = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const kind = raw[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x < step ? 0 : (out[at - step] ?? 0);
      const up = y === 0 ? 0 : (out[at - stride] ?? 0);
      const corner = x < step || y === 0 ? 0 : (out[at - stride - step] ?? 0);
      const guesses = [0, left, up, (left + up) >> 1, paeth(left, up, corner)];
      out[at] = (raw[y * (stride + 1) + 1 + x] ?? 0) + (guesses[kind] ?? 0);
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const byLeft = Math.abs(guess - left);
  const byUp = Math.abs(guess - up);
  const byCorner = Math.abs(guess - corner);
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}

interface Counted {
  readonly colour: number;
  readonly count: number;
}

/** Median cut: the box of colours that varies most is halved until there are enough boxes. */
function choosePalette(pixels: Uint32Array): {
  readonly palette: readonly number[];
  readonly indexOf: ReadonlyMap<number, number>;
} {
  const counts = new Map<number, number>();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  let boxes: (readonly Counted[])[] = [[...counts].map(([colour, count]) => ({ colour, count }))];
  while (boxes.length < COLOURS_MAX) {
    const widest = boxes.toSorted((a, b) => weight(b) - weight(a))[0];
    if (widest === undefined || widest.length < 2) break;
    boxes = [...boxes.filter((box) => box !== widest), ...halves(widest)];
  }
  const indexOf = new Map(
    boxes.flatMap((box, index) => box.map(({ colour }) => [colour, index] as const)),
  );
  return { palette: boxes.map(mean), indexOf };
}

const SHIFTS = [16, 8, 0] as const;

function spread(box: readonly Counted[], shift: number): number {
  let low = 255;
  let high = 0;
  for (const { colour } of box) {
    const value = (colour >> shift) & 255;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high - low;
}

/** Rare colours count little, but a wide range of them still counts. */
function weight(box: readonly Counted[]): number {
  const count = box.reduce((sum, one) => sum + one.count, 0);
  return Math.max(...SHIFTS.map((shift) => spread(box, shift))) * count ** 0.3;
}

function halves(box: readonly Counted[]): readonly [readonly Counted[], readonly Counted[]] {
  const shift = SHIFTS.toSorted((a, b) => spread(box, b) - spread(box, a))[0] ?? 0;
  const value = ({ colour }: Counted) => (colour >> shift) & 255;
  const sorted = box.toSorted((a, b) => value(a) - value(b));
  const half = sorted.reduce((sum, one) => sum + one.count, 0) / 2;
  let seen = 0;
  const found = sorted.findIndex(({ count }) => (seen += count) >= half);
  const cut = Math.min(Math.max(found, 1), sorted.length - 1);
  return [sorted.slice(0, cut), sorted.slice(cut)];
}

function mean(box: readonly Counted[]): number {
  const total = box.reduce((sum, one) => sum + one.count, 0);
  return SHIFTS.reduce<number>((colour, shift) => {
    const sum = box.reduce((part, one) => part + ((one.colour >> shift) & 255) * one.count, 0);
    return colour | (Math.round(sum / total) << shift);
  }, 0);
}
