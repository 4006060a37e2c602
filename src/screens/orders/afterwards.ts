import { shortId } from "../../catalogue/snapshot.ts";
import type { Order } from "../../orders/state/order.ts";
import type { Words } from "../../words/dictionary.ts";
import { readPowerToken } from "../../words/power-token.ts";
import { exact } from "../../words/shorten.ts";
import { favouriteButton } from "../buttons/menu-buttons.ts";
import type { Button } from "../screen.ts";

const maxCopy = 256;

/**
 * Copies the voucher, of electricity the token's digits alone; none where the phone could not copy it whole. `whom`: where
 * several stand below one message.
 */
export function copyButton(order: Order, { order: { button } }: Words, whom?: string): Button[] {
  if (order.state.name !== "succeeded") return [];
  const { voucher } = order.state;
  const token = readPowerToken(voucher, order.service);
  if (token === null && (voucher === "" || voucher.length > maxCopy)) return [];
  const label = token === null ? button.copy : button.copyToken;
  return [
    {
      label: whom === undefined ? label : button.copyOf(ending(whom), token !== null),
      copy: token?.digits ?? exact(voucher, maxCopy),
    },
  ];
}

/** A number by its end, so that it is not taken for what is copied. */
const ending = (whom: string) => (/^\d{8,}$/.test(whom) ? `…${whom.slice(-4)}` : whom);

/** A success that may be none is not certified to a customer. */
export const hasReceipt = ({ state }: Order): boolean =>
  state.name === "succeeded" && state.doubt === undefined;

/** 📄 for the customer. */
export function receiptButton(
  order: Order,
  { receipt }: Words,
  label = receipt.button.receipt,
): Button[] {
  return hasReceipt(order)
    ? [{ label, press: { to: "receipt", orderId: order.id, price: null } }]
    : [];
}

/** What of a success may be kept: its destination, its service. */
export function keepingRow(order: Order, words: Words): Button[] {
  if (order.state.name !== "succeeded") return [];
  const save: Button = {
    label: words.saved.button.save,
    press: { to: "saveOrder", orderId: order.id },
  };
  const canSave = order.destination.some(({ secret }) => !secret);
  const service = { id: shortId(order.line, order.service.code) };
  return [...(canSave ? [save] : []), favouriteButton(words, service)];
}
