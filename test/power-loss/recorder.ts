import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const source = fileURLToPath(new URL("fsync-recorder.c", import.meta.url));

/** A C compiler that has the C library's headers too. */
export function findCompiler(): string | undefined {
  const options = { input: "#include <dlfcn.h>\n" };
  return ["cc", "gcc", "clang"].find(
    (name) => spawnSync(name, ["-x", "c", "-fsyntax-only", "-"], options).status === 0,
  );
}

/** Compiles the library that is loaded before Redis; it is gone again after the test file. */
export async function compileRecorder(compiler: string): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "osimesa-power-"));
  after(() => rm(dir, { recursive: true, force: true }));
  const library = join(dir, "fsync-recorder.so");
  await promisify(execFile)(compiler, ["-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"]);
  return library;
}
