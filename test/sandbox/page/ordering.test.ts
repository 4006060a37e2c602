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

browserTest(
  "why an order went as it did stands in the ledger in the page's language, in the bot's own words",
  async ({ phone }) => {
    const { page } = phone;
    await page.click('[data-outcome="fail"]');
    await phone.toggles("supplier", "lost-answer");
    await phone.starts();
    await phone.fillsOrder("081234567894");
    await phone.presses("✅");
    const why = (state: string) => page.locator(`.step.${state} small`);
    await why("unknown").filter({ hasText: "The connection to the supplier broke" }).waitFor();
    await why("placed").filter({ hasText: "Matched automatically with transaction" }).waitFor();
    await why("failed").filter({ hasText: "Failed at the supplier: Transaksi gagal" }).waitFor();
    await page.click(".language-button");
    await why("unknown").filter({ hasText: "Sambungan ke supplier terputus" }).waitFor();
    await why("placed").filter({ hasText: "Dicocokkan otomatis dengan transaksi" }).waitFor();
    await why("failed").filter({ hasText: "Gagal di supplier: Transaksi gagal" }).waitFor();
  },
  { locale: "en-GB" },
);
