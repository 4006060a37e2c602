import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { browserTest, type Scene } from "./browser-test.ts";

/** Makes the bot call a method, whatever its code would do. */
async function botCalls({ sandbox }: Scene, method: string, body: object): Promise<void> {
  const { apiRoot, token } = sandbox.stage.telegram;
  const response = await fetch(`${apiRoot}/bot${token}/${method}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  assert.equal(response.status, 200, await response.text());
}

const BUDI = 612_345_001;

/** How far to the right anything reaches, also what is cut off there. */
async function reachOf(page: Page): Promise<number> {
  const script = `Math.max(...[...document.querySelectorAll("body *")].map((element) =>
    element.getBoundingClientRect().right))`;
  return Math.round(Number(await page.evaluate(script)));
}

browserTest("what a bot may send is shown as Telegram shows it", async (scene) => {
  const { phone, sandbox } = scene;
  const { page } = phone;
  await phone.starts();
  await phone.button("🛒").waitFor();

  await botCalls(scene, "sendMessage", {
    chat_id: BUDI,
    parse_mode: "HTML",
    text: '<b>tebal <i>miring</i></b> <tg-spoiler>rahasia</tg-spoiler> <code>KODE-1</code> <blockquote>kutipan</blockquote> <a href="https://t.me/toko_sandbox_bot?start=ref">tautan</a>',
  });
  const rich = await phone.sees("tebal");
  assert.equal(await rich.locator("b > i").innerText(), "miring");
  assert.equal(await rich.locator("blockquote").innerText(), "kutipan");
  await rich.locator(".spoiler").click();
  await rich.locator(".spoiler.shown").waitFor();
  await rich.locator("code").click();
  await page.locator(".toast").waitFor();
  assert.equal(await phone.clipboard(), "KODE-1");
  await rich.locator("a").click();
  await phone.sees("/start ref");

  const { telegram } = sandbox.stage;
  const form = new FormData();
  form.set("chat_id", String(BUDI));
  form.set("document", new Blob(["a,b\n1,2\n"]), "riwayat.csv");
  await fetch(`${telegram.apiRoot}/bot${telegram.token}/sendDocument`, {
    method: "POST",
    body: form,
  });
  const card = page.locator(".attachment", { hasText: "riwayat.csv" });
  await card.waitFor();
  const download = page.waitForEvent("download");
  await card.click();
  assert.equal((await download).suggestedFilename(), "riwayat.csv");
});

browserTest("a button waits with a spinner, an alert stays until it is read", async (scene) => {
  const { phone, sandbox } = scene;
  const { page } = phone;
  const { telegram } = sandbox.stage;
  await phone.starts();
  await phone.button("🛒").waitFor();
  await phone.toggles("telegram", "slow");
  await phone.presses("🛒");
  await page.locator(".key.waiting").waitFor();
  await page.locator(".key.waiting").waitFor({ state: "detached" });

  // An alert of the bot's own making, so that this test does not depend on its words.
  const query = { id: "1", userId: BUDI, chatId: BUDI, messageId: 1, data: "x", atMs: Date.now() };
  telegram.events.emit("callbackAnswered", {
    ...query,
    answer: { text: "Stok habis", showAlert: true, url: "" },
  });
  await page.locator(".dialog", { hasText: "Stok habis" }).waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".dialog").waitFor({ state: "detached" });
});

browserTest("refusals of Telegram stand out in red, with their reason", async (scene) => {
  const { phone } = scene;
  await phone.starts();
  await phone.button("🛒").waitFor();
  await phone.page.click(".fold summary");
  await phone.toggles("telegram", "too-many");
  await phone.types("/help");
  const refused = phone.page.locator(".call.bad").first();
  await refused.waitFor();
  assert.match(await refused.innerText(), /429[\s\S]*Too Many Requests[\s\S]*switch: 429/u);
  await phone.sees("/status");
});

browserTest(
  "dark by the system, light by choice, and the choice survives a reload",
  async ({ phone }) => {
    const { page } = phone;
    const brightness = async () => {
      const script = "getComputedStyle(document.documentElement).backgroundColor";
      const colour = String(await page.evaluate(script));
      return Math.max(...(colour.match(/\d+/gu) ?? []).map(Number));
    };
    assert.ok((await brightness()) < 60);
    await page.click(".theme-button");
    assert.ok((await brightness()) > 200);
    await page.reload();
    await page.locator('[data-person="Budi"]').waitFor();
    assert.ok((await brightness()) > 200);
  },
  { colorScheme: "dark" },
);

browserTest(
  "on a narrow phone nothing is wider than the screen, and all parts are reached",
  async (scene) => {
    const { phone } = scene;
    const { page } = phone;
    await phone.starts();
    await phone.fillsOrder("081234567890");
    await botCalls(scene, "sendMessage", {
      chat_id: BUDI,
      text: `https://example.com/${"panjang".repeat(20)}`,
      reply_markup: {
        inline_keyboard: [
          [
            { text: "Tombol yang sangat panjang sekali", callback_data: "1-" },
            { text: "Satu lagi yang panjang", callback_data: "1-" },
          ],
        ],
      },
    });
    await phone.button("Satu lagi yang panjang").waitFor();
    assert.equal(await reachOf(page), 360);
    await phone.presses("✅");
    await page.click('[data-view="supplier"]');
    await page.locator(".pair").first().waitFor();
    assert.equal(await reachOf(page), 360);
    await page.click('[data-view="bank"]');
    await page.locator(".purse").first().waitFor();
    assert.equal(await reachOf(page), 360);
    await page.click('[data-view="telegram"]');
    await page.click(".fold summary");
    await page.locator(".call").first().waitFor();
    assert.equal(await reachOf(page), 360);
    await page.click('[data-view="chat"]');
    await page.locator(".composer").waitFor();
  },
  { viewport: { width: 360, height: 740 } },
);
