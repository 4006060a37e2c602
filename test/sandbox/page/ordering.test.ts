import assert from "node:assert/strict";
import { browserTest } from "./browser-test.ts";

browserTest(
  "an order by clicking, from START to the voucher on the clipboard",
  async ({ phone }) => {
    const { page } = phone;
    await page.selectOption(".ending select", "1");
    await phone.starts();
    await phone.fillsOrder("081234567890");
    await phone.presses("✅");
    const result = await phone.sees(/Sukses[\s\S]*SN\/Voucher/u);
    assert.match(await result.innerText(), /Telkomsel 10\.000/u);

    const pair = page.locator(".pair.link-known");
    await pair.locator(".step.succeeded").waitFor();
    const voucher = await pair.locator(".voucher").innerText();
    assert.match(await result.innerText(), new RegExp(voucher, "u"));
    await result.locator(".key", { hasText: "Salin" }).click();
    await page.locator(".toast", { hasText: "Copied" }).waitFor();
    assert.equal(await phone.clipboard(), voucher);
    assert.equal(await page.locator(".key.waiting").count(), 0);
  },
);

browserTest(
  "a lost answer: the bot says it is checking, and then finds out, with one order sent",
  async ({ phone }) => {
    const { page } = phone;
    await phone.starts();
    await phone.fillsOrder("081234567891");
    await phone.toggles("supplier", "lost-answer");
    await phone.presses("✅");
    await phone.sees("Pending – sedang dicek");
    const pair = page.locator(".pair").first();
    await pair.locator(".step.answer-lost").waitFor();
    await pair.locator(".step.unknown").waitFor();
    await page.locator(".pair.link-known .step.succeeded").waitFor();
    await phone.sees(/Sukses[\s\S]*SN\/Voucher/u);
    // One shot: it is off again, and exactly one order request was heard.
    await page.locator('.supplier [data-switch="lost-answer"][aria-pressed="false"]').waitFor();
    await page.locator(".counts", { hasText: "1 order" }).waitFor();
  },
);

browserTest(
  "the supplier decides: a voucher by hand, a failure with its reason",
  async ({ phone }) => {
    const { page } = phone;
    await page.click(".segments button:has-text('Stay open')");
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
  for (let attempt = 0; attempt < 8; attempt += 1) {
    await phone.presses("Pulsa Telkomsel");
    await phone.button("Telkomsel 10.000").waitFor();
    if (await phone.button("Rp12.345").isVisible()) break;
    await phone.presses("⬅️");
    await page.waitForTimeout(1000);
  }
  assert.ok(await phone.button("Rp12.345").isVisible());
});
