import type { Bells } from "../bell.ts";
import type { Redis } from "../redis/redis.ts";
import { z } from "zod";
import type { Rng } from "../clock.ts";
import type { Notice, OwedNotice } from "../orders/state/notice.ts";
import { owedJson } from "../orders/store/owed.ts";
import type { AccountKeys } from "../redis/keys.ts";
import type { RunScript } from "../redis/scripts.ts";
import type { PeopleScript } from "./scripts.ts";

/** How strangers become resellers: they ask with one tap, and the first operator who answers decides. */
export interface AccessRequests {
  ask(person: Named): Promise<AskOutcome>;
  decide(userId: number, operator: Named, accept: boolean): Promise<DecideOutcome>;
}

export interface Named {
  userId: number;
  name: string;
}

type AskOutcome =
  | { kind: "asked" }
  /** Asked before and not decided yet. */
  | { kind: "waiting" }
  | { kind: "refused"; untilMs: number }
  /** Too many strangers ask at once. */
  | { kind: "busy" };

type DecideOutcome =
  /** `by`: this operator, or with `before` whoever was first. */
  | { kind: "decided"; before: boolean; accepted: boolean; by: Named; name: string }
  /** There is no such request (any more). */
  | { kind: "gone" };

const mostAnHour = 30;
/** Who was refused, or removed, can ask again after a day. */
export const refusedMs = 24 * 3_600_000;
const keptMs = 30 * 24 * 3_600_000;

export interface AccessRequestDependencies {
  redis: Pick<Redis, "hmget">;
  run: RunScript<PeopleScript>;
  keys: AccountKeys;
  rng: Rng;
  operators: () => readonly number[];
  bells: Pick<Bells, "owed">;
}

export function createAccessRequests(deps: AccessRequestDependencies): AccessRequests {
  const { redis, run, keys, rng, operators, bells } = deps;
  return {
    async ask({ userId, name }) {
      const id = `request:${userId}:${rng.id(6)}`;
      const notice: Notice = { kind: "request", id, userId, name };
      const owed = operators().map((chatId): OwedNotice => ({ chatId, notice }));
      const [kind, untilMs] = await run(
        "ask",
        userId,
        name,
        id,
        owedJson(owed),
        mostAnHour,
        keptMs,
      );
      const outcome = askOutcome.parse({ kind, untilMs: Number(untilMs) });
      if (outcome.kind === "asked") bells.owed.ring();
      return outcome;
    },

    async decide(userId, operator, accept) {
      const [name, edits] = await redis.hmget(keys.request(userId), "name", "notice");
      const decision = accept ? "accepted" : "refused";
      // The person, and the operators who have not decided: the message that asked them changes.
      const owed: OwedNotice[] = [
        {
          chatId: userId,
          notice: { kind: "access", id: `${edits}:${decision}`, access: decision },
        },
        ...operators()
          .filter((chatId) => chatId !== operator.userId)
          .map((chatId): OwedNotice => ({
            chatId,
            notice: {
              kind: "request-decided",
              id: `${edits}:decided`,
              edits: edits ?? "",
              userId,
              name: name ?? "",
              accepted: accept,
              by: operator.name,
            },
          })),
      ];
      const [kind, decided, by, byName] = await run(
        "decide",
        userId,
        operator.userId,
        operator.name,
        decision,
        refusedMs,
        keptMs,
        owedJson(owed),
      );
      if (kind === "gone") return { kind };
      if (kind === "decided") bells.owed.ring();
      return {
        kind: "decided",
        before: kind === "before",
        accepted: decided === "accepted",
        by: { userId: Number(by), name: String(byName) },
        name: name ?? "",
      };
    },
  };
}

const askOutcome = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("asked") }),
  z.object({ kind: z.literal("waiting") }),
  z.object({ kind: z.literal("refused"), untilMs: z.number() }),
  z.object({ kind: z.literal("busy") }),
]);
