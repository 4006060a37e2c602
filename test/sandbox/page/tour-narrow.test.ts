import assert from "node:assert/strict";
import { mustBeAccessible } from "./accessibility.ts";
import { browserTest } from "./browser-test.ts";
import { keepShown } from "./phone.ts";
import * as stories from "./stories.ts";

const VIEWS = ["supplier", "bank", "telegram", "chat"] as const;

browserTest(
  "in English on a narrow phone, by keys alone: all five things are ticked, and nothing grave is found in any part, in light or dark",
  async ({ phone }) => {
    const { page } = phone;
    await page.locator('html[lang="en"]').waitFor();
    await page.locator("h1", { hasText: "Order bot sandbox" }).waitFor();
    await page.locator(".theme-button").waitFor();
    await stories.order(phone);
    await stories.lostAnswer(phone);
    await stories.kill(phone);
    await stories.topUp(phone);
    await stories.operator(phone);
    assert.equal(await page.locator(".tour-step.done").count(), 5);

    await keepShown(page, 1600);
    await phone.takes("Budi");
    await phone.uses(page.locator(".message .to-ledger").last());
    await page.locator(".pair.pointed[data-flash]").waitFor();
    await phone.uses(page.locator(".pair.pointed .to-chat"));
    await page.locator(".message.pointed[data-flash]").waitFor();
    for (const view of VIEWS) {
      await phone.looksAt(view);
      await mustBeAccessible(page);
    }
  },
  {
    locale: "en-GB",
    viewport: { width: 360, height: 740 },
    colorScheme: "dark",
    hands: "keyboard",
  },
);
