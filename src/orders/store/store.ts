import { z } from "zod";
import { json } from "../../json.ts";
import { pageStart } from "../../page.ts";
import { reasonLine } from "../../reason.ts";
import type { AccountKeys } from "../../redis/keys.ts";
import {
  factsSchema,
  orderIdSchema,
  type Order,
  type OrderId,
  type OrderState,
} from "../state/order.ts";
import { orderIdOf } from "../state/order-id.ts";
import type { ApplyOutcome, ClaimOutcome, ConfirmOutcome, OrderStore } from "./ports.ts";
import type { Change } from "../state/transition.ts";
import { createMirror } from "./mirror.ts";
import { readOrders, type OnUnreadable } from "./stored-order.ts";
import { owedJson } from "./owed.ts";
import type { OrderRedis } from "./redis.ts";

/** A confirmation that expired unused still answers for so long, as a consumed one does (`common.lua`). */
const confirmationKeptMs = 48 * 3_600_000;

/** Orders in Redis. Every write that matters is one script of `lua/`; reads are parsed on the way out. */
export function createOrderStore({
  redis,
  keys,
  onUnreadable,
}: {
  redis: OrderRedis;
  keys: AccountKeys;
  onUnreadable?: OnUnreadable;
}): OrderStore {
  const { run } = redis;
  const readAll = (ids: readonly string[]) => readOrders(redis, keys, ids, onUnreadable);
  const read = async (id: OrderId): Promise<Order | null> => (await readAll([id]))[0] ?? null;
  const mustRead = async (id: OrderId): Promise<Order> => {
    const order = await read(id);
    if (!order) throw new Error(`order ${id} is not in Redis`);
    return order;
  };

  return {
    ...createMirror({ redis, keys }),
    nowMs: redis.nowMs,

    async draft({ id, facts }, ttlMs) {
      // A secret does not outlive the confirmation that asks for it.
      const keptMs = facts.destination.some((answer) => answer.secret) ? ttlMs : confirmationKeptMs;
      await run("draft", id, JSON.stringify(facts), facts.resellerId, facts.chatId, ttlMs, keptMs);
    },

    async confirm(
      id,
      { userId, chatId, cardMessageId, usualLimitRupiah = null },
    ): Promise<ConfirmOutcome> {
      const orderId = orderIdOf(id);
      const usualLimit = usualLimitRupiah ?? "";
      const [kind, first, second] = await run(
        "confirm",
        id,
        orderId,
        userId,
        chatId,
        cardMessageId,
        usualLimit,
      );
      switch (kind) {
        case "confirmed":
        case "again":
          return { kind: "confirmed", order: await mustRead(orderId), again: kind === "again" };
        case "expired":
          return { kind, facts: json.pipe(factsSchema).parse(first) };
        case "paused":
          return { kind, reason: String(first) };
        case "limit":
          return { kind, limitRupiah: Number(first), spentRupiah: Number(second) };
        case "discarded":
        case "gone":
          return { kind };
        default:
          throw unexpected("confirm", kind);
      }
    },

    async discard(id, { userId, chatId }) {
      const [kind] = await run("discard", id, orderIdOf(id), userId, chatId);
      switch (kind) {
        case "confirmed":
          return { kind, order: await mustRead(orderIdOf(id)) };
        case "discarded":
        case "gone":
          return { kind };
        default:
          throw unexpected("discard", kind);
      }
    },

    async claim(order, { token, holder, epoch, cap }): Promise<ClaimOutcome> {
      const state: OrderState = { name: "sending", token, epoch };
      const [kind, by] = await run(
        "claim",
        order.id,
        order.version,
        token,
        holder,
        epoch,
        cap,
        JSON.stringify(state),
      );
      switch (kind) {
        case "claimed":
          return { kind, order: await mustRead(order.id) };
        case "held":
          return { kind, by: orderIdSchema.parse(by) };
        case "full":
        case "lease-lost":
        case "conflict":
          return { kind };
        default:
          throw unexpected("claim", kind);
      }
    },

    async apply(change): Promise<ApplyOutcome> {
      const [kind, by] = await run("apply", ...applyArguments(change));
      switch (kind) {
        case "applied":
        case "conflict":
          return { kind };
        case "ref-taken":
          return { kind, by: orderIdSchema.parse(by) };
        default:
          throw unexpected("apply", kind);
      }
    },

    async mend() {
      const [mended = 0, ...left] = await run("mend", mendedAtOnce, mendRetryMs);
      return { mended: Number(mended), left: left.map(String) };
    },

    read,

    async readByRef(ref) {
      const id = orderIdSchema.safeParse(await redis.text(keys.ref(ref)));
      return id.success ? await read(id.data) : null;
    },

    async inState(name, limit) {
      const orders = await readAll(membersOf(await redis.ranked(keys.state(name), 0, limit - 1)));
      // The index and the orders are two reads: one may have moved on between them.
      return orders.filter((order) => order.state.name === name);
    },

    async placedIds(limit) {
      const placed = await redis.ranked(keys.state("placed"), 0, limit - 1);
      return placed.flatMap(({ member, score }) => {
        const id = orderIdSchema.safeParse(member);
        return id.success ? [{ id: id.data, confirmedAtMs: score }] : [];
      });
    },

    async history(resellerId, wanted) {
      const key = keys.history(resellerId);
      const { offset, ...place } = pageStart(await redis.size(key), wanted);
      const ids = await redis.ranked(key, offset, offset + wanted.size - 1, { newestFirst: true });
      return { items: await readAll(membersOf(ids)), ...place };
    },

    async openOf(resellerId) {
      return readAll(
        membersOf(
          await redis.ranked(keys.open(resellerId), 0, maxOpenShown - 1, { newestFirst: true }),
        ),
      );
    },

    async ordersAlike(fingerprint, sinceMs) {
      const members = await redis.scored(keys.alike(fingerprint), sinceMs, Infinity, maxAlike);
      return members.flatMap((member) => alikeSchema.safeParse(member.split(":")).data ?? []);
    },

    async owe(notices) {
      await run("owe", owedJson(notices));
    },

    async trouble(name, on, notices) {
      const [kind] = await run("trouble", name, on ? 1 : 0, owedJson(notices));
      return kind === "told";
    },
  };
}

const mendedAtOnce = 50;
/** What could not be mended needs somebody to look at Redis. */
const mendRetryMs = 60_000;

/** A person with more unfinished orders than this sees the newest. */
const maxOpenShown = 50;

/** More equal orders in two days than this need no counting. */
const maxAlike = 100;

const membersOf = (page: readonly { member: string }[]): string[] =>
  page.map(({ member }) => member);

const alikeSchema = z
  .tuple([orderIdSchema, z.coerce.number().int()])
  .transform(([id, resellerId]) => ({ id, resellerId }));

function applyArguments(change: Change): (string | number)[] {
  const { state } = change;
  const ref = state.name === "placed" || state.name === "succeeded" ? state.ref : "";
  return [
    change.orderId,
    change.expectedVersion,
    change.token,
    state.name,
    JSON.stringify(state),
    change.why === null ? "" : reasonLine(change.why),
    change.facts ? JSON.stringify(change.facts) : "",
    ref,
    change.watchMs,
    owedJson(change.notices),
  ];
}

function unexpected(script: string, kind: unknown): Error {
  return new Error(`script ${script} answered ${String(kind)}`);
}
