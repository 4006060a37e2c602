import assert from "node:assert/strict";
import { browserTest } from "./browser-test.ts";

browserTest(
  "each person has a chat and a language of their own, and a stranger is kept out",
  async ({ phone }) => {
    await phone.starts();
    await phone.sees("Toko Sandbox");
    await phone.button("Pesan").waitFor();
    await phone.takes("Alex");
    assert.equal(await phone.page.locator(".message").count(), 0);
    await phone.starts();
    await phone.button("Order").waitFor();
    await phone.page.click(".menu-button");
    await phone.page.locator(".suggestion", { hasText: "/history" }).waitFor();
    await phone.takes("Dewi");
    await phone.starts();
    await phone.sees("612345005");
    await phone.takes("Budi");
    await phone.button("Pesan").waitFor();
  },
);

browserTest(
  "a push while one holds another phone: banner, unread mark, read when seen",
  async ({ phone }) => {
    const { page } = phone;
    await page.click(".segments button:has-text('Stay open')");
    await phone.starts();
    await phone.fillsOrder("081234567890");
    await phone.presses("✅");
    await page.locator(".moves").waitFor();
    await phone.takes("Sari");
    await page.click(".move.good");
    await page.locator(".banner", { hasText: "Budi" }).waitFor();
    const badge = page.locator('[data-person="Budi"] .badge');
    await badge.waitFor();
    await page.reload();
    await badge.waitFor();
    assert.match(await page.title(), /^\(\d\)/u);
    await phone.takes("Budi");
    await phone.sees("Sukses");
    await badge.waitFor({ state: "detached" });
  },
);

browserTest("blocking the bot, and coming back", async ({ phone }) => {
  const { page } = phone;
  await phone.starts();
  await phone.button("🛒").waitFor();
  await page.click(".chat-head .icon-button");
  await page.click(".pop-entry.danger");
  await page.locator('[data-person="Budi"] .blocked-mark').waitFor();
  await page.locator(".bottom-button", { hasText: "UNBLOCK" }).click();
  await page.locator('[data-person="Budi"] .blocked-mark').waitFor({ state: "detached" });
  await phone.types("/help");
  await phone.sees("/status");
});

browserTest("by keyboard alone: another phone, a command, a button", async ({ phone }) => {
  const { page } = phone;
  await phone.starts();
  await phone.button("🛒").waitFor();
  await page.keyboard.press("Alt+3");
  await page.locator('[data-person="Alex"][aria-selected="true"]').waitFor();
  await page.keyboard.press("Alt+1");
  await page.locator(".menu-button").waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("he");
  await page.locator(".suggestions button").waitFor();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await phone.sees("/status");
  await phone.button("🛒").focus();
  await page.keyboard.press("Enter");
  await phone.button("Pulsa Telkomsel").waitFor();
});
