import assert from "node:assert/strict";
import { browserTest } from "./browser-test.ts";

browserTest(
  "what cannot be done is said in the page's language",
  async ({ phone }) => {
    const { page } = phone;
    const toast = (text: string) => page.locator(".toast", { hasText: text }).waitFor();
    await page.fill(".transfer-form .price", "99999999999");
    await page.click(".transfer-form .chip");
    await toast("Nilai ini di luar batas.");
    await page.click(".catalogue summary");
    await page.fill(".catalogue .field", "tidak ada yang begini");
    await page.locator(".catalogue .hint", { hasText: "Tidak ada produk yang cocok." }).waitFor();

    await phone.starts();
    await phone.button("🛒").waitFor();
    await page.click(".composer-box .icon-button");
    await page.locator(".pop-entry").last().click();
    await page.fill(".dialog .field", "ini tidak boleh!");
    await page.locator(".dialog-button").last().click();
    assert.equal(await page.locator(".dialog .field:invalid").count(), 1);
    await page.fill(".dialog .field", "boleh_1-2");
    await page.locator(".dialog-button").last().click();
    await phone.sees("/start boleh_1-2");

    await page.click(".chat-head .icon-button");
    await page.click(".pop-entry.danger");
    await page.locator(".bottom-button").waitFor();
    await phone.presses("🛒");
    await toast("Botnya sedang diblokir.");
    await page.click(".language-button");
    await phone.presses("🛒");
    await toast("The bot is blocked.");
  },
  { locale: "id-ID", isRefused: true },
);

browserTest(
  "the shop's clock says whole what goes by it, on a narrow phone too",
  async ({ phone }) => {
    const { page } = phone;
    await page.click(".clock-button");
    const hint = page.locator(".clock-setting p");
    await hint.waitFor();
    const cut = await hint.evaluate((it) => it.scrollWidth > it.clientWidth);
    assert.equal(cut, false);
  },
  { viewport: { width: 360, height: 740 } },
);
