import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Loaded into every process of a step that is measured: notes which Lua scripts it reads, beside what Node notes of the
 * places that were run.
 */
const folder = process.env["NODE_V8_COVERAGE"];

fs.readFileSync = new Proxy(fs.readFileSync, {
  apply(read, self, args) {
    const [file] = args;
    const path = file instanceof URL ? fileURLToPath(file) : file;
    if (folder !== undefined && typeof path === "string" && path.endsWith(".lua"))
      fs.appendFileSync(join(folder, `${process.pid}.reads`), `${path}\n`);
    return Reflect.apply(read, self, args);
  },
});
syncBuiltinESMExports();
