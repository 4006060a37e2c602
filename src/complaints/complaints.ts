import type { Redis } from "../redis/redis.ts";
import { z } from "zod";
import type { Bells } from "../bell.ts";
import type { OrderId } from "../orders/state/order.ts";
import type { Notice, OwedNotice } from "../orders/state/notice.ts";
import { owedJson } from "../orders/store/owed.ts";
import { pageStart, type Page, type WantedPage } from "../page.ts";
import type { AccountKeys } from "../redis/keys.ts";
import { createScripts } from "../redis/scripts.ts";
import {
  readComplaint,
  subjectOf,
  type Complaint,
  type ComplaintFacts,
  type ComplaintWord,
} from "./complaint.ts";
import { complaintScripts, type ComplaintScript } from "./scripts.ts";

/**
 * What resellers complain of or ask, and what operators answer. Every method may reject: that means "unknown, say it
 * again"; whatever is said again with the same `wordId` is said once.
 */
export interface Complaints {
  /** A new complaint, or, while one of the same order (or without an order) is open, more words of that. */
  complain(what: Omit<ComplaintFacts, "v">, wordId: string): Promise<ComplainOutcome>;
  /** Its reseller says more; where it is done, that is a new complaint of the same order. */
  say(
    id: string,
    said: { resellerId: number; text: string },
    wordId: string,
  ): Promise<ComplainOutcome | "gone">;
  /** An operator's words to its reseller, also once it is done. */
  answer(
    id: string,
    said: { operator: Named; text: string },
    wordId: string,
  ): Promise<"answered" | "full" | "gone">;
  /** The first operator who says so counts. */
  done(id: string, operator: Named): Promise<DoneOutcome>;
  read(id: string): Promise<Complaint | null>;
  /** The open one of an order. */
  openOf(orderId: OrderId, resellerId: number): Promise<Complaint | null>;
  /** Open ones, oldest first. */
  page(wanted: WantedPage): Promise<Page<Complaint>>;
  countOpen(): Promise<number>;
}

interface Named {
  userId: number;
  name: string;
}

/** `full`: there are as many as there may be, of this person or of words in one. */
type ComplainOutcome = "made" | "added" | "full";

type DoneOutcome =
  | { kind: "done"; complaint: Complaint }
  | { kind: "before"; by: Named; complaint: Complaint }
  | { kind: "gone" };

const maxOpenComplaints = 20;
/** Of one complaint, after the first. */
const maxWords = 50;
const keptMs = 90 * 24 * 3_600_000;
/** A complaint that is done, or done again, between two steps here is looked for so often. */
const maxTries = 3;

