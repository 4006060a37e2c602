import encodeQr from "qr";

/** Pixels of one module: with those of a QRIS some 600 a side, sharp on any phone and a few kilobytes. */
const modulePixels = 10;
/** Modules of white around it, without which readers do not find it. */
const borderModules = 4;

/** A PNG of the QR code of a text. Nothing is written on it: which fonts a machine has is anybody's guess. */
export async function qrPicture(text: string): Promise<Buffer> {
  // Only here: it takes 50 MB, and many a bot draws nothing.
  const { createCanvas } = await import("@napi-rs/canvas");
  const modules = encodeQr(text, "raw", { ecc: "medium", border: borderModules });
  const canvas = createCanvas(modules.length * modulePixels, modules.length * modulePixels);
  const context = canvas.getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = "black";
  for (const [y, row] of modules.entries())
    for (const [x, dark] of row.entries())
      if (dark) context.fillRect(x * modulePixels, y * modulePixels, modulePixels, modulePixels);
  return canvas.encode("png");
}
