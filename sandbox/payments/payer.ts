/** Whoever pays from outside: by a transfer to the bank account, or through the emulated Tripay. */

import { createTripayEmulator } from "../tripay/emulator.ts";
import type { TripayPayment } from "../tripay/payments.ts";
import type { GatewayDeed, PaymentLook, RingLook } from "../page/money-protocol.ts";
import { createBank, MAX_RINGS, type Bank, type Transfer } from "./bank.ts";
import { bellSecret, tripayMerchant } from "./settings.ts";

export interface Payer {
  readonly bank: Bank;
  /** Answers Tripay's address. */
  listen(): Promise<string>;
  close(): Promise<void>;
  /** Where the bot hears of payments: `http://127.0.0.1:<port>`. */
  paysAt(botOrigin: string): void;
  /** Something happens to a payment at Tripay. Throws where there is none of that reference. */
  atTripay(reference: string, deed: GatewayDeed): Promise<void>;
  /** Newest first. */
  payments(): PaymentLook[];
  onChange(watcher: () => void): void;
  /** Of Tripay's payments: a reference must not name another one after a restart. */
  snapshot(): TripayPayment[];
  /** Takes parsed JSON of an earlier `snapshot`; throws when it is none. */
  restore(saved: unknown): void;
}

/** @param nowMs the shop's clock, by which the bot tells a late bell */
export function createPayer(nowMs: () => number): Payer {
  const watchers = new Set<() => void>();
  const changed = () => {
    for (const watcher of watchers) watcher();
  };
  let origin = "";
  const bank = createBank({ secret: bellSecret, origin: () => origin, nowMs, changed });
  const tripay = createTripayEmulator({ ...tripayMerchant, feeOn: "customer", changed });
  const callbacks = new Map<string, readonly RingLook[]>();

  async function callBack(reference: string, manner: "told" | "forged"): Promise<void> {
    const how = manner === "forged" ? { signature: "0".repeat(64) } : {};
    const { status, body } = await tripay.callBack(reference, how);
    const before = callbacks.get(reference) ?? [];
    const rung: RingLook = { atMs: Date.now(), manner, status, answer: body };
    callbacks.set(reference, [...before, rung].slice(-MAX_RINGS));
    changed();
  }

  return {
    bank,
    listen: () => tripay.listen(),
    close: () => tripay.close(),
    paysAt(botOrigin) {
      origin = botOrigin;
      tripay.setCallbackUrl(`${botOrigin}/hook/tripay`);
    },
    async atTripay(reference, deed) {
      const next = becomes[deed];
      if (next !== null) tripay.become(reference, next);
      if (deed !== "pay-silently") await callBack(reference, deed === "forge" ? "forged" : "told");
    },
    payments: () =>
      [
        ...bank.transfers().map(transferLook),
        ...tripay
          .payments()
          .map((payment) => gatewayLook(payment, callbacks.get(payment.reference) ?? [])),
      ].toSorted((one, other) => other.atMs - one.atMs),
    onChange: (watcher) => void watchers.add(watcher),
    snapshot: () => tripay.payments(),
    restore: (saved) => tripay.restore(saved),
  };
}

const becomes = {
  pay: "PAID",
  "pay-silently": "PAID",
  expire: "EXPIRED",
  "call-again": null,
  forge: null,
  "give-back": "REFUND",
} as const satisfies Record<GatewayDeed, string | null>;

const transferLook = (transfer: Transfer): PaymentLook => ({
  way: "bank",
  status: "PAID",
  ...transfer,
});

const gatewayLook = (payment: TripayPayment, rings: readonly RingLook[]): PaymentLook => ({
  way: "tripay",
  id: payment.reference,
  rupiah: payment.amount + payment.fees.customer,
  status: payment.status,
  note: payment.merchantRef,
  atMs: payment.createdAt * 1_000,
  rings,
});
