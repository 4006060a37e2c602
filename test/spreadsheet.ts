import { inflateRawSync } from "node:zlib";

/** The cells of a workbook's first sheet, read by nothing that wrote it: numbers as numbers, all else as text. */
export function readSpreadsheet(file: Buffer): (string | number)[][] {
  const sheet = unzip(file).get("xl/worksheets/sheet1.xml")?.toString("utf8") ?? "";
  if (/<f[ >]/.test(sheet)) throw new Error("the sheet has a formula");
  return [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = ""]) =>
    [...row.matchAll(/<c [^>]*?r="[A-Z]+\d+"(?: t="(\w+)")?[^>]*>(.*?)<\/c>/gs)].map(
      ([, type, content = ""]) => {
        const [, text = ""] = /<(?:t|v)[^>]*>(.*?)<\/(?:t|v)>/s.exec(content) ?? [];
        return type === undefined ? Number(text) : unescaped(text);
      },
    ),
  );
}

const unescaped = (text: string) =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");

/** By the directory at the end of the archive. */
function unzip(file: Buffer): Map<string, Buffer> {
  const end = file.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  if (end < 0) throw new Error("no zip archive");
  const entries = new Map<string, Buffer>();
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20)];
    const nameLength = file.readUInt16LE(at + 28);
    const rest = file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
    const name = file.toString("utf8", at + 46, at + 46 + nameLength);
    const local = file.readUInt32LE(at + 42);
    const data = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const packed = file.subarray(data, data + size);
    entries.set(name, method === 0 ? packed : inflateRawSync(packed));
    at += 46 + nameLength + rest;
  }
  return entries;
}
