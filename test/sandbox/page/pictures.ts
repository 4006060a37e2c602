/** `npm run pictures`: the README's pictures, taken of the sandbox as it is, in light and dark. */

import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { sampleCatalogue } from "../../../sandbox/osimesa/catalogue/sample.ts";
import { startSandbox } from "../../../sandbox/sandbox.ts";
import { findBrowser, launch } from "./chromium.ts";
import { phoneOf, type Phone } from "./phone.ts";

const FOLDER = join(import.meta.dirname, "../../../docs/pictures");
const WIDE = { width: 1480, height: 920 };
const CALM = { reducedMotion: "reduce" } as const;
const HAND = { width: 390, height: 780 };

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
  const page = await browser.newPage({ ...CALM, viewport: WIDE, deviceScaleFactor: 2 });
  await page.goto(sandbox.url);
  await tell(phoneOf(page));
  // The state is the sandbox's: another page shows the same afternoon, less sharp and so not too big.
  const whole = await browser.newPage({ ...CALM, viewport: WIDE, deviceScaleFactor: 1.4 });
  await whole.goto(sandbox.url);
  await whole.locator('[data-person="Sari"] .badge').waitFor();
  await shoot(whole, "sandbox", WIDE);
} finally {
  await browser.close();
  await sandbox.close();
}

/** One afternoon in the shop, with pictures of its moments. */
async function tell(phone: Phone): Promise<void> {
  const { page } = phone;
  await phone.starts();
  await phone.fillsOrder("0812-3456-7890");
  await shoot(page, "confirm", HAND);
  await phone.presses("✅");
  await phone.sees("SN/Voucher", { timeoutMs: 20_000 });
  await shoot(page, "voucher", HAND);

  await page.click(".segments button:has-text('Stay open')");
  await phone.takes("Sari");
  await phone.starts();
  await phone.fillsOrder("085712345678");
  await phone.presses("✅");
  await page.locator(".moves").waitFor();
  await page.click(".segments button:has-text('Succeed')");

  await phone.takes("Budi");
  await phone.types("/start");
  await phone.fillsOrder("081299887766");
  await phone.toggles("supplier", "lost-answer");
  // Any call uses it up, so there is nothing to wait for.
  await page.click('.telegram [data-switch="too-many"]');
  await phone.presses("✅");
  await phone.sees("Pending");
  await page.locator(".step.unknown").first().waitFor();
  await page.locator(".pair.link-known .step.answer-lost").waitFor();
  await page
    .locator(".pair", { has: page.locator(".step.answer-lost") })
    .locator(".step.succeeded")
    .waitFor();
  await page.locator(".pair .moves .move.good").click();
  await page.locator('[data-person="Sari"] .badge').waitFor();
}

async function shoot(page: Page, name: string, viewport: typeof WIDE): Promise<void> {
  await page.setViewportSize(viewport);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.mouse.move(0, 0);
    // The layout settles, and what comes up by itself goes by itself.
    await page.waitForTimeout(400);
    const path = join(FOLDER, `${name}-${colorScheme}.jpeg`);
    await page.screenshot({ path, type: "jpeg", quality: 72 });
    const { size } = await stat(path);
    console.log(`docs/pictures/${name}-${colorScheme}.jpeg ${Math.round(size / 1024)} KB`);
  }
  await page.setViewportSize(WIDE);
}
