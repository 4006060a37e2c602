import { priceIn } from "../../../src/orders/state/money.ts";
import type { Order } from "../../../src/orders/state/order.ts";
import { judgeMoves } from "./judge-moves.ts";
import type { Policy } from "../policy.ts";
import { replay, type Replay } from "./replay.ts";
import type { Witness } from "./witness.ts";
import type { World } from "../world.ts";

/** A price that was held for an order which was never written is given back so much later. */
const orphanKeptMs = 3_600_000;

/**
 * Every price is held, taken or given back as its order stands, no hold takes a purse below its credit, every cost is booked
 * once, what operators move is moved once, and the accounts say no more.
 */
export async function judgeBooks(
  world: World,
  policy: Policy,
  witness: Witness,
  orders: readonly Order[],
): Promise<void> {
  const replayed = replay(world.books.journal(), policy.creditRupiah);
  for (const fault of replayed.faults) witness.violate(9, fault);
  const audit = await world.audit();
  for (const fault of audit.faults)
    witness.violate(9, `the books do not follow from their journal: ${JSON.stringify(fault)}`);
  judgeAccounts(world, witness, replayed);
  judgeMoves(world, witness, replayed);

  const spent = new Map<string, number>();
  let soldRupiah = 0;
  let costRupiah = 0;
  for (const order of orders) {
    const { id, state, resellerId, priceRupiah } = order;
    const { phase, rupiah, debit } = world.books.transfer(`order:${id}`);
    if (phase !== priceIn[state.name] || Number(rupiah) !== priceRupiah)
      witness.violate(9, `${id} is ${state.name}, and of ${priceRupiah} ${rupiah} are ${phase}`);
    if (debit !== `purse:${resellerId}`)
      witness.violate(9, `${id} of ${resellerId} is paid by ${debit}`);
    const cost = world.books.transfer(`cost:${id}`);
    if ((cost["phase"] === "posted") !== (state.name === "succeeded"))
      witness.violate(9, `${id} is ${state.name}, and its cost ${cost["phase"]}`);
    if (state.name !== "succeeded") continue;
    const purse = `purse:${resellerId}`;
    spent.set(purse, (spent.get(purse) ?? 0) + priceRupiah);
    soldRupiah += priceRupiah;
    costRupiah += state.chargedRupiah ?? order.costRupiah;
  }
  for (const purse of new Set([...spent.keys(), ...replayed.balances.keys()])) {
    if (!purse.startsWith("purse:")) continue;
    const has = replayed.balances.get(purse) ?? 0;
    const is = besideOrders(replayed, purse) - (spent.get(purse) ?? 0);
    if (has !== is) witness.violate(9, `${purse} has ${has} by its lines, ${is} by its orders`);
  }
  if (audit.salesRupiah !== soldRupiah || audit.costRupiah !== costRupiah)
    witness.violate(
      9,
      `sales ${audit.salesRupiah} of ${soldRupiah}, cost ${audit.costRupiah} of ${costRupiah}`,
    );
  const known = new Set<string>(orders.map(({ id }) => `order:${id}`));
  for (const [id, atMs] of replayed.held) {
    if (!known.has(id) && atMs + orphanKeptMs < world.loop.now())
      witness.violate(9, `${id} holds money of no order`);
  }
}

/** What each account says is what its lines come to. */
function judgeAccounts(world: World, witness: Witness, { balances }: Replay): void {
  for (const [name, is] of balances) {
    const { credits = 0, debits = 0 } = world.books.account(name);
    const says = Number(credits) - Number(debits);
    if (says !== is) witness.violate(9, `${name} says ${says}, and its lines come to ${is}`);
  }
}

function besideOrders({ begun }: Replay, purse: string): number {
  let rupiah = 0;
  for (const line of begun.values()) {
    if (line.kind === "order") continue;
    if (line.credit === purse) rupiah += line.rupiah;
    if (line.debit === purse) rupiah -= line.rupiah;
  }
  return rupiah;
}
