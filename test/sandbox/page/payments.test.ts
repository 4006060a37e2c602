import assert from "node:assert/strict";
import { browserTest } from "./browser-test.ts";

browserTest(
  "too little, a ticket, paid exactly: the message arrives, the purse shows it, and the order goes through",
  async ({ phone }) => {
    const { page } = phone;
    const purse = page.locator('[data-purse="Alex"]');
    await phone.takes("Alex");
    await phone.starts();
    await phone.fillsOrder("081234567890");
    await phone.sees("Your balance is short by Rp10.325");
    await phone.types("TIKET.50000");
    const ticket = await phone.sees(/Transfer exactly Rp50/u);
    const [total = ""] = /Rp50[\d.]+/u.exec(await ticket.innerText()) ?? [];
    await page.locator("[data-ticket]", { hasText: total }).locator("text=Pay exactly").click();
    await phone.sees(`${total} added to your balance`);
    await purse.locator(".sum", { hasText: total }).waitFor();
    await page.locator("[data-ticket]").waitFor({ state: "detached" });

    const payment = page.locator('[data-way="bank"]');
    await payment.locator(".ring", { hasText: "taken" }).waitFor();
    await payment.locator("text=Again, same id").click();
    await payment.locator(".ring", { hasText: "again" }).waitFor();
    await payment.locator("text=Forged").click();
    await payment.locator(".ring.bad", { hasText: "401" }).waitFor();

    await page.click(".segments button:has-text('Stay open')");
    await phone.presses("✅");
    await purse.locator("small", { hasText: "Rp10.325 on hold" }).waitFor();
    assert.equal(await purse.locator(".sum").innerText(), total);
    await page.click(".move.good");
    await purse
      .locator(".sum", { hasText: "Rp39." })
      .or(purse.locator(".sum", { hasText: "Rp40." }))
      .waitFor();
  },
);

browserTest(
  "paid at the emulated Tripay; whoever is switched to deposit first reads what is missing",
  async ({ phone }) => {
    const { page } = phone;
    await phone.starts();
    await phone.types("TIKET.50000");
    await phone.sees(/termasuk admin/u);
    await page.locator("[data-ticket] .chip", { hasText: "at Tripay" }).click();
    await phone.sees("Saldo bertambah Rp50.000");
    await page.locator('[data-way="tripay"]', { hasText: "Tripay · paid" }).waitFor();
    await page.locator('[data-purse="Sari"] .chip').click();
    await page.locator('[data-purse="Sari"] .chip[aria-pressed="true"]').waitFor();
    await phone.takes("Sari");
    await phone.starts();
    await phone.fillsOrder("081234567890");
    await phone.sees("Saldo kurang Rp10.325");
  },
);
