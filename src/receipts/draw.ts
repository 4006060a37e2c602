import { fileURLToPath } from "node:url";
import { createCanvas, GlobalFonts, type SKRSContext2D } from "@napi-rs/canvas";
import { greyPng } from "./grey-png.ts";
import type { ReceiptPicture } from "./picture.ts";

/** Names of ours, so that no font of the machine is taken for them. */
const family = "Receipt";
const familyOfAccents = "Receipt accents";

const width = 640;
const margin = 40;
const inner = width - 2 * margin;
const labelWidth = 190;
const black = "#111";
const grey = "#777";

/** What stands where: kept apart from the drawing, which needs the height first. */
export interface Line {
  text: string;
  size: number;
  bold: boolean;
  colour: string;
  align: "left" | "center" | "right";
  /** Of its letters' foot. */
  y: number;
}

interface Layout {
  lines: Line[];
  /** Dashed ones, across. */
  rules: number[];
  height: number;
}

/** A receipt as a PNG. Throws where the fonts of its package cannot be read: better none than one without letters. */
export function drawReceipt(picture: ReceiptPicture): Buffer {
  registerFonts();
  const { lines, rules, height } = layOut(picture);
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, width, height);
  context.strokeStyle = grey;
  context.setLineDash([8, 6]);
  for (const y of rules) {
    context.beginPath();
    context.moveTo(margin, y);
    context.lineTo(width - margin, y);
    context.stroke();
  }
  for (const line of lines) {
    context.font = fontOf(line);
    context.fillStyle = line.colour;
    context.textAlign = line.align;
    const x = { left: margin, center: width / 2, right: width - margin }[line.align];
    context.fillText(line.text, x, line.y);
  }
  return greyPng(context.getImageData(0, 0, width, height).data, width, height);
}

/** Where the lines of a receipt stand. */
export function layOut({ shop, title, rows, code, total, footer }: ReceiptPicture): Layout {
  registerFonts();
  const context = createCanvas(1, 1).getContext("2d");
  const lines: Line[] = [];
  const rules: number[] = [];
  let y = margin;
  type Look = Pick<Line, "size" | "bold" | "colour" | "align">;
  const put = (text: string, look: Look, within: number, most: number) => {
    for (const part of wrapped(context, drawable(text), { ...look, within, most })) {
      y += Math.round(look.size * 1.4);
      lines.push({ ...look, text: part, y });
    }
  };
  const rule = () => {
    y += 22;
    rules.push(y);
    y += 4;
  };
  const pair = ({ label, value }: { label: string; value: string }, size: number) => {
    const top = y;
    put(label, { size: 24, bold: false, colour: grey, align: "left" }, labelWidth, 2);
    const under = y;
    y = top;
    put(value, { size, bold: true, colour: black, align: "right" }, inner - labelWidth - 20, 8);
    y = Math.max(y, under) + 6;
  };
  put(shop, { size: 36, bold: true, colour: black, align: "center" }, inner, 2);
  put(title, { size: 24, bold: false, colour: grey, align: "center" }, inner, 1);
  rule();
  for (const row of rows) pair(row, 26);
  if (code !== null) {
    rule();
    put(code.label, { size: 24, bold: false, colour: grey, align: "center" }, inner, 1);
    put(code.value, { size: 40, bold: true, colour: black, align: "center" }, inner, 4);
  }
  if (total !== null) {
    rule();
    pair(total, 34);
  }
  if (drawable(footer) !== "") {
    rule();
    for (const line of footer.split("\n").slice(0, 4))
      put(line, { size: 24, bold: false, colour: black, align: "center" }, inner, 3);
  }
  return { lines, rules, height: y + margin };
}

const fontOf = ({ size, bold }: Pick<Line, "size" | "bold">) =>
  `${bold ? 700 : 400} ${size}px "${family}", "${familyOfAccents}"`;

/** Words to lines, a word that is too long by its letters; of what `most` lines cannot hold the end is left out. */
function wrapped(
  context: SKRSContext2D,
  text: string,
  how: Pick<Line, "size" | "bold"> & { within: number; most: number },
): string[] {
  context.font = fontOf(how);
  const fits = (line: string) => context.measureText(line).width <= how.within;
  const lines: string[] = [];
  let line = "";
  for (const piece of text
    .split(/(?<= )/)
    .flatMap((word) => (fits(word) ? word : word.split("")))) {
    if (line !== "" && !fits((line + piece).trimEnd())) {
      lines.push(line.trim());
      line = "";
    }
    line += piece;
  }
  if (line.trim() !== "") lines.push(line.trim());
  if (lines.length <= how.most) return lines;
  const kept = lines.slice(0, how.most);
  kept[how.most - 1] = `${kept.at(-1)?.slice(0, -1) ?? ""}…`;
  return kept;
}

/** What the fonts have letters for: pictures are left out, other letters are marked as missing. */
export function drawable(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll(
      /[^\u0020-\u007E\u00A0-\u024F\u2013\u2014\u2018-\u201E\u2022\u2026\u20AC\u2212]/gu,
      (letter) => (/[\p{L}\p{N}]/u.test(letter) ? "?" : ""),
    )
    .replaceAll(/\s+/g, " ")
    .trim();
}

function registerFonts(): void {
  if (GlobalFonts.has(familyOfAccents)) return;
  const latin = [
    import.meta.resolve("@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2"),
    import.meta.resolve("@fontsource/noto-sans/files/noto-sans-latin-700-normal.woff2"),
  ];
  const accents = [
    import.meta.resolve("@fontsource/noto-sans/files/noto-sans-latin-ext-400-normal.woff2"),
    import.meta.resolve("@fontsource/noto-sans/files/noto-sans-latin-ext-700-normal.woff2"),
  ];
  for (const file of latin) register(file, family);
  for (const file of accents) register(file, familyOfAccents);
}

function register(file: string, name: string): void {
  if (GlobalFonts.registerFromPath(fileURLToPath(file), name) === null)
    throw new Error(`no font in ${file}`);
}
