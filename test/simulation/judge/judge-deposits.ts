import { replay, type Begun } from "./replay.ts";
import type { Policy } from "../policy.ts";
import { forgedRupiah } from "../deposits.ts";
import type { TruePayment } from "../truth.ts";
import type { Witness } from "./witness.ts";
import type { World } from "../world.ts";

type Judged = Pick<World, "books" | "memory" | "truth">;

/**
 * No payment is credited twice and none is lost: each is credited, or was the money of a credit by hand, or an operator left
 * it, or it waits for one. What is credited by itself goes to whose money it is, by their open ticket, once for each, and
 * not while Redis may have forgotten a credit.
 */
export function judgeDeposits(
  world: Judged,
  policy: Pick<Policy, "ticketMs">,
  witness: Pick<Witness, "violate">,
): void {
  const { begun } = replay(world.books.journal(), null);
  const waiting = new Set(world.books.waiting());
  for (const payment of world.truth.payments)
    judgePayment(world, witness, payment, begun.get(`deposit:${payment.id}`), waiting);

  const unasked = new Map<string, string>();
  for (const line of begun.values()) {
    const byHand = line.id === `deposit:hand:${line.of}`;
    if (line.kind !== "deposit" || (line.by !== "" && !byHand)) continue;
    const other = unasked.get(line.of);
    if (other !== undefined)
      witness.violate(9, `${line.of} is credited by ${other} and by ${line.id}`);
    unasked.set(line.of, line.id);
    if (world.books.ticket(line.of)["ended"] !== undefined)
      witness.violate(9, `${line.id} is credited to ${line.of}, which had ended`);
    if (!byHand) judgeByItself(world, policy, witness, line);
  }
}

function judgePayment(
  world: Judged,
  witness: Pick<Witness, "violate">,
  { id, rupiah }: TruePayment,
  credit: Begun | undefined,
  waiting: ReadonlySet<string>,
): void {
  const { state } = world.books.payment(id);
  const found = [
    ...(credit === undefined ? [] : ["credited"]),
    ...(state === "consumed" || state === "ignored" ? [state] : []),
    ...(waiting.has(id) ? ["waiting"] : []),
  ];
  if (found.length === 0) witness.violate(9, `${id} of ${rupiah} is lost`);
  if (found.length > 1) witness.violate(9, `${id} is ${found.join(" and ")}`);
  if (credit === undefined || credit.rupiah === rupiah) return;
  // Where it was forgotten the lie may have come first: nothing in these scripts tells them apart.
  const mayBeForged = world.memory.changesMs.length > 0 && credit.rupiah === rupiah + forgedRupiah;
  if (!mayBeForged) witness.violate(9, `${id} of ${rupiah} is credited as ${credit.rupiah}`);
}

function judgeByItself(
  world: Judged,
  policy: Pick<Policy, "ticketMs">,
  witness: Pick<Witness, "violate">,
  line: Begun,
): void {
  const changedMs = world.memory.changesMs.findLast((atMs) => atMs <= line.atMs) ?? -Infinity;
  if (line.atMs - changedMs < policy.ticketMs)
    witness.violate(
      9,
      `${line.id} was credited by itself ${line.atMs - changedMs} ms after a change of memory`,
    );
  const payment = world.truth.payments.find(({ id }) => line.id === `deposit:${id}`);
  // Of a ticket that Redis has forgotten nobody knows whose total it was.
  if (payment === undefined || world.books.ticket(payment.ticketId)["total"] === undefined) return;
  if (line.credit !== `purse:${payment.resellerId}` || line.of !== payment.ticketId)
    witness.violate(
      9,
      `${payment.id} of ${payment.resellerId} for ${payment.ticketId} was credited to ${line.credit} for ${line.of}`,
    );
}
