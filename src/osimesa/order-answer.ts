import { reason, type ReasonCode } from "../reason.ts";
import { exactJson } from "../json.ts";
import type { OnceResult } from "../web/request-once.ts";
import type { OrderAnswer } from "./answers.ts";
import { readRefusal } from "./refusal.ts";
import { envelopeSchema, namesTransaction, rawTransactionSchema } from "./schema.ts";

/**
 * What a `type=order` request came to. Only two things are certain: a well-formed "yes" with a `ref_id`, and a
 * well-formed "no" without one below HTTP 500 and JSON code 500. Everything else is unclear: money may have moved.
 */
export function readOrderAnswer(result: OnceResult, clean?: (text: string) => string): OrderAnswer {
  if (result.kind === "not-sent") return result;
  if (result.kind === "no-answer") return { kind: "unclear", why: result.why };

  const body = exactJson(clean).safeParse(result.body);
  const envelope = envelopeSchema.safeParse(body.data);
  if (!envelope.success) return unclear(result.status, "answer-unreadable");
  const { status: good, code = result.status, message, data } = envelope.data;
  const transaction = rawTransactionSchema.safeParse(Array.isArray(data) ? data[0] : data);
  if (good) {
    return transaction.success
      ? { kind: "placed", transaction: transaction.data }
      : unclear(result.status, "accepted-without-ref");
  }
  if (namesTransaction(body.data)) return unclear(result.status, "refused-with-ref");
  if (result.status >= 500 || code >= 500) return unclear(result.status, "server-error", message);
  return { message, ...readRefusal(message, [result.status, code]) };
}

function unclear(status: number, code: ReasonCode, message = ""): OrderAnswer {
  const detail = message === "" ? `HTTP ${status}` : `HTTP ${status}: ${message}`;
  return { kind: "unclear", why: reason(code, detail.slice(0, 200)) };
}
