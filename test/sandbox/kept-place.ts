import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { sampleCatalogue } from "../../sandbox/osimesa/catalogue/sample.ts";
import { neverClosed } from "./never-closed.ts";
import { startSandbox, type Sandbox } from "../../sandbox/sandbox.ts";

/** A folder, and sandboxes that keep their state in it; all are gone when the test is over. */
export async function keptPlace(t: TestContext): Promise<() => Promise<Sandbox>> {
  const keepIn = await mkdtemp(join(tmpdir(), "sandbox-keep-"));
  const opened: Sandbox[] = [];
  t.after(async () => {
    for (const sandbox of opened) await sandbox.close();
    await rm(keepIn, { recursive: true, force: true });
  });
  return async () => {
    const sandbox = await startSandbox({
      port: 0,
      services: neverClosed(sampleCatalogue()),
      keepIn,
      announce: () => undefined,
    });
    opened.push(sandbox);
    return sandbox;
  };
}
