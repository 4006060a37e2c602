import type { Order, OrderState } from "../../../src/orders/state/order.ts";
import type { Policy } from "../policy.ts";
import type { Witness } from "./witness.ts";
import { operatorId, type World } from "../world.ts";

type Succeeded = Order & { state: Extract<OrderState, { name: "succeeded" }> };

/** From so many on it may be taken as a service's way, which is not told. */
const habitTimes = 3;

/** Whoever gets a success without a voucher, or with another's, is told so, and the operators are; nobody else is. */
export function judgeVouchers(
  world: World,
  policy: Policy,
  witness: Witness,
  orders: readonly Order[],
): void {
  const done = orders.filter((order): order is Succeeded => order.state.name === "succeeded");
  for (const order of done) judgeTold(world, witness, done, order);
  // What is known of earlier ones can be lost then.
  if (policy.faults.has("redis-script-dies") || policy.faults.has("redis-forgets")) return;
  for (const ofService of Map.groupBy(done, ({ service }) => service.code).values()) {
    judgeMissing(witness, ofService);
    judgeRepeated(witness, done, ofService);
  }
}

function judgeTold(
  world: World,
  witness: Witness,
  done: readonly Succeeded[],
  { id, state: { doubt, voucher } }: Succeeded,
): void {
  if (doubt === undefined) return;
  const isTrue =
    doubt.kind === "missing"
      ? voucher === ""
      : done.some((other) => other.id === doubt.of && other.state.voucher === voucher);
  // The other may be forgotten by now.
  if (!isTrue && done.some((other) => doubt.kind === "missing" || other.id === doubt.of))
    witness.violate(0, `${id} is said to have a voucher that is ${doubt.kind}: ${voucher}`);
  const alarmed = world.phones
    .get(operatorId)
    ?.notices.some(
      (notice) =>
        notice.kind === "alarm" && notice.orderId === id && notice.alarm.startsWith("voucher-"),
    );
  if (alarmed !== true) witness.violate(6, `no operator was told of ${id}'s voucher`);
}

function judgeMissing(witness: Witness, ofService: readonly Succeeded[]): void {
  const without = ofService.filter(({ state }) => state.voucher === "");
  if (without.length > habitTimes) return;
  for (const order of without) {
    const earlier = ofService.some(
      (other) => other.state.voucher !== "" && other.changedAtMs < order.changedAtMs,
    );
    if (earlier && order.state.doubt === undefined)
      witness.violate(6, `${order.id} came without a voucher, and nobody was told`);
  }
}

function judgeRepeated(
  witness: Witness,
  done: readonly Succeeded[],
  ofService: readonly Succeeded[],
): void {
  const isShared = ({ id, state }: Succeeded) =>
    state.voucher !== "" &&
    done.some((other) => other.id !== id && other.state.voucher === state.voucher);
  const shared = ofService.filter(isShared);
  if (shared.length > habitTimes) return;
  for (const order of shared) {
    const others = done.filter(({ state }) => state.voucher === order.state.voucher);
    const untold = others.filter(({ state }) => state.doubt === undefined);
    const isOwn = others.every(({ service }) => service.code === order.service.code);
    if (isOwn && untold.length !== 1)
      witness.violate(
        6,
        `${order.state.voucher} came ${others.length} times, untold ${untold.length} times`,
      );
  }
}
