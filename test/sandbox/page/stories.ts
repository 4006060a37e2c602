/** The five things to try, as somebody does them on the page; each ends when its step is ticked. */

import type { Phone } from "./phone.ts";

export type Story = (phone: Phone) => Promise<void>;

const slowMs = { timeoutMs: 40_000 };

const ticked = (phone: Phone, step: string) =>
  phone.page.locator(`[data-step="${step}"].done`).waitFor();

/** Somebody who knows the codes types code and number at once. */
async function orders(phone: Phone, line: string): Promise<void> {
  await phone.types(line);
  await phone.button("✅").waitFor();
}

export const order: Story = async (phone) => {
  await phone.takes("Budi");
  await phone.starts();
  await phone.fillsOrder("081234567890");
  await phone.presses("✅");
  await phone.sees(/Sukses[\s\S]*SN\/Voucher/u, slowMs);
  await ticked(phone, "order");
};

export const lostAnswer: Story = async (phone) => {
  const { page } = phone;
  await phone.opensStep("lost-answer");
  await phone.uses(page.locator(".tour-how .chip").first());
  await page.locator('.tour-how .chip[aria-pressed="true"]').waitFor();
  await orders(phone, "TS10.081299887766");
  await phone.presses("✅");
  await phone.sees("Pending – sedang dicek", slowMs);
  await phone.sees(/Sukses[\s\S]*081299887766/u, slowMs);
  await ticked(phone, "lost-answer");
};

export const kill: Story = async (phone) => {
  const { page } = phone;
  await phone.opensStep("kill");
  await orders(phone, "TS5.081277665544");
  await phone.presses("✅");
  // Killed before its request has left, nothing could show that it has not: it would be for the operator to say.
  const pair = page.locator(".pair:is(.link-known, .link-missed)", { hasText: "081277665544" });
  await pair.waitFor({ state: "attached" });
  await phone.uses(page.locator(".tour-how .chip").first());
  await page.locator(".bot-state:not(.up)").waitFor();
  await ticked(phone, "kill");
  await phone.sees(/Sukses[\s\S]*081277665544/u, slowMs);
};

export const topUp: Story = async (phone) => {
  const { page } = phone;
  await phone.takes("Alex");
  await phone.starts();
  await phone.button("🛒").waitFor();
  await phone.types("TIKET.50000");
  await phone.sees(/Transfer exactly Rp50/u);
  await phone.looksAt("bank");
  await phone.uses(page.locator("[data-ticket] .chip").first());
  await ticked(phone, "top-up");
  await phone.looksAt("chat");
  await phone.sees("added to your balance");
};

export const operator: Story = async (phone) => {
  await phone.takes("Dewi");
  await phone.starts();
  await phone.presses("🙋");
  await phone.takes("Rina");
  await phone.starts();
  await phone.presses("✅ Terima");
  await ticked(phone, "operator");
};
