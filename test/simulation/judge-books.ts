import { priceIn } from "../../src/orders/state/money.ts";
import type { Order } from "../../src/orders/state/order.ts";
import type { Witness } from "./witness.ts";
import type { World } from "./world.ts";

/** A price that was held for an order which was never written is given back so much later. */
const orphanKeptMs = 3_600_000;

/** Every price is held, taken or given back as its order stands, every cost is booked once, and the accounts say no more. */
export async function judgeBooks(
  world: World,
  witness: Witness,
  orders: readonly Order[],
): Promise<void> {
  const audit = await world.books.audit();
  for (const fault of audit.faults)
    witness.violate(9, `the books do not follow from their journal: ${JSON.stringify(fault)}`);

  const spent = new Map<number, number>();
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
    spent.set(resellerId, (spent.get(resellerId) ?? 0) + priceRupiah);
    soldRupiah += priceRupiah;
    costRupiah += state.chargedRupiah ?? order.costRupiah;
  }
  for (const [reseller, rupiah] of spent) {
    const has = world.books.balance(`purse:${reseller}`);
    if (has !== -rupiah) witness.violate(9, `${reseller} has ${has} after orders for ${rupiah}`);
  }
  if (audit.salesRupiah !== soldRupiah || audit.costRupiah !== costRupiah)
    witness.violate(
      9,
      `sales ${audit.salesRupiah} of ${soldRupiah}, cost ${audit.costRupiah} of ${costRupiah}`,
    );
  const known = new Set<string>(orders.map(({ id }) => `order:${id}`));
  for (const [id, atMs] of world.books.held()) {
    if (!known.has(id) && atMs + orphanKeptMs < world.loop.now())
      witness.violate(9, `${id} holds money of no order`);
  }
}
