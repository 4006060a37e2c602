import type { Reason } from "../reason.ts";
import type { Refusal } from "./refusal.ts";
import type { Transaction } from "./schema.ts";

/** What became of a `type=order` request: the only question that decides over money. */
export type OrderAnswer =
  | { kind: "placed"; transaction: Transaction }
  /** A well-formed "no", in the upstream's words. */
  | ({ message: string } & Refusal)
  /** Proved: no byte of the request left. */
  | { kind: "not-sent"; why: Reason }
  /** Anything else: it may or may not have been placed. */
  | { kind: "unclear"; why: Reason };

/**
 * Why a read brought nothing. `busy`: 429, 503 or words of pace; `maintenance`: nobody is answered now; `refused`: the
 * upstream's own no, in its words.
 */
export interface Trouble {
  kind: "trouble";
  cause: "unreachable" | "busy" | "maintenance" | "refused" | "malformed";
  why: Reason;
  /** Milliseconds the upstream asked to wait, when it did. */
  retryAfterMs?: number;
}

/** What any read brings: the envelope's `data`, still unread. */
export type ReadAnswer = { kind: "data"; data: unknown } | Trouble;

/** What the account's profile says; `none`: there is no such call, or one that says no balance. */
export type BalanceAnswer = { kind: "balance"; rupiah: number } | { kind: "none" } | Trouble;

export type PageAnswer = { kind: "page"; transactions: Transaction[]; malformed: number } | Trouble;

/** What became of a list whose members were handed over one by one. Those of a `trouble` do not count. */
export type ListAnswer = { kind: "list"; members: number } | Trouble;

/** Where the members of a long list go. */
export interface ListSink {
  /** One member, as JSON that may be malformed; its bytes are good until this returns. */
  member(json: Buffer): void;
  /** The answer as it comes, for those who keep it; the next piece waits until this one is taken. */
  bytes?(chunk: Uint8Array): Promise<void>;
}
