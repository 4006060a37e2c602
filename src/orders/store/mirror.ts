import { z } from "zod";
import { json } from "../../json.ts";
import { transactionSchema, type Transaction } from "../../osimesa/schema.ts";
import { readReasonLine, reason, reasonLine } from "../../reason.ts";
import type { AccountKeys } from "../../redis/keys.ts";
import { fingerprint } from "../state/fingerprint.ts";
import { orderIdSchema, refSchema } from "../state/order.ts";
import { owedJson } from "./owed.ts";
import type { Mirror } from "./ports.ts";
import type { OrderRedis } from "./redis.ts";

const mirrorKeptS = 30 * 24 * 3_600;

/** Our copy of every transaction ever seen, and what it proves, in Redis. */
export function createMirror({ redis, keys }: { redis: OrderRedis; keys: AccountKeys }): Mirror {
  const { run } = redis;
  return {
    async observe(transactions, page, newSinceMs) {
      const owners = await run(
        "observe",
        mirrorKeptS,
        page === null ? "" : Math.floor(page.begunAtMs),
        Math.ceil(newSinceMs),
        ...transactions.flatMap((one) => [
          one.ref,
          one.createdAtS ?? 0,
          fingerprint(one.productCode, one.data),
          JSON.stringify(mirrored(one)),
        ]),
      );
      return transactions.map((transaction, index) => ({
        transaction,
        owner: orderIdSchema.safeParse(owners[index]).data ?? null,
      }));
    },

    async sweep({ waitMs, strictMs, operators }) {
      await run("sweep", waitMs, strictMs, JSON.stringify(operators.map(String)));
    },

    async watching() {
      const [watched, unclaimed] = await Promise.all([
        redis.text(keys.watching),
        redis.size(keys.unclaimed),
      ]);
      return watched !== null || unclaimed > 0;
    },

    async evidence(order, { fromMs, toMs }) {
      const [started, last, strict, off, watched, ...refs] = await run(
        "evidence",
        order.id,
        order.fingerprint,
        Math.floor(fromMs / 1_000),
        Math.ceil(toMs / 1_000),
      );
      const matches = refs.map((ref) => refSchema.safeParse(ref));
      const unfit = matches.some((ref) => !ref.success);
      return {
        chain: started === "" ? null : { startedMs: Number(started), lastBegunMs: Number(last) },
        strict: strict === 1,
        // One that no order could have must not be taken for none.
        matchingOff:
          readReasonLine(String(off)) ?? (unfit ? reason("transaction-unreadable") : null),
        watched: orderIdSchema.safeParse(watched).data ?? null,
        matches: matches.flatMap((ref) => ref.data ?? []),
      };
    },

    async offsets() {
      const learnt = await redis.ranked(keys.offsets, 0, -1);
      return learnt
        .map(({ member }) => Number(member.slice(member.lastIndexOf(" ") + 1)))
        .filter(Number.isFinite);
    },

    async learn({ ref, createdAtS, offsetMs, wrong, offForMs, operators }) {
      await run(
        "learn",
        ref,
        createdAtS,
        Math.round(offsetMs),
        wrong === null ? "" : reasonLine(wrong),
        offForMs,
        JSON.stringify(operators.map(String)),
      );
    },

    async correct(orderId, says, notices) {
      await run("correct", orderId, says.replace(/\s+/g, " "), owedJson(notices));
    },

    async transaction(ref) {
      const text = await redis.hashField(keys.transaction(ref), "transaction");
      return text === null ? null : (json.pipe(mirroredSchema).safeParse(text).data ?? null);
    },
  };
}

/**
 * What the mirror keeps: enough to recognise and show a transaction. Its voucher and what it was made for (a password
 * may be in it) belong to the order alone; matching needs the fingerprint only.
 */
function mirrored({ voucher: _voucher, data: _data, ...transaction }: Transaction) {
  return { v: 1, ...transaction };
}

const mirroredSchema = transactionSchema
  .omit({ voucher: true, data: true })
  .extend({ v: z.literal(1) })
  .transform(({ v: _v, ...transaction }): Transaction => ({
    ...transaction,
    data: [],
    voucher: "",
  }));
