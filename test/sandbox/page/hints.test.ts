import assert from "node:assert/strict";
import { browserTest } from "./browser-test.ts";
import { keepShown } from "./phone.ts";

/** Things that say what they are only to a pointer held over them. */
const EXPLAINED = [
  ["supplier", '.supplier [data-switch="slow"]'],
  ["supplier", ".supplier .lamp"],
  ["supplier", '.supplier [data-outcome="hang"]'],
  ["bank", ".purse .chip"],
  ["bank", ".transfer-form .price"],
  ["telegram", '.telegram [data-switch="pace"]'],
] as const;

browserTest(
  "at a touch, where nothing hovers: what a button does is shown beside it, on the screen, until something else is touched",
  async ({ phone }) => {
    const { page } = phone;
    assert.equal(await page.evaluate(`matchMedia("(hover: none)").matches`), true);
    await keepShown(page, 4000);
    const hint = page.locator(".hint-box");
    for (const [view, selector] of EXPLAINED) {
      await page.locator(`.view-tabs [data-view="${view}"]`).tap();
      const what = page.locator(selector).first();
      const words = await what.evaluate((it) => it.closest("[title]")?.getAttribute("title"));
      assert.ok(words, selector);
      await what.tap();
      await hint.filter({ hasText: words }).waitFor();
      const box = await hint.boundingBox();
      const its = await what.boundingBox();
      assert.ok(box !== null && its !== null);
      assert.ok(box.x >= 0 && box.x + box.width <= 360, `${selector} at ${box.x}`);
      const isBeside = box.y + box.height <= its.y || box.y >= its.y + its.height;
      assert.ok(isBeside, `${selector} is covered by its hint`);
      await page.locator("h1").tap();
      await hint.waitFor({ state: "detached" });
    }
  },
  { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
);
