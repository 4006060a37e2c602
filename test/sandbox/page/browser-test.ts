/** A test in a real browser against a sandbox of its own; skipped by name where no browser can be had. */

import { after, test, type TestContext } from "node:test";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { sampleCatalogue } from "../../../sandbox/osimesa/catalogue/sample.ts";
import { neverClosed } from "../never-closed.ts";
import { startSandbox, type Sandbox } from "../../../sandbox/sandbox.ts";
import { findBrowser, launch } from "./chromium.ts";
import { listenForProblems, phoneOf, type Phone } from "./phone.ts";

/** At three columns everything is on the screen at once. */
const WIDE = { width: 1500, height: 940 };
/** A browser on a busy machine; the sandbox itself is quick. */
const TIMEOUT_MS = 240_000;

const browserFile = await findBrowser();
/** One for all tests of a file. */
let browser: Promise<Browser> | undefined;
after(async () => (await browser)?.close());

export interface Scene {
  readonly phone: Phone;
  readonly sandbox: Sandbox;
  readonly t: TestContext;
}

export function browserTest(
  name: string,
  story: (scene: Scene) => Promise<void>,
  look: BrowserContextOptions & {
    readonly hands?: "pointer" | "keyboard";
    /** The server refuses something, of which a browser complains. */
    readonly isRefused?: boolean;
  } = {},
): void {
  if (browserFile === undefined) {
    test(name, { skip: "no chromium on the PATH" }, () => undefined);
    return;
  }
  test(name, { timeout: TIMEOUT_MS }, async (t) => {
    const sandbox = await startSandbox({
      port: 0,
      services: neverClosed(sampleCatalogue()),
      announce: () => undefined,
    });
    t.after(() => sandbox.close());
    const { hands = "pointer", isRefused = false, ...options } = look;
    browser ??= launch(browserFile);
    const context = await (
      await browser
    ).newContext({
      viewport: WIDE,
      colorScheme: "light",
      reducedMotion: "reduce",
      permissions: ["clipboard-read", "clipboard-write"],
      ...options,
    });
    t.after(() => context.close());
    const page = await context.newPage();
    const mustBeQuiet = listenForProblems(page, isRefused ? /with a status of 4\d\d/u : undefined);
    await page.goto(sandbox.url);
    await page.locator('[data-person="Budi"]').waitFor();
    await story({ phone: phoneOf(page, hands), sandbox, t });
    mustBeQuiet();
  });
}
