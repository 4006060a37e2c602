import type { Log } from "../log.ts";
import type { Payment, TakePayment } from "./payment.ts";

/** `unknown`: nobody knows whether it was taken, so it has to be offered again. */
export type Offered = Awaited<ReturnType<TakePayment>> | "unknown";

/** Hands a payment over to whoever credits it. Never rejects. */
export async function offerPayment(
  payment: Payment,
  { take, log }: { take: TakePayment; log: Log },
): Promise<Offered> {
  try {
    const result = await take(payment);
    if (result === "differs")
      log.error({ payment: payment.id }, "a payment came again with another amount: not credited");
    return result;
  } catch (error) {
    log.warn(
      { err: error, payment: payment.id },
      "a payment could not be taken, and has to come again",
    );
    return "unknown";
  }
}
