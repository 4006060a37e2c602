/** A browser for the tests: Debian's Chromium, installed where that can be done without asking. */

import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { chromium, type Browser } from "playwright-core";
import { installPackages, isRootOnDebian } from "../../../src/sandbox/apt.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** Letters and the emoji on buttons look as they do to people. */
const FONTS = ["fonts-noto-color-emoji", "fonts-roboto-unhinted"];

/** Only this machine is ever asked for anything. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export type FoundBrowser =
  | { readonly file: string }
  /** Why there is none: what a skipped test says. */
  | { readonly missing: string };

export async function findBrowser(): Promise<FoundBrowser> {
  const file = await search();
  if (file !== undefined) return { file };
  const missing = "needs Chromium on the PATH: apt-get install chromium";
  if (!(await isRootOnDebian())) return { missing };
  try {
    console.log("No Chromium found: installing it with apt-get …");
    await installPackages(process.env, "chromium", ...FONTS);
  } catch (error) {
    return { missing: `apt-get could not install chromium: ${String(error)}` };
  }
  const installed = await search();
  return installed === undefined ? { missing } : { file: installed };
}

export function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: FLAGS });
}

async function search(): Promise<string | undefined> {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    for (const name of NAMES) {
      const file = join(folder, name);
      const isThere = await access(file, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (folder !== "" && isThere) return file;
    }
  }
  return undefined;
}
