import type { MethodGroup } from "../method.ts";
import { refusal } from "../refusal.ts";

const DOWNLOAD_BYTES_MAX = 20 * 1024 * 1024;

export const fileMethods: MethodGroup = {
  getFile({ world, params }) {
    const id = params.text("file_id");
    if (id === "") throw refusal("file_id not specified");
    const file = world.files.get(id);
    if (file === undefined) throw refusal("invalid file_id");
    if (file.bytes.length > DOWNLOAD_BYTES_MAX) throw refusal("file is too big");
    return {
      file_id: file.id,
      file_unique_id: file.uniqueId,
      file_size: file.bytes.length,
      file_path: file.path,
    };
  },
};
