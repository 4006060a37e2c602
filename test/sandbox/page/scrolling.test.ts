import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { until } from "../../story/until.ts";
import { browserTest } from "./browser-test.ts";

const BUDI = 612_345_001;
const ALEX = 612_345_003;

const fromEnd = async (page: Page): Promise<number> =>
  Number(
    await page.evaluate(`(() => {
      const scroller = document.querySelector(".scroller");
      const last = [...scroller.querySelectorAll(".message")].at(-1);
      return last.getBoundingClientRect().bottom - scroller.getBoundingClientRect().bottom;
    })()`),
  );

browserTest(
  "the newest message stays in sight; who has scrolled up is left there, until they write or go down",
  async ({ phone, sandbox }) => {
    const { page } = phone;
    const { telegram } = sandbox.stage;
    const botWrites = async (text: string, to = BUDI) => {
      const response = await fetch(`${telegram.apiRoot}/bot${telegram.token}/sendMessage`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ chat_id: to, text }),
      });
      assert.equal(response.status, 200);
      await phone.sees(text);
    };
    const isAtEnd = () => page.locator(".to-bottom:not(.shown)").waitFor({ state: "attached" });
    const newestIsInSight = () => until(async () => (await fromEnd(page)) <= 0);
    const long = Array.from({ length: 30 }, (_, line) => `baris ${line}`).join("\n");
    await phone.starts();
    await phone.button("🛒").waitFor();
    for (let number = 1; number <= 3; number += 1) await botWrites(`${number}\n${long}`);
    await newestIsInSight();

    const first = page.locator(".message").nth(1);
    await first.scrollIntoViewIfNeeded();
    await page.locator(".to-bottom.shown").waitFor();
    const top = async () => Math.round((await first.boundingBox())?.y ?? 0);
    let before = await top();
    // Until it has come to rest.
    await until(async () => before === (before = await top()));
    await botWrites("kabar baru");
    assert.ok(Math.abs((await top()) - before) <= 1, "nothing moves under the reader's eyes");
    assert.ok((await fromEnd(page)) > 0);

    await page.click(".to-bottom");
    await isAtEnd();
    await until(
      async () => (await page.evaluate(`document.querySelector(".scroller").scrollTop`)) === 0,
    );
    await newestIsInSight();

    await first.scrollIntoViewIfNeeded();
    await page.locator(".to-bottom.shown").waitFor();
    await phone.types("halo");
    await phone.sees("halo");
    await isAtEnd();

    await phone.takes("Alex");
    await phone.starts();
    await phone.button("🛒").waitFor();
    await botWrites(long, ALEX);
    await page.locator(".message").first().scrollIntoViewIfNeeded();
    await page.locator(".to-bottom.shown").waitFor();
    await phone.takes("Budi");
    await newestIsInSight();
  },
);
