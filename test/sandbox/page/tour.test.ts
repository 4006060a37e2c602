import assert from "node:assert/strict";
import { mustBeAccessible } from "./accessibility.ts";
import { browserTest } from "./browser-test.ts";
import { keepShown } from "./phone.ts";
import * as stories from "./stories.ts";

browserTest(
  "in Indonesian on a desk: all five things are ticked as they happen, messages and ledger show each other, nothing grave is found in light or dark",
  async ({ phone, sandbox }) => {
    const { page } = phone;
    await page.locator('html[lang="id"]').waitFor();
    assert.equal(await page.title(), "Sandbox bot order");
    assert.equal(await page.locator(".tour-step.done").count(), 0);
    await page.click('[data-outcome="succeed"]');

    await keepShown(page, 1600);
    await stories.order(phone);
    await page.locator(".pair").first().hover();
    await page.locator(".message.pointed .text", { hasText: "SN/Voucher" }).waitFor();
    await page.locator(".message .to-ledger").last().hover();
    await page.locator(".pair.pointed.link-known").waitFor();
    await page.locator(".message .to-ledger").last().click();
    await page.locator(".pair[data-flash]").waitFor();
    const voucher = await page.locator(".pair .voucher").innerText();
    await page.locator(".key", { hasText: "Salin" }).last().click();
    await page.locator(".toast", { hasText: "Disalin" }).waitFor();
    assert.equal(await phone.clipboard(), voucher);

    await stories.lostAnswer(phone);
    await page.locator(".pair.link-known .step.answer-lost").waitFor();
    await page.locator('.supplier [data-switch="lost-answer"][aria-pressed="false"]').waitFor();
    assert.equal(sandbox.stage.osimesa.requests.count("order"), 2);
    await stories.kill(phone);
    assert.equal(sandbox.stage.osimesa.requests.count("order"), 3);
    await stories.topUp(phone);
    await stories.operator(phone);
    await page.locator('[data-purse="Dewi"]').waitFor();
    assert.equal(await page.locator(".tour-step.done").count(), 5);

    await page.click(".fold summary");
    await page.locator(".call").first().waitFor();
    await mustBeAccessible(page);
    await page.click(".language-button");
    await page.locator("h1", { hasText: "Order bot sandbox" }).waitFor();
    await page.reload();
    await page.locator("h1", { hasText: "Order bot sandbox" }).waitFor();
    await page.locator(".tour-step.done").nth(4).waitFor();
    assert.equal(await page.locator(".tour-step.done").count(), 5);
  },
  { locale: "id-ID" },
);
