/** What a person does and sees on the page, by clicking and looking. */

import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";

type Words = string | RegExp;

export interface Phone {
  readonly page: Page;
  /** Presses something of the page: with the pointer, or reached and pressed by keys. */
  uses(what: Locator): Promise<void>;
  /** Comes to a part of the page that may be behind another one. */
  looksAt(view: "chat" | "supplier" | "bank" | "telegram"): Promise<void>;
  /** Opens a step of the strip of things to try. */
  opensStep(name: string): Promise<void>;
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

/** With which the page is used. `keyboard`: never a click. */
type Hands = "pointer" | "keyboard";

export function phoneOf(page: Page, hands: Hands = "pointer"): Phone {
  page.setDefaultTimeout(PATIENCE_MS);
  const uses = (what: Locator) => (hands === "pointer" ? what.click() : pressByKeys(page, what));
  const button = (label: Words) => page.locator(".message .key", { hasText: label }).last();
  const phone: Phone = {
    page,
    button,
    uses,
    async looksAt(view) {
      const tab = page.locator(`.view-tabs [data-view="${view}"]`);
      if (await tab.isVisible()) await uses(tab);
    },
    async opensStep(name) {
      const step = page.locator(`[data-step="${name}"]`);
      if ((await step.getAttribute("aria-expanded")) !== "true") await uses(step);
      await page.locator(`[data-step="${name}"][aria-expanded="true"]`).waitFor();
    },
    async takes(name) {
      const place = await page
        .locator(".person")
        .evaluateAll(
          (people, name) => people.findIndex((one) => one.getAttribute("data-person") === name),
          name,
        );
      if (hands === "keyboard") await page.keyboard.press(`Alt+${place + 1}`);
      else await page.click(`[data-person="${name}"]`);
      await page.locator(`[data-person="${name}"][aria-selected="true"]`).waitFor();
    },
    starts: () => uses(page.locator(".bottom-button")),
    presses: (label) => uses(button(label)),
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

/** It must be in the order of the Tab key, show that it has the focus, and do what it does at Enter. */
async function pressByKeys(page: Page, what: Locator): Promise<void> {
  await what.focus();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  const hasFocus = await what.evaluate((element) => element.matches(":focus-visible"));
  assert.ok(hasFocus, `not reached by Tab: ${what.toString()}`);
  await page.keyboard.press("Enter");
}

/** What goes by itself after so long stays instead: a test on a busy machine may look late. */
export async function keepShown(page: Page, shownMs: number): Promise<void> {
  await page.evaluate(`{
    const usual = setTimeout;
    window.setTimeout = (go, ms, ...more) => (ms === ${shownMs} ? 0 : usual(go, ms, ...more));
  }`);
}

/** Fails the test when the page complained of anything else in between. */
export function listenForProblems(page: Page, expected?: RegExp): () => void {
  const problems: string[] = [];
  page.on("console", (message) => {
    const isBad = message.type() === "error" || message.type() === "warning";
    if (isBad && expected?.test(message.text()) !== true) problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(error.message));
  return () => assert.deepEqual(problems, []);
}
