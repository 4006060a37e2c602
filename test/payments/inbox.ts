import type { Payment, TakePayment } from "../../src/payments/payment.ts";

/** Whoever takes payments over, for tests of what brings them. */
export function createInbox() {
  const payments = new Map<string, Payment>();
  let loses = false;
  const take: TakePayment = async (payment) => {
    const before = payments.get(payment.id);
    if (before !== undefined)
      return before.amountRupiah === payment.amountRupiah ? "again" : "differs";
    payments.set(payment.id, payment);
    if (!loses) return "taken";
    loses = false;
    throw new Error("the reply was lost");
  };
  return {
    take,
    payments: () => [...payments.values()],
    /** The next payment is taken, and whoever offers it never hears of it. */
    losesTheReply: () => (loses = true),
  };
}
