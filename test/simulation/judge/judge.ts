import type { Notice } from "../../../src/orders/state/notice.ts";
import { statusFamily } from "../../../src/osimesa/status.ts";
import { isFinal, refOf, type Order } from "../../../src/orders/state/order.ts";
import { operatorId, type World } from "../world.ts";
import { judgeVouchers } from "./judge-vouchers.ts";
import type { Policy } from "../policy.ts";
import type { TrueTransaction } from "../truth.ts";
import type { Witness } from "./witness.ts";

/** What is shown for so long without a fault has been seen: a page a minute, five look-ups a minute of the watched. */
const settledMs = 4 * 60_000;

/** Compares what the engine says with what really happened, once everything has come to rest. */
export function judge(
  world: World,
  policy: Policy,
  witness: Witness,
  orders: readonly Order[],
): void {
  const { truth } = world;
  const ownOf = (order: Order) =>
    truth.transactions.filter((transaction) => transaction.orderId === order.id);
  judgeRefs(world, policy, witness, orders);
  judgeVouchers(world, policy, witness, orders);
  witness.end();
  for (const order of orders) {
    const own = ownOf(order);
    if (own.length > 1) witness.violate(1, `${order.id} was placed ${own.length} times`);
    judgeFailure(world, policy, witness, orders, order, own[0]);
    judgeVanished(world, witness, order);
    judgeEnd(world, witness, order);
    judgeTelling(world, witness, order);
    if (!isFinal(order) && order.state.name !== "review") {
      witness.violate(
        8,
        `${order.id} is stuck in ${order.state.name}: ${JSON.stringify(order.timeline.at(-1))}`,
      );
    }
  }
}

/** A transaction belongs to one order, and to the one that made it. */
function judgeRefs(world: World, policy: Policy, witness: Witness, orders: readonly Order[]): void {
  const owners = new Map<string, string>();
  for (const order of orders) {
    const ref = refOf(order);
    if (ref === null) continue;
    const other = owners.get(ref);
    if (other !== undefined) witness.violate(3, `${ref} belongs to ${other} and to ${order.id}`);
    owners.set(ref, order.id);
    const transaction = world.truth.transactions.find((one) => one.ref === ref);
    if (transaction === undefined) witness.violate(3, `${order.id} has ${ref}, which never was`);
    else if (
      transaction.orderId !== order.id &&
      !indistinguishable(world, policy, witness, orders, order, transaction)
    ) {
      witness.violate(
        3,
        `${order.id} has ${ref}, which is ${transaction.orderId ?? "somebody else"}'s`,
      );
    }
  }
}

/**
 * Somebody else ordered exactly the same within the window, and the order's own transaction had not been shown
 * when it was matched: no rule could tell. Nor can it of an equal order that then finds the transaction left over.
 */
function indistinguishable(
  world: World,
  policy: Policy,
  witness: Witness,
  orders: readonly Order[],
  order: Order,
  taken: TrueTransaction,
): boolean {
  if (!policy.faults.has("outside-equal")) return false;
  const matchedAtMs = order.timeline.find((entry) => entry.to === "placed")?.atMs ?? 0;
  const own = world.truth.transactions.find((transaction) => transaction.orderId === order.id);
  if (own !== undefined && witness.observedAtMs(own.ref) <= matchedAtMs) return false;
  if (taken.orderId === null) return true;
  const robbed = orders.find((one) => one.id === taken.orderId);
  const ref = robbed === undefined ? null : refOf(robbed);
  const instead = world.truth.transactions.find((transaction) => transaction.ref === ref);
  return (
    robbed !== undefined &&
    instead !== undefined &&
    robbed.confirmedAtMs < order.confirmedAtMs &&
    indistinguishable(world, policy, witness, orders, robbed, instead)
  );
}

/** Whoever is told "nothing was charged" was not charged. */
function judgeFailure(
  world: World,
  policy: Policy,
  witness: Witness,
  orders: readonly Order[],
  order: Order,
  own: TrueTransaction | undefined,
): void {
  if (order.state.name !== "failed" || own === undefined) return;
  const { failure } = order.state;
  if (failure.reason === "given-back") return judgeGivenBack(world, policy, witness, order, own);
  if (failure.reason === "by-upstream" || own.goneFromMs !== undefined) return;
  if (failure.reason !== "never-placed") {
    return witness.violate(
      1,
      `${order.id} is said to be ${failure.reason}, yet ${own.ref} was placed`,
    );
  }
  const lateness = own.createdMs - (order.sentAtMs ?? 0);
  if (lateness + policy.stalestPageMs <= policy.unknownGraceMs) {
    return witness.violate(
      5,
      `${order.id} is said to be never placed, yet ${own.ref} came after ${lateness} ms`,
    );
  }
  const alarmed = noticesOf(world, operatorId).some(
    (notice) => notice.kind === "alarm" && notice.ref === own.ref,
  );
  // While an equal order is in review it may be that one's: its operator sees it among the candidates.
  const inReview = orders.some(
    (other) => other.state.name === "review" && other.fingerprint === order.fingerprint,
  );
  if (!alarmed && !inReview)
    witness.violate(
      5,
      `${own.ref} turned up for ${order.id}, said to be never placed, and nobody was alarmed`,
    );
}

