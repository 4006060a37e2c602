import { shortId } from "../catalogue/snapshot.ts";
import type { Order } from "../orders/state/order.ts";
import {
  maxFooter,
  maxMarkupPercent,
  maxMarkupRupiah,
  type Pricing,
  type ReceiptLook,
} from "../people/receipts.ts";
import type { ReceiptPicture } from "../receipts/picture.ts";
import { answerText, fieldName } from "../words/destination.ts";
import { wordsIn, type Language, type Words } from "../words/dictionary.ts";
import { lines, paragraphs, rich, type Html } from "../words/html.ts";
import { rupiah } from "../words/money.ts";
import { orderNumber } from "../words/order-number.ts";
import { readPowerToken, tokenInGroups } from "../words/power-token.ts";
import { exact, fewLines, oneLine } from "../words/shorten.ts";
import { timeText, type View } from "../words/times.ts";
import { hasReceipt } from "./orders/afterwards.ts";
import type { Button, Screen } from "./screen.ts";

/** What a customer gets: nothing in it says what the reseller paid. */
export interface Receipt {
  picture: ReceiptPicture;
  text: Html;
}

/** Of what stands below a picture Telegram takes so many letters. */
export const maxCaption = 1_000;
/** The voucher in the text, where it can be copied; what a picture holds of it is less. */
const maxVoucher = 700;
const maxRow = 200;

/** null: the order has none. `priceRupiah`: the reseller's own; null: none. */
export function receiptOf(
  order: Order,
  look: Pick<ReceiptLook, "footer"> & { shopName: string },
  priceRupiah: number | null,
  view: View,
): Receipt | null {
  if (order.state.name !== "succeeded" || !hasReceipt(order)) return null;
  const words = wordsIn(view.language);
  const say = words.receipt;
  const { voucher } = order.state;
  const token = readPowerToken(voucher, order.service);
  const row = (label: string, value: string | null) =>
    value === null || value === "" ? [] : [{ label, value: oneLine(value, maxRow) }];
  const rows = [
    ...row(say.product, order.service.name),
    ...order.destination
      .filter(({ secret }) => !secret)
      .flatMap((answer) => row(fieldName(answer, words), answerText(answer))),
    ...(token === null
      ? []
      : [
          ...row(say.name, token.name),
          ...row(say.tariff, token.tariff),
          ...row(say.kwh, token.kwh),
          ...row(say.others, token.others.join(" / ")),
        ]),
    // With its date, however soon after.
    ...row(say.time, timeText(order.changedAtMs, { ...view, nowMs: 0 })),
    ...row(say.number, orderNumber(order.id)),
  ];
  const codeLabel = token === null ? say.sn : say.token;
  const code = token === null ? exact(voucher, maxVoucher) : tokenInGroups(token.digits);
  const isLarge = token !== null;
  const total = priceRupiah === null ? null : { label: say.total, value: rupiah(priceRupiah) };
  return {
    picture: {
      shop: look.shopName,
      title: say.title,
      rows: isLarge ? rows : [...rows, ...row(codeLabel, code)],
      code: isLarge ? { label: codeLabel, value: code } : null,
      total,
      footer: look.footer,
    },
    text: paragraphs(
      lines(rich`<b>${look.shopName}</b>`, say.title),
      lines(...rows.map(({ label, value }) => rich`${label}: ${value}`)),
      voucher === "" ? null : lines(rich`${codeLabel}:`, rich`<code>${code}</code>`),
      total === null ? null : rich`${total.label}: <b>${total.value}</b>`,
      look.footer === "" ? null : look.footer,
    ),
  };
}

/** A product as its reseller's prices are kept by. */
export const productOf = ({ line, service }: Pick<Order, "line" | "service">) =>
  shortId(line, service.code);

