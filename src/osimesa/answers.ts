import type { RawService, Transaction } from "./schema.ts";

/** What became of a `type=order` request: the only question that decides over money. */
export type OrderAnswer =
  | { kind: "placed"; transaction: Transaction }
  | {
      kind: "refused";
      message: string;
      /** `shop`: key, IP, balance or rate; the next order would meet the same. `order`: this order only. */
      cause: "order" | "shop";
    }
  /** Proved: no byte of the request left. */
  | { kind: "not-sent"; why: string }
  /** Anything else: it may or may not have been placed. */
  | { kind: "unclear"; why: string };

/** Why a read brought nothing. `busy`: 429 or 503; `refused`: the upstream's own no, in its words. */
export interface Trouble {
  kind: "trouble";
  cause: "unreachable" | "busy" | "refused" | "malformed";
  why: string;
  /** Milliseconds the upstream asked to wait, when it did. */
  retryAfterMs?: number;
}

/** What any read brings: the envelope's `data`, still unread. */
export type ReadAnswer = { kind: "data"; data: unknown } | Trouble;

export type PageAnswer = { kind: "page"; transactions: Transaction[]; malformed: number } | Trouble;

export type ServicesAnswer =
  /** `malformed`: members that could not be read, with what was wrong of the first few. */
  { kind: "services"; services: RawService[]; malformed: { count: number; examples: string[] } } | Trouble;
