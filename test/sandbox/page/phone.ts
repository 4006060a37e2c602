/** What a person does and sees on the page, by clicking and looking. */

import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";

type Words = string | RegExp;

export interface Phone {
  readonly page: Page;
  /** Takes the phone of somebody. */
  takes(name: string): Promise<void>;
  /** The START button of a chat nobody has written in. */
  starts(): Promise<void>;
  /** Presses the newest button with these words below a message. */
  presses(label: Words): Promise<void>;
  types(text: string): Promise<void>;
  /** Waits for a message with these words; answers it. */
  sees(words: Words, options?: { readonly timeoutMs?: number }): Promise<Locator>;
  /** The newest button with these words. */
  button(label: Words): Locator;
  /** Switches something on or off in a panel, and waits until it is. */
  toggles(panel: "supplier" | "telegram", name: string): Promise<void>;
  clipboard(): Promise<unknown>;
  /** From /start to the confirmation card of a service with one field. */
  fillsOrder(number: string): Promise<void>;
}

const PATIENCE_MS = 30_000;

export function phoneOf(page: Page): Phone {
  page.setDefaultTimeout(PATIENCE_MS);
  const button = (label: Words) => page.locator(".message .key", { hasText: label }).last();
  const phone: Phone = {
    page,
    button,
    async takes(name) {
      await page.click(`[data-person="${name}"]`);
      await page.locator(`[data-person="${name}"][aria-selected="true"]`).waitFor();
    },
    starts: () => page.click(".bottom-button"),
    presses: (label) => button(label).click(),
    async types(text) {
      await page.fill(".composer-field", text);
      await page.press(".composer-field", "Enter");
    },
    async sees(words, { timeoutMs = PATIENCE_MS } = {}) {
      const found = page.locator(".message", { hasText: words }).last();
      await found.waitFor({ timeout: timeoutMs });
      return found;
    },
    async toggles(panel, name) {
      const chip = page.locator(`.${panel} [data-switch="${name}"]`);
      const before = await chip.getAttribute("aria-pressed");
      await chip.click();
      const after = before === "true" ? "false" : "true";
      await page.locator(`.${panel} [data-switch="${name}"][aria-pressed="${after}"]`).waitFor();
    },
    clipboard: () => page.evaluate("navigator.clipboard.readText()"),
    async fillsOrder(number) {
      await phone.presses("🛒");
      await phone.presses("Pulsa Telkomsel");
      await phone.presses("Telkomsel 10.000");
      // The form's question may stand below a confirmation step of the service.
      await phone.sees(/Nomor|number/iu);
      await phone.types(number);
      await button("✅").waitFor();
    },
  };
  return phone;
}

/** Fails the test when the page complained of anything in between. */
export function listenForProblems(page: Page): () => void {
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(error.message));
  return () => assert.deepEqual(problems, []);
}
