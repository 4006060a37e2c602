import assert from "node:assert/strict";
import { browserTest } from "./browser-test.ts";

browserTest(
  "a deposit by transfer: the sum of the ticket comes in, and twice is once",
  async ({ phone }) => {
    const { page } = phone;
    await phone.starts();
    await phone.types("TIKET.50000");
    const ticket = await phone.sees(/Transfer tepat Rp50/u);
    const total = /Rp([\d.]+)/u.exec(await ticket.innerText())?.[1]?.replaceAll(".", "") ?? "";
    await page.click(".payments summary");
    await page.fill(".payments .price", total);
    await page.click(".payments .chip:has-text('rings twice')");
    await page.locator(".payments [role=status]", { hasText: /taken.*again/u }).waitFor();
    const credited = await phone.sees("Saldo bertambah");
    assert.match(await credited.innerText(), /Rp50\.\d+/u);
  },
);

browserTest(
  "a deposit through the emulated Tripay: paid there, and it is in the purse",
  async ({ phone }) => {
    const { page } = phone;
    await phone.starts();
    await phone.types("TIKET.50000");
    await phone.sees(/termasuk biaya/u);
    await page.click(".payments summary");
    await page.locator(".payments [data-payment]").first().locator("text=Pay").first().click();
    await page.locator(".payments [role=status]", { hasText: "answered 200" }).waitFor();
    await phone.sees("Saldo bertambah Rp50.000");
    await page.locator(".payments [data-payment]", { hasText: "PAID" }).waitFor();
  },
);
