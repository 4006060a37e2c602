import { lines, paragraphs, rich } from "../html.ts";
import type { receipt as indonesian } from "../id/receipt.ts";

/** Receipts for a reseller's customers, in English. */
export const receipt: typeof indonesian = {
  button: {
    receipt: "📄 Receipt",
    settings: "📄 Receipts",
    price: "✏️ Selling price",
    noPrice: "No price",
    pass: "↗️ Send to the customer",
    name: "✏️ Shop name",
    footer: "✏️ Footer",
    markup: "✏️ Another markup",
    pricing: {
      ask: "Ask once per product",
      none: "No price",
      rupiah: (amount) => `+${amount}`,
      percent: (percent) => `+${percent}%`,
    },
  },
  title: "Receipt",
  product: "Product",
  sn: "SN",
  token: "Token",
  name: "Name",
  tariff: "Tariff/power",
  kwh: "kWh",
  others: "Note",
  time: "Time",
  number: "Order number",
  total: "Total",
  none: "Only orders that succeeded have a receipt.",
  askPrice: (product) =>
    paragraphs(
      rich`<b>Selling price of ${product}?</b>`,
      "Your price to your customer, for the receipt. Choose, or type the amount. It is asked only once for this product; what you pay never stands on a receipt.",
    ),
  priceKept: (product, price) =>
    price === null
      ? rich`Receipts of ${product}: no price.`
      : rich`Selling price of ${product}: <b>${price}</b>`,
  wrongAmount: "That amount could not be read. For example: 12500 or 12k.",
  settings: (shop, footer, pricing) =>
    paragraphs(
      rich`<b>📄 Receipts for customers</b>`,
      lines(
        rich`Shop name: <b>${shop}</b>`,
        footer === "" ? "Footer: –" : rich`Footer: ${footer}`,
        rich`Selling price: <b>${pricing}</b>`,
      ),
      "What you pay never stands on a receipt.",
    ),
  askName: (most) =>
    rich`Which shop name stands on receipts? Reply to this message with it, ${most} characters at most.`,
  askFooter: (most) =>
    rich`What stands below a receipt? Reply to this message, ${most} characters at most; <code>-</code> for nothing.`,
  askMarkup: () =>
    rich`How much on top of what you pay? Reply to this message, for example <code>1500</code> or <code>5%</code>`,
  wrongMarkup: "That could not be read. For example: 1500 or 5%.",
};
