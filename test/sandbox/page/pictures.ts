/** `npm run pictures`: the pictures of the READMEs and of docs/, taken of the sandbox as it is, in both languages, light and dark. */

import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { sampleCatalogue } from "../../../sandbox/osimesa/catalogue/sample.ts";
import { startSandbox } from "../../../sandbox/sandbox.ts";
import { findBrowser, launch } from "./chromium.ts";
import { phoneOf, type Phone } from "./phone.ts";
import * as stories from "./stories.ts";

const FOLDER = join(import.meta.dirname, "../../../docs/pictures");
const WIDE = { width: 1480, height: 920 };
const CALM = { reducedMotion: "reduce" } as const;
/** What is left of it below the page's own things is a phone's screen. */
const HAND = { width: 390, height: 960 };
/** Shown at 300 pixels, on screens with two for each. */
const PHONE_SCALE = 1.5;
/** The phones' is sharper than the whole page's, which would be too big. */
const WHOLE_SCALE = 1.4;

const browserFile = await findBrowser();
if (browserFile === undefined) throw new Error("Pictures need chromium on the PATH.");
await mkdir(FOLDER, { recursive: true });
const sandbox = await startSandbox({
  port: 0,
  services: sampleCatalogue(),
  announce: (line) => console.log(line),
});
const browser = await launch(browserFile);
try {
  const english = phoneOf(await open("en-US", PHONE_SCALE));
  await order(english, { by: "Alex", done: "Done", language: "en" });
  await english.page.close();
  const indonesian = phoneOf(await open("id-ID", PHONE_SCALE));
  await order(indonesian, { by: "Budi", done: "Sukses", language: "id" });
  await indonesian.page.close();
  await tell(phoneOf(await open("en-US", WHOLE_SCALE)));
  // The state is the sandbox's: other pages show the same afternoon.
  for (const language of ["en", "id"]) {
    const whole = await open(language, WHOLE_SCALE);
    await whole.locator('[data-person="Sari"] .badge').waitFor();
    await shoot(whole, `sandbox-${language}`, WIDE);
  }
} finally {
  await browser.close();
  await sandbox.close();
}

async function open(locale: string, deviceScaleFactor: number): Promise<Page> {
  const page = await browser.newPage({ ...CALM, locale, viewport: WIDE, deviceScaleFactor });
  await page.goto(sandbox.url);
  return page;
}

/** What a reseller's phone shows before and after ✅. */
async function order(
  phone: Phone,
  { by, done, language }: { by: string; done: string; language: "en" | "id" },
): Promise<void> {
  const { page } = phone;
  // Nobody is short of money in the pictures.
  const first = page.locator(`[data-purse="${by}"] .chip`);
  if ((await first.getAttribute("aria-pressed")) === "true") await first.click();
  await page.locator(`[data-purse="${by}"] .chip[aria-pressed="false"]`).waitFor();
  await phone.takes(by);
  await phone.starts();
  await phone.fillsOrder(language === "en" ? "0812-9988-7766" : "0812-3456-7890");
  await shoot(page, `confirm-${language}`, HAND, chatOf);
  await phone.presses("✅");
  await phone.sees(new RegExp(`✅ ${done}[^]*SN/Voucher`, "u"), { timeoutMs: 20_000 });
  await shoot(page, `voucher-${language}`, HAND, chatOf);
}

/** An afternoon in the shop, until a lost answer has been found. */
async function tell(phone: Phone): Promise<void> {
  const { page } = phone;
  await page.click('[data-outcome="hang"]');
  await phone.takes("Sari");
  await phone.starts();
  await phone.fillsOrder("085712345678");
  await phone.presses("✅");
  await page.locator(".moves").waitFor();
  await page.click('[data-outcome="succeed"]');

  await phone.takes("Budi");
  // Any call uses it up, so there is nothing to wait for.
  await page.click('.telegram [data-switch="too-many"]');
  await stories.lostAnswer(phone);
  await page.locator(".step.unknown").first().waitFor();
  await page.locator(".pair.link-known .step.answer-lost").waitFor();
  await page
    .locator(".pair", { has: page.locator(".step.answer-lost") })
    .locator(".step.succeeded")
    .waitFor();
  await page.locator(".pair .moves .move.good").click();
  await page.locator('[data-person="Sari"] .badge').waitFor();
}

/** Where the chat stands on the page: what a phone would show. */
async function chatOf(page: Page) {
  const head = await page.locator(".chat-head").boundingBox();
  const phone = await page.locator(".phone").boundingBox();
  if (head === null || phone === null) throw new Error("The page shows no chat.");
  return { ...head, height: phone.y + phone.height - head.y };
}

async function shoot(
  page: Page,
  name: string,
  viewport: typeof WIDE,
  clipOf?: typeof chatOf,
): Promise<void> {
  await page.setViewportSize(viewport);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.mouse.move(0, 0);
    // The layout settles, and what comes up by itself goes by itself.
    await page.waitForTimeout(400);
    const path = join(FOLDER, `${name}-${colorScheme}.jpeg`);
    const clip = await clipOf?.(page);
    await page.screenshot({ path, type: "jpeg", quality: 72, ...(clip && { clip }) });
    const { size } = await stat(path);
    console.log(`docs/pictures/${name}-${colorScheme}.jpeg ${Math.round(size / 1024)} KB`);
  }
  await page.setViewportSize(WIDE);
}