/** Below a receipt. `canPass`: Telegram lets the bot be asked in other chats. */
export function receiptButtons(order: Order, words: Words, canPass: boolean): Button[][] {
  const pass: Button = {
    label: words.receipt.button.pass,
    inline: `struk ${orderNumber(order.id)}`,
  };
  return [
    ...(canPass ? [[pass]] : []),
    [
      {
        label: words.receipt.button.price,
        press: { to: "receipt", orderId: order.id, price: "ask" },
      },
    ],
  ];
}

/** Asks what a product is sold for, with what comes to mind above what it cost. */
export function priceQuestion(order: Order, language: Language): Screen {
  const words = wordsIn(language);
  const press = (price: number) => ({ to: "receipt", orderId: order.id, price }) as const;
  const offers = pricesAbove(order.priceRupiah).map((price): Button => ({
    label: rupiah(price),
    press: press(price),
  }));
  return {
    text: words.receipt.askPrice(oneLine(order.service.name, 80)),
    keyboard: [offers, [{ label: words.receipt.button.noPrice, press: press(0) }]],
  };
}

/** Three round prices, the first with a thousand in it at least. */
function pricesAbove(paidRupiah: number): number[] {
  const step = paidRupiah < 200_000 ? 1_000 : 5_000;
  const first = Math.ceil((paidRupiah + 1_000) / step) * step;
  return [first, first + step, first + 2 * step];
}

const offeredPricing: readonly Pricing[] = [
  { kind: "ask" },
  { kind: "none" },
  { kind: "rupiah", rupiah: 1_000 },
  { kind: "rupiah", rupiah: 2_000 },
  { kind: "percent", percent: 5 },
];

/** ⚙️: what receipts look like. */
export function receiptSettingsScreen(
  { shopName, footer, pricing }: ReceiptLook,
  fallbackName: string,
  language: Language,
): Screen {
  const words = wordsIn(language);
  const { button, settings } = words.receipt;
  const [ask, none, ...markups] = offeredPricing.map((one): Button => {
    const isChosen = pricingText(one, words) === pricingText(pricing, words);
    return {
      label: `${isChosen ? "✔️ " : ""}${pricingText(one, words)}`,
      press: { to: "receiptSettings", act: pricingAct(one) },
    };
  });
  const edit = (label: string, what: "name" | "footer" | "markup"): Button => ({
    label,
    press: { to: "receiptSettings", act: { do: "type", what } },
  });
  return {
    text: settings(
      shopName ?? fallbackName,
      fewLines(footer, maxFooter, 4),
      pricingText(pricing, words),
    ),
    keyboard: [
      [edit(button.name, "name"), edit(button.footer, "footer")],
      ask === undefined ? [] : [ask],
      markups,
      [edit(button.markup, "markup"), ...(none === undefined ? [] : [none])],
      [{ label: words.menu.button.back, press: { to: "settings" } }],
    ],
  };
}

function pricingAct(pricing: Pricing) {
  switch (pricing.kind) {
    case "ask":
    case "none":
      return { do: "pricing", kind: pricing.kind, amount: 0 } as const;
    case "rupiah":
      return { do: "pricing", kind: "rupiah", amount: pricing.rupiah } as const;
    case "percent":
      return { do: "pricing", kind: "percent", amount: pricing.percent } as const;
  }
}

/** The other way; null: more than may be. */
export function pricingOf(kind: Pricing["kind"], amount: number): Pricing | null {
  switch (kind) {
    case "ask":
    case "none":
      return { kind };
    case "rupiah":
      return amount <= maxMarkupRupiah ? { kind, rupiah: amount } : null;
    case "percent":
      return amount <= maxMarkupPercent ? { kind, percent: amount } : null;
  }
}

function pricingText(pricing: Pricing, { receipt: { button } }: Words): string {
  switch (pricing.kind) {
    case "ask":
    case "none":
      return button.pricing[pricing.kind];
    case "rupiah":
      return button.pricing.rupiah(rupiah(pricing.rupiah));
    case "percent":
      return button.pricing.percent(pricing.percent);
  }
}

export function receiptSettingsButton({ receipt }: Words): Button {
  return {
    label: receipt.button.settings,
    press: { to: "receiptSettings", act: { do: "show" } },
  };
}
