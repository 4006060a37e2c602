import { resolve } from "node:path";
import { bugs } from "./bugs.ts";
import { plant } from "./hook.ts";

/** Loaded before a test file and whatever it starts (`--import`): plants the bug named in `PLANTED`. */
const name = process.env["PLANTED"];
const bug = bugs.find((one) => one.name === name);
if (bug === undefined) throw new Error(`no such bug: ${JSON.stringify(name)}`);
const root = resolve(import.meta.dirname, "../..");
plant(bug.name, [{ ...bug, file: resolve(root, bug.file) }]);
