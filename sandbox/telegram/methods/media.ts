import type { Document, Message, PhotoSize } from "grammy/types";
import { mimeOf, storeFile } from "../file-store.ts";
import type { MethodGroup } from "../method.ts";
import type { Params } from "../params.ts";
import { refusal } from "../refusal.ts";
import { type Content, sendContent } from "../sending.ts";
import { CAPTION_LENGTH_MAX, captionText, characterCount } from "../text/formatted.ts";
import type { StoredFile, World } from "../world.ts";

const DOCUMENT_BYTES_MAX = 50 * 1024 * 1024;
const PHOTO_BYTES_MAX = 10 * 1024 * 1024;

export const mediaMethods: MethodGroup = {
  sendDocument({ world, params }) {
    const file = fileOf(world, params, "document", "documents");
    if (file.bytes.length > DOCUMENT_BYTES_MAX) throw refusal("file is too big");
    return sendContent(world, params, { document: documentOf(file), ...caption(params) });
  },

  sendPhoto({ world, params }) {
    const file = fileOf(world, params, "photo", "photos");
    if (file.bytes.length > PHOTO_BYTES_MAX) throw refusal("PHOTO_FILE_TOO_BIG");
    const photo = [photoOf(file)];
    return sendContent(world, params, { photo, ...caption(params) });
  },
};

function caption(params: Params): Content {
  const { text, entities } = captionText(params);
  if (characterCount(text) > CAPTION_LENGTH_MAX) throw refusal("message caption is too long");
  return {
    ...(text === "" ? {} : { caption: text }),
    ...(entities.length === 0 ? {} : { caption_entities: [...entities] }),
  };
}

export function documentOf(file: StoredFile): Document {
  return {
    file_id: file.id,
    file_unique_id: file.uniqueId,
    file_name: file.name,
    mime_type: file.mime,
    file_size: file.bytes.length,
  };
}

export function photoOf(file: StoredFile): PhotoSize {
  return {
    file_id: file.id,
    file_unique_id: file.uniqueId,
    ...pngSize(file.bytes),
    file_size: file.bytes.length,
  };
}

/** The file identifier of whatever a message carries. */
export function fileIdOf(message: Message): string | undefined {
  return message.document?.file_id ?? message.photo?.at(-1)?.file_id;
}

/** An upload, or a file_id the bot was given before. Files by URL are not emulated: nothing is fetched. */
function fileOf(world: World, params: Params, name: string, folder: string): StoredFile {
  const upload = params.file(name);
  if (upload !== undefined) {
    if (upload.bytes.length === 0) throw refusal("file must be non-empty");
    return storeFile(world, { ...upload, mime: mimeOf(upload.name, upload.mime) }, folder);
  }
  const id = params.text(name);
  if (id === "") throw refusal(`There is no ${name} in the request`);
  if (/^https?:\/\//i.test(id)) throw refusal("Failed to get HTTP URL content");
  return knownFile(world, id);
}

/** One that the bot was given the identifier of. */
export function knownFile(world: World, id: string): StoredFile {
  const known = world.files.get(id);
  if (known === undefined) {
    throw refusal(
      "Wrong remote file identifier specified: can't unserialize it. Wrong last symbol",
    );
  }
  return known;
}

/** Width and height stand in the first bytes of a PNG; of other pictures a usual size is told. */
function pngSize(bytes: Buffer): { width: number; height: number } {
  const isPng = bytes.length >= 24 && bytes.toString("latin1", 1, 4) === "PNG";
  return isPng
    ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    : { width: 1280, height: 720 };
}
