import { crc32, deflateSync } from "node:zlib";

/**
 * A PNG in sixteen greys, of the reds of RGBA pixels. The canvas writes four bytes a pixel: its PNG of the same receipt is
 * five times as large and takes five times as long.
 */
export function greyPng(rgba: Uint8ClampedArray, width: number, height: number): Buffer {
  const rowBytes = Math.ceil(width / 2);
  // Each row begins with its filter: none.
  const rows = Buffer.alloc((rowBytes + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const grey = (rgba[(y * width + x) * 4] ?? 0) >> 4;
      const at = y * (rowBytes + 1) + 1 + (x >> 1);
      rows[at] = (rows[at] ?? 0) | (x % 2 === 0 ? grey << 4 : grey);
    }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Four bits a pixel, grey; the one compression, the one set of filters, not interlaced.
  header[8] = 4;
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
