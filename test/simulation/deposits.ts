import type { Payment } from "../../src/payments/payment.ts";
import { insist, operators, reseller, type Setting } from "./people.ts";
import type { Ticket } from "../../src/money/tickets.ts";
import type { TruePayment } from "./truth.ts";

/** So much more than came in says a bell that lies. */
export const forgedRupiah = 1_000;

const stories = [
  "in-time",
  "in-time",
  "in-time",
  "by-reference",
  "late",
  "twice",
  "ended",
  "end-at-once",
  "by-hand",
  "hand-at-once",
  "hand-or-end",
  "stray",
] as const;

export function deposit(setting: Setting, id: string): void {
  const { world, random, policy } = setting;
  const { loop } = world;
  const resellerId = reseller(setting);
  const amountRupiah = random.pick([20_000, 50_000]);
  const story = random.pick(stories);
  const paid = (rupiah: number, number = 1) => {
    const payment = { id: `hook:${id}.${number}`, rupiah, resellerId, ticketId: id };
    world.truth.payments.push(payment);
    const forged = { ...payment, rupiah: rupiah + forgedRupiah };
    take(setting, payment, {
      reference: story === "by-reference" ? id : "",
      onAnswer: () => void (random.chance(0.2) && take(setting, forged, { tries: 2 })),
    });
    if (random.chance(0.5))
      loop.after(random.delayMs(60_000), () => take(setting, payment, { tries: 2 }));
  };
  const end = (ticket: Ticket) => {
    const isTheirs = random.chance(0.5);
    insist(
      setting,
      ({ deposits }) =>
        isTheirs ? deposits.cancel(id, resellerId) : deposits.refuse(ticket, 9001),
      { tries: 5 },
    );
  };
  const payByHand = (ticket: Ticket) => {
    for (const operatorId of operators)
      insist(setting, ({ deposits }) => deposits.pay(ticket, ticket.totalRupiah, operatorId), {
        tries: 3,
      });
  };
  const live = (ticket: Ticket) => {
    const total = ticket.totalRupiah;
    const later = (act: () => void) =>
      loop.after(Math.min(random.delayMs(20_000), policy.ticketMs / 2), act);
    switch (story) {
      case "in-time":
        return later(() => paid(total));
      case "by-reference":
        return later(() => paid(random.pick([total, amountRupiah])));
      case "late":
        return loop.after(ticket.endsAtMs - loop.now() + random.delayMs(20_000), () => paid(total));
      case "twice":
        later(() => paid(total));
        return later(() => paid(total, 2));
      case "ended":
        return later(() => {
          end(ticket);
          loop.after(30_000, () => paid(total));
        });
      case "end-at-once":
        return later(() => {
          end(ticket);
          paid(total);
        });
      case "by-hand":
        return later(() => {
          payByHand(ticket);
          loop.after(25_000, () => paid(total));
        });
      case "hand-at-once":
        return later(() => {
          payByHand(ticket);
          paid(total);
        });
      case "hand-or-end":
        return later(() => {
          payByHand(ticket);
          end(ticket);
        });
      case "stray":
        return later(() => paid(amountRupiah + 5_000));
    }
  };
  insist(setting, ({ deposits }) => deposits.open({ id, resellerId, amountRupiah }), {
    tries: 5,
    onAnswer: (outcome) => void (outcome.kind === "opened" && live(outcome.ticket)),
  });
}

/** Money came in, and a bell says so until it is heard. */
export function take(
  setting: Setting,
  { id, rupiah }: Pick<TruePayment, "id" | "rupiah">,
  {
    reference = "",
    tries = 100,
    onAnswer = () => undefined,
  }: { reference?: string; tries?: number; onAnswer?: () => void } = {},
): void {
  const atMs = Math.floor(setting.world.loop.now());
  const payment: Payment = { id, method: "hook", amountRupiah: rupiah, atMs, note: "", reference };
  insist(setting, ({ deposits }) => deposits.take(payment), { tries, onAnswer });
}

/** Two operators look at what waits, and decide at once, not always the same; some of it they leave. */
export function decide(setting: Setting): void {
  const { world, random, bots } = setting;
  void bots
    .any()
    ?.deposits.waiting(50)
    .then(
      (waiting) => {
        for (const { id, rupiah } of waiting) {
          const own = world.truth.payments.find((one) => one.id === id);
          if (own === undefined || random.chance(0.5)) continue;
          const assign = (
            operatorId: number,
            resellerId: number | null,
            ticketId: string | null,
          ) => {
            const to = resellerId === null ? null : { resellerId, ticketId };
            insist(setting, ({ deposits }) => deposits.assign({ id, rupiah }, to, operatorId), {
              tries: 3,
            });
          };
          assign(operators[0], own.resellerId, random.pick([null, own.ticketId]));
          if (random.chance(0.5))
            assign(operators[1], random.pick([null, own.resellerId, reseller(setting)]), null);
        }
      },
      () => undefined,
    );
}
