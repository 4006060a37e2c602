import { createHash } from "node:crypto";
import type { UploadedFile } from "./params.ts";
import { FILES_MAX, putBounded, type StoredFile, type World } from "./world.ts";

/** Keeps a file and gives it the identifiers Telegram would. @param folder e.g. "documents" */
export function storeFile(world: World, upload: UploadedFile, folder: string): StoredFile {
  world.counters.file += 1;
  const number = world.counters.file;
  const digest = createHash("sha256").update(upload.bytes).digest("base64url");
  const extension = /\.[a-z0-9]{1,8}$/i.exec(upload.name)?.[0] ?? "";
  const file: StoredFile = {
    id: `BQACAg${digest.slice(0, 24)}${number}`,
    uniqueId: `AgAD${digest.slice(0, 12)}`,
    name: upload.name,
    mime: upload.mime,
    path: `${folder}/file_${number}${extension}`,
    bytes: upload.bytes,
  };
  putBounded(world.files, file.id, file, FILES_MAX);
  return file;
}

const TYPES: Readonly<Record<string, string>> = {
  csv: "text/csv",
  txt: "text/plain",
  json: "application/json",
  pdf: "application/pdf",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** Clients upload most files as bytes without a type; Telegram looks at the name then. */
export function mimeOf(name: string, given: string): string {
  if (given !== "" && given !== "application/octet-stream") return given;
  const extension = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  return TYPES[extension] ?? "application/octet-stream";
}