export function createComplaints(deps: {
  redis: Redis;
  keys: AccountKeys;
  operators: () => readonly number[];
  bells: Pick<Bells, "owed">;
}): Complaints {
  const { redis, keys, operators, bells } = deps;
  const run = createScripts<ComplaintScript>(redis, keys.prefix, complaintScripts);
  const read = async (id: string) => readComplaint(id, await redis.hgetall(keys.complaint(id)));

  const toOperators = (notice: Notice, except?: number): OwedNotice[] =>
    operators()
      .filter((chatId) => chatId !== except)
      .map((chatId) => ({ chatId, notice }));

  async function follow(
    id: string,
    how: {
      what: "asked" | "answered" | "done";
      resellerId?: number;
      said?: { wordId: string; word: ComplaintWord };
      operator?: Named;
      noticeId?: string;
      owed: readonly OwedNotice[];
    },
  ) {
    const [kind, by, byName] = await run(
      "follow-complaint",
      id,
      how.what,
      how.resellerId ?? "",
      how.said?.wordId ?? "",
      how.said === undefined ? "" : JSON.stringify(how.said.word),
      maxWords,
      how.operator?.userId ?? "",
      how.operator?.name ?? "",
      how.noticeId ?? "",
      owedJson(how.owed),
    );
    const outcome = followed.parse(kind);
    if (outcome === "followed") bells.owed.ring();
    return { outcome, by: { userId: Number(by), name: String(byName) } };
  }

  /** More words of one's own complaint. */
  async function ask(id: string, what: Omit<ComplaintFacts, "v">, wordId: string) {
    const { orderId, resellerId } = what;
    const noticeId = `complaint:${id}:${wordId}`;
    const notice: Notice = {
      kind: "complaint",
      id: noticeId,
      complaintId: id,
      ...(orderId && { orderId }),
    };
    const word: ComplaintWord = { v: 1, from: "reseller", userId: resellerId, text: what.text };
    const owed = toOperators(notice);
    // One tap says nothing that the first one did not.
    if (what.topic !== "words") return "again" as const;
    const said = { wordId, word };
    return (await follow(id, { what: "asked", resellerId, said, noticeId, owed })).outcome;
  }

  async function complain(
    what: Omit<ComplaintFacts, "v">,
    wordId: string,
  ): Promise<ComplainOutcome> {
    const { orderId, resellerId } = what;
    // Of its first words, so that what is handled again makes no second one.
    const id = wordId;
    const noticeId = `complaint:${id}`;
    const notice: Notice = {
      kind: "complaint",
      id: noticeId,
      complaintId: id,
      ...(orderId && { orderId }),
    };
    for (let tries = 0; tries < maxTries; tries += 1) {
      const [kind, open] = await run(
        "complain",
        id,
        subjectOf(what),
        resellerId,
        JSON.stringify({ v: 1, ...what }),
        noticeId,
        owedJson(toOperators(notice)),
        maxOpenComplaints,
        keptMs,
      );
      const outcome = complained.parse(kind);
      if (outcome === "made") bells.owed.ring();
      if (outcome !== "open") return outcome === "again" ? "made" : outcome;
      const added = await ask(String(open), what, wordId);
      if (added === "full") return "full";
      if (added === "followed" || added === "again") return "added";
      // It was done in between: these words begin a new one.
    }
    throw new Error(`complaint ${id} was neither made nor added`);
  }

  return {
    complain,

    async say(id, { resellerId, text }, wordId) {
      const before = await read(id);
      if (before === null || before.resellerId !== resellerId) return "gone";
      const { orderId, chatId } = before;
      const what = { orderId, resellerId, chatId, topic: "words" as const, text };
      // Also of one that is done: these words may be among it.
      const outcome = await ask(id, what, wordId);
      if (outcome === "full") return "full";
      return outcome === "followed" || outcome === "again" ? "added" : complain(what, wordId);
    },

    async answer(id, { operator, text }, wordId) {
      const before = await read(id);
      if (before === null) return "gone";
      const { orderId, chatId, noticeId: edits } = before;
      const about = { complaintId: id, ...(orderId && { orderId }) };
      const name = `complaint:${id}:${wordId}`;
      const word: ComplaintWord = { v: 1, from: "operator", userId: operator.userId, text };
      const owed: OwedNotice[] = [
        {
          chatId,
          notice: { kind: "complaint-answer", id: `${name}:answer`, ...about, text, done: false },
        },
        ...toOperators(
          { kind: "complaint-changed", id: `${name}:changed`, edits, ...about },
          operator.userId,
        ),
      ];
      const { outcome } = await follow(id, { what: "answered", said: { wordId, word }, owed });
      if (outcome === "gone" || outcome === "full") return outcome;
      return "answered";
    },

    async done(id, operator) {
      const before = await read(id);
      if (before === null) return { kind: "gone" };
      const { orderId, chatId, noticeId: edits } = before;
      const about = { complaintId: id, ...(orderId && { orderId }) };
      const name = `complaint:${id}:done`;
      const owed: OwedNotice[] = [
        { chatId, notice: { kind: "complaint-answer", id: name, ...about, text: "", done: true } },
        ...toOperators(
          { kind: "complaint-changed", id: `${name}:changed`, edits, ...about },
          operator.userId,
        ),
      ];
      const { outcome, by } = await follow(id, { what: "done", operator, owed });
      const complaint = outcome === "gone" ? null : await read(id);
      if (complaint === null) return { kind: "gone" };
      return outcome === "done" ? { kind: "before", by, complaint } : { kind: "done", complaint };
    },

    read,

    async openOf(orderId, resellerId) {
      const id = await redis.get(keys.complaintOf(subjectOf({ orderId, resellerId })));
      const found = id === null ? null : await read(id);
      return found?.doneBy === null && found.resellerId === resellerId ? found : null;
    },

    countOpen: () => redis.zcard(keys.complaints),

    async page(wanted) {
      const { offset, ...place } = pageStart(await redis.zcard(keys.complaints), wanted);
      const ids = await redis.zrange(keys.complaints, offset, String(offset + wanted.size - 1));
      const items = await Promise.all(ids.map(read));
      return { items: items.flatMap((one) => one ?? []), ...place };
    },
  };
}

const complained = z.enum(["made", "again", "open", "full"]);
const followed = z.enum(["followed", "again", "full", "done", "gone"]);
