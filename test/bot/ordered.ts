import assert from "node:assert/strict";
import {
  refSchema,
  type Answer,
  type Order,
  type OrderState,
} from "../../src/orders/state/order.ts";
import type { Service } from "../../src/catalogue/service.ts";
import type { Person } from "../person.ts";
import type { Shop } from "./shop.ts";

export const dayMs = 24 * 3_600_000;

const placement = { ref: refSchema.parse("R1"), statusWord: "sukses", note: "" };
/** The ways of an order that has come to something; each is given a ref of its own. */
export const succeeds = (chargedRupiah: number, voucher = "SN <1>"): OrderState[] => [
  { name: "sending", token: "t", epoch: 1 },
  { name: "placed", ...placement },
  { name: "succeeded", ...placement, voucher, chargedRupiah },
];
export const fails: OrderState[] = [
  { name: "sending", token: "t", epoch: 1 },
  { name: "failed", failure: { reason: "refused", message: "no", shop: false } },
];
export const cancelled: OrderState[] = [
  { name: "failed", failure: { reason: "withdrawn", why: "cancelled" } },
];

/**
 * An order of this person's, `agoMs` ago, in the last of these states; `values` in answer to what the service asks, left
 * out: a phone number and a secret.
 */
export async function ordered(
  shop: Shop,
  who: Pick<Person, "id">,
  service: Service,
  {
    agoMs = 0,
    states = [],
    values,
  }: { agoMs?: number; states?: readonly OrderState[]; values?: readonly string[] } = {},
): Promise<Order> {
  const person = { userId: who.id, chatId: who.id };
  made += 1;
  const answers = values ? answersTo(service, values) : numberAndPin();
  const { confirmation } = await shop.desk.prepare({ ...person, service, answers });
  const outcome = await shop.desk.confirm(confirmation.id, { ...person, cardMessageId: 1 });
  assert.equal(outcome.kind, "confirmed");
  const order = outcome.kind === "confirmed" ? outcome.order : null;
  assert.ok(order);
  const ref = refSchema.parse(`R${made}`);
  const moved = await shop.move(
    order,
    ...states.map((state): OrderState => ("ref" in state ? { ...state, ref } : state)),
  );
  if (agoMs > 0) await backdate(shop, moved, agoMs);
  return moved;
}
let made = 0;

const numberAndPin = (): Answer[] => [
  { position: 1, label: "Nomor HP", value: `0812${String(made).padStart(8, "0")}`, secret: false },
  { position: 2, label: "PIN", value: "rahasia", secret: true },
];

const answersTo = ({ fields }: Service, values: readonly string[]): Answer[] =>
  fields.map(({ position, label, ...field }, index) => ({
    position,
    label,
    value: values[index] ?? "",
    secret: field.kind === "input" && field.type === "password",
  }));

/** As if it had been confirmed so much earlier. */
async function backdate({ redis, keys }: Shop, order: Order, ms: number): Promise<void> {
  const at = order.confirmedAtMs - ms;
  await redis.hset(keys.order(order.id), "confirmed", at);
  await redis.zadd(keys.history(order.resellerId), at, order.id);
  await redis.zadd(keys.state(order.state.name), at, order.id);
}