/** What is called given back was gone, for long enough, and should it be shown again the operators hear of it. */
function judgeGivenBack(
  world: World,
  policy: Policy,
  witness: Witness,
  order: Order,
  own: TrueTransaction,
): void {
  const last = order.timeline.at(-1);
  const byOperator = last?.why?.code === "given-back-by-operator";
  const ageMs = order.changedAtMs - (order.sentAtMs ?? 0);
  if (own.ref !== refOf(order)) return;
  if (!byOperator && policy.vanishedPolicy === "review")
    witness.violate(5, `${order.id} failed by itself though an operator was to decide`);
  if (!byOperator && ageMs < policy.unknownGraceMs)
    witness.violate(5, `${order.id} is said to be given back after ${ageMs} ms`);
  if ((own.goneFromMs ?? Infinity) > order.changedAtMs)
    witness.violate(5, `${order.id} is said to be given back, yet ${own.ref} was there`);
  const isBack = (own.backFromMs ?? Infinity) < world.loop.now() - settledMs;
  const contradicts = statusFamily(own.course.at(-1)?.word ?? "") === "succeeded";
  const alarmed = noticesOf(world, operatorId).some(
    (notice) => notice.kind === "alarm" && notice.ref === own.ref,
  );
  if (isBack && contradicts && !alarmed)
    witness.violate(
      5,
      `${own.ref} of ${order.id}, said to be given back, is shown again, and nobody was alarmed`,
    );
}

/** Nobody is asked to look for what the upstream has shown all along. */
function judgeVanished(world: World, witness: Witness, order: Order): void {
  const entry = order.timeline.find(({ why }) => why?.code === "ref-vanished");
  const own = world.truth.transactions.find((one) => one.orderId === order.id);
  if (entry !== undefined && own !== undefined && (own.goneFromMs ?? Infinity) > entry.atMs)
    witness.violate(0, `${order.id} went to review as vanished, yet ${own.ref} was there`);
}

/** What is final says what its transaction said at some time. */
function judgeEnd(world: World, witness: Witness, order: Order): void {
  const { state } = order;
  const said =
    state.name === "succeeded"
      ? "succeeded"
      : state.name === "failed" && state.failure.reason === "by-upstream"
        ? "failed"
        : null;
  const transaction = world.truth.transactions.find(({ ref }) => ref === refOf(order));
  if (said === null || transaction === undefined) return;
  const sawIt = transaction.course.some(
    ({ fromMs, word }) => fromMs <= order.changedAtMs && statusFamily(word) === said,
  );
  if (!sawIt)
    witness.violate(4, `${order.id} is said to have ${said}, which ${transaction.ref} never did`);
}

const isOf = (notice: Notice, order: Order) => "orderId" in notice && notice.orderId === order.id;
const noticesOf = (world: World, chatId: number) => world.phones.get(chatId)?.notices ?? [];

/** Every final state, and every stay in `unknown` or `review`, arrived; nothing arrived at anybody else's. */
function judgeTelling(world: World, witness: Witness, order: Order): void {
  const arrived = noticesOf(world, order.chatId).filter((notice) => isOf(notice, order));
  const reached = new Set(order.timeline.map((entry) => entry.to));
  if (isFinal(order) && !arrived.some((notice) => notice.kind === "result"))
    witness.violate(6, `${order.id}'s result never arrived`);
  if (
    (reached.has("unknown") || reached.has("review")) &&
    !arrived.some((notice) => notice.kind === "checking")
  ) {
    witness.violate(6, `${order.id}'s stay in doubt was never told`);
  }
  if (
    reached.has("review") &&
    !noticesOf(world, operatorId).some((notice) => notice.kind === "review" && isOf(notice, order))
  ) {
    witness.violate(6, `no operator was told of ${order.id}`);
  }
  for (const [chatId, phone] of world.phones) {
    if (chatId === order.chatId || chatId === operatorId) continue;
    if (phone.notices.some((notice) => isOf(notice, order)))
      witness.violate(7, `${order.id} was told to ${chatId}`);
  }
}
