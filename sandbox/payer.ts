/** Whoever pays from outside: through the emulated Tripay, or by a transfer that rings the bot's bell. */

import { createHmac } from "node:crypto";
import { createTripayEmulator } from "./tripay/emulator.ts";
import type { TripayStatus } from "./tripay/payments.ts";
import type { PaymentLook } from "./page/protocol.ts";

const MERCHANT = {
  apiKey: "sandbox-tripay-key",
  privateKey: "sandbox-tripay-private-key",
  merchantCode: "T0001",
} as const;
const HOOK_SECRET = "sandbox-payment-bell";

/** With these the bot takes payments; the merchant of the QRIS is nobody. */
export const paymentSettings = {
  PAYMENT_HOOK_SECRET: HOOK_SECRET,
  QRIS_STATIC:
    "00020101021126580013ID.CONTOH.WWW01189360000000000000010208TOKO00010303UMI51440014ID.CO.QRIS.WWW0215ID10000000000010303UMI5204481453033605802ID5909TOKO MAJU6007JAKARTA61051234562070703A01630497CA",
  TRIPAY_API_KEY: MERCHANT.apiKey,
  TRIPAY_PRIVATE_KEY: MERCHANT.privateKey,
  TRIPAY_MERCHANT_CODE: MERCHANT.merchantCode,
  TRIPAY_CUSTOMER_EMAIL: "operator@example.com",
} as const;

export type Payer = ReturnType<typeof createPayer>;

export function createPayer() {
  let changed = () => {};
  let origin = "";
  let transfers = 0;
  const tripay = createTripayEmulator({
    ...MERCHANT,
    feeOn: "customer",
    changed: () => changed(),
  });

  return {
    /** Answers Tripay's address. */
    listen: () => tripay.listen(),
    close: () => tripay.close(),
    /** Where the bot hears of payments: `http://127.0.0.1:<port>`. */
    paysAt(botOrigin: string): void {
      origin = botOrigin;
      tripay.setCallbackUrl(`${botOrigin}/hook/tripay`);
    },
    onChange: (watcher: () => void) => void (changed = watcher),
    /** Newest first. */
    payments: (): PaymentLook[] =>
      tripay
        .payments()
        .map(({ reference, merchantRef, amount, fees, status, createdAt }) => ({
          reference,
          ticket: merchantRef,
          rupiah: amount + fees.customer,
          status,
          createdAtMs: createdAt * 1_000,
        }))
        .toReversed(),
    /** What becomes of a payment at Tripay, and whether the bot is called. Answers what the bot said. */
    async become(reference: string, status: TripayStatus, callsBack: boolean): Promise<string> {
      tripay.become(reference, status);
      if (!callsBack) return "The bot was not called";
      const answer = await tripay.callBack(reference);
      return `The bot answered ${answer.status} ${answer.body}`;
    },
    /** A transfer came in, and a forwarder of the bank's notifications rings the bell so often. */
    async transfer(rupiah: number, note: string, times = 1): Promise<string> {
      transfers += 1;
      const at = Math.floor(Date.now() / 1_000);
      const body = JSON.stringify({
        id: `bank-${at}-${transfers}`,
        amountRupiah: rupiah,
        at,
        note,
      });
      const said: string[] = [];
      for (let time = 0; time < times; time += 1) said.push(await ring(body, String(at)));
      return `The bot answered ${said.join(", then ")}`;
    },
  };

  async function ring(body: string, timestamp: string): Promise<string> {
    const signature = createHmac("sha256", HOOK_SECRET)
      .update(`${timestamp}.${body}`)
      .digest("hex");
    const answer = await fetch(`${origin}/hook/payments`, {
      method: "POST",
      body,
      headers: { "x-payment-timestamp": timestamp, "x-payment-signature": signature },
    });
    return `${answer.status} ${await answer.text()}`;
  }
}
