/** A browser for the tests: Debian's Chromium, or what calls itself so. */

import { chromium, type Browser } from "playwright-core";
import { findProgram } from "../../program.ts";

/** The one without windows needs a third less processor time. */
const NAMES = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

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

export function findBrowser(): Promise<string | undefined> {
  return findProgram(NAMES);
}

export function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: FLAGS });
}
