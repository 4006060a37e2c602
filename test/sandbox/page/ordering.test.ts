import assert from "node:assert/strict";
import { browserTest } from "./browser-test.ts";

browserTest(
  "the supplier decides: a voucher by hand, a failure with its reason",
  async ({ phone }) => {
    const { page } = phone;
    await page.click('[data-outcome="hang"]');
    await phone.starts();
    await phone.fillsOrder("081234567892");
    await phone.presses("✅");
    await page.locator(".moves").waitFor();
    await page.fill(".moves .field", "VCR-12345");
    await page.click(".move.good");
    await phone.sees("VCR-12345");

    await phone.types("/start");
    await phone.fillsOrder("081234567893");
    await phone.presses("✅");
    await page.locator(".moves").waitFor();
    await page.fill(".moves .field", "Nomor tidak aktif");
    await page.click(".move.bad");
    await phone.sees("Nomor tidak aktif");
  },
);

browserTest("a changed price and an empty shelf reach the menus", async ({ phone }) => {
  const { page } = phone;
  await page.click(".catalogue summary");
  await page.fill(".catalogue .field", "telkomsel 10.000");
  const row = page.locator(".service", { hasText: "Telkomsel 10.000" }).first();
  await row.locator(".price").fill("12345");
  await row.locator(".price").press("Enter");
  await phone.starts();
  await phone.presses("🛒");
  // The bot's list is refreshed every five seconds; until then it is reopened.
  for (let attempt = 0; attempt < 40; attempt += 1) {
    await phone.presses("Pulsa Telkomsel");
    await phone.button("Telkomsel 10.000").waitFor();
    if (await phone.button("Rp12.345").isVisible()) break;
    await phone.presses("⬅️");
    await page.waitForTimeout(1000);
  }
  assert.ok(await phone.button("Rp12.345").isVisible());
});
