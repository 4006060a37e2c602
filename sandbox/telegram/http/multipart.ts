import type { CallBody, UploadedFile } from "../params.ts";

/**
 * multipart/form-data as bots send it. Written by hand because the platform's parser insists on quoted names,
 * and grammY sends file names without quotes.
 */
export function parseMultipart(body: Buffer, boundary: string): CallBody {
  const fields: Record<string, unknown> = {};
  const files = new Map<string, UploadedFile>();
  for (const part of partsOf(body, boundary)) {
    const end = part.indexOf("\r\n\r\n");
    if (end === -1) continue;
    const head = part.toString("utf8", 0, end);
    const content = part.subarray(end + 4);
    const name = parameter(head, "name");
    if (name === undefined) continue;
    const filename = parameter(head, "filename");
    if (filename === undefined) {
      fields[name] = content.toString("utf8");
    } else {
      const mime = /^content-type:\s*([^\r\n;]+)/im.exec(head)?.[1] ?? "";
      // The slice is copied so that one small file does not keep the whole request in memory.
      files.set(name, { name: filename, mime: mime.trim(), bytes: Buffer.from(content) });
    }
  }
  return { fields, files };
}

function* partsOf(body: Buffer, boundary: string): Generator<Buffer> {
  const delimiter = Buffer.from(`--${boundary}`);
  let start = body.indexOf(delimiter);
  while (start !== -1) {
    const from = start + delimiter.length;
    const next = body.indexOf(delimiter, from);
    if (next === -1) return;
    // Each part stands between its delimiter's line end and the line end before the next one.
    yield body.subarray(from + 2, next - 2);
    start = next;
  }
}

function parameter(head: string, name: string): string | undefined {
  const line = /^content-disposition:.*$/im.exec(head)?.[0] ?? "";
  const found = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^;\\r\\n]*))`, "i").exec(line);
  return found?.[1] ?? found?.[2]?.trim();
}
