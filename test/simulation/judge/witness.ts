import { z } from "zod";
import { orderIdSchema, type OrderId } from "../../../src/orders/state/order.ts";
import type { Keyspace } from "../redis/keyspace.ts";
import type { Policy } from "../policy.ts";
import { createCardWitness } from "./card-witness.ts";
import { createDepositWitness } from "./deposit-witness.ts";
import { createPaceWitness } from "./pace-witness.ts";
import { createTrustWitness } from "./trust-witness.ts";
import { createMemories, standingOf, type Standing } from "./memories.ts";
import { createRequestWitness, type Request } from "./request-witness.ts";
import type { Truth } from "../truth.ts";

/** Sees every script and every request and says what must never be. Knows the rules on its own account. */
export interface Witness {
  afterScript(script: ScriptRun): void;
  onRequest(request: Request): void;
  /** Some go on by this server, the primary until now: what is done there is nothing of the other's. */
  splits(server: Keyspace, atMs: number): void;
  /** This holder was just told by the sentinels that it works on the primary. */
  confirmsPrimary(holder: string): void;
  /** Redis is another memory: what it holds now is what is known. */
  memoryChanged(db: Keyspace, prefix: string, atMs: number): void;
  /** All has come to rest. */
  end(): void;
  bug(error: unknown): void;
  violate(invariant: number, what: string): void;
  orderIds(): OrderId[];
  /** When the engine was first shown this transaction; Infinity: never. */
  observedAtMs(ref: string): number;
  violations: Violation[];
}

/** A script that was just run at `atMs`, and the data as it left them. */
interface ScriptRun {
  db: Keyspace;
  prefix: string;
  atMs: number;
  name: string;
  args: readonly (string | number)[];
  reply: readonly (string | number)[];
  truth: Truth;
  /** How old what a page shows can be. */
  stalestPageMs: number;
  policy: Policy;
}

export interface Violation {
  /** Its number in the design; 0: a bug that is no invariant's. */
  invariant: number;
  what: string;
}

/** The design's table of section 3, written down a second time: the code's own is what is on trial. */
const allowed: Record<string, readonly string[]> = {
  confirmed: ["confirmed", "sending", "failed", "unknown", "review"],
  sending: ["placed", "failed", "unknown", "review"],
  unknown: ["confirmed", "unknown", "placed", "failed", "review"],
  review: ["placed", "failed"],
  placed: ["placed", "succeeded", "failed", "review"],
  succeeded: [],
  failed: [],
};

const factsSchema = z.object({ chatId: z.number() });
/** Orders out unseen: no more than fit on a page, with some to spare. */
const mostUnseen = 12;
const pageToSpare = 3;
const usualPage = 15;
const dayMs = 86_400_000;
/** A command that hangs is carried out so late. */
const onItsWayMs = 10_000;
const maxViolations = 20;

export function createWitness(): Witness {
  const memories = createMemories();
  const { primary, of: memoryOf } = memories;
  /** Holders that made sure and have not renewed since. */
  const confirmed = new Set<string>();
  /** Every order that ever was, those that Redis has forgotten too. */
  const born = new Set<OrderId>();
  const observed = new Map<string, number>();
  const violations: Violation[] = [];
  const violate: Witness["violate"] = (invariant, what) => {
    if (violations.length < maxViolations) violations.push({ invariant, what });
  };
  const trust = createTrustWitness(violate);
  const pace = createPaceWitness(violate);
  const deposits = createDepositWitness(violate);
  const cards = createCardWitness(violate);
  const { onRequest } = createRequestWitness(violate, memoryOf);

  function look(
    { db, prefix, name: script, policy }: ScriptRun,
    id: OrderId,
    expected: string | number | undefined,
  ): void {
    const hash = db.hgetall(`${prefix}order:${id}`);
    if (hash["name"] === undefined) return;
    const now = standingOf(hash);
    const { seen } = memoryOf(db);
    const before = seen.get(id);
    if (before?.version === now.version && before.name === now.name) return;
    seen.set(id, now);
    born.add(id);
    if (before === undefined) {
      if (now.name !== "confirmed") violate(0, `${id} was born ${now.name}`);
      return;
    }
    if (allowed[before.name]?.includes(now.name) !== true) {
      const invariant = before.name === "succeeded" || before.name === "failed" ? 4 : 0;
      violate(invariant, `${id} went from ${before.name} to ${now.name} by ${script}`);
    }
    if (now.version !== before.version + 1 || Number(expected) !== before.version) {
      violate(4, `${script} moved ${id} from version ${before.version}, expecting ${expected}`);
    }
    if (before.name === "unknown" && now.name === "confirmed" && !before.notNow)
      violate(1, `${id} went back into the queue though nobody had said "not now"`);
    // That one waits for another turn rings once.
    const isTold = now.notNow && (before.name === "unknown" || Number(hash["attempts"]) > 1);
    if (!isTold) checkNotice(db, prefix, id, hash, now);
    if (memoryOf(db) === primary) trust.moved(id, hash, { db, prefix, policy });
  }

  /** The state and the notice it owes are written by one script: in its outbox, or with the order until it is. */
  function checkNotice(
    db: Keyspace,
    prefix: string,
    id: OrderId,
    hash: Record<string, string>,
    now: Standing,
  ): void {
    if (!["succeeded", "failed", "unknown", "review"].includes(now.name)) return;
    const { chatId } = factsSchema.parse(JSON.parse(hash["facts"] ?? "{}"));
    const chats = now.name === "review" ? ["9001"] : [String(chatId)];
    const noticeId = `"${id}@${now.version}"`;
    for (const chat of chats) {
      const owed =
        db.lrange(`${prefix}outbox:${chat}`, 0, -1).some((notice) => notice.includes(noticeId)) ||
        (db.zscore(`${prefix}unfinished`, id) !== null &&
          (hash["owes"] ?? "").includes(`${id}@${now.version}`));
      if (!owed) violate(6, `${id} became ${now.name} without a notice`);
    }
  }

  /** An unbroken chain of pages has shown everything that came since it began: nothing is "never placed" but by that. */
  function checkChain({ db, prefix, truth, stalestPageMs }: ScriptRun): void {
    const { started, last } = db.hgetall(`${prefix}chain`);
    if (started === undefined || last === undefined) return;
    const missed = truth.transactions.find(
      ({ ref, createdMs, goneFromMs }) =>
        goneFromMs === undefined &&
        createdMs > Number(started) &&
        createdMs < Number(last) - stalestPageMs &&
        !db.exists(`${prefix}transaction:${ref}`),
    );
    if (missed !== undefined)
      violate(5, `the pages since ${started} are taken as gapless, yet none showed ${missed.ref}`);
  }

  function checkCap({ db, prefix }: ScriptRun): void {
    const page = Number(db.hget(`${prefix}chain`, "largest") ?? usualPage);
    const unseen = db.scard(`${prefix}unseen`);
    if (unseen > Math.max(1, Math.min(mostUnseen, page - pageToSpare)))
      violate(5, `${unseen} orders are out unseen on an account whose page holds ${page}`);
  }

  /** For a day after a loss what fits an order may be a forgotten one's: a person decides. */
  function checkMatched({ db, prefix, atMs, args, reply }: ScriptRun): void {
    const isMatched = args[3] === "placed" && String(args[5]).startsWith("matched\t");
    const lost = db.hget(`${prefix}lease:engine`, "lost") ?? "";
    if (isMatched && reply[0] === "applied" && lost !== "" && atMs - memoryOf(db).changedMs < dayMs)
      violate(3, `${String(args[0])} was matched within a day of a loss`);
  }

  return {
    violations,
    violate,
    orderIds: () => [...born],
    observedAtMs: (ref) => observed.get(ref) ?? Infinity,
    splits: memories.splits,
    confirmsPrimary: (holder) => void confirmed.add(holder),
    memoryChanged(db, prefix, atMs) {
      memories.changed(db, prefix, atMs);
      trust.memoryChanged(db, prefix);
      pace.memoryChanged();
    },

    onRequest,

    end: trust.end,

    bug: (error) =>
      violate(0, error instanceof Error ? (error.stack ?? error.message) : String(error)),

    afterScript(script) {
      const { db, prefix, atMs, name, args, reply } = script;
      const memory = memoryOf(db);
      const isPrimary = memory === primary;
      if (name === "lease") {
        // Who was stopped between the two renews what it does not believe afterwards: it is over by then.
        const isConfirmed = confirmed.delete(String(args[1]));
        // One may have been on its way.
        const isLate = atMs > memory.aloneSinceMs + onItsWayMs;
        if (Number(reply[0]) > 0 && isLate && !isConfirmed)
          violate(0, "a lease was renewed on a primary that the sentinels no longer name");
      }
      if (isPrimary) {
        trust.afterScript(name, script);
        deposits.afterScript(script);
        cards.afterScript(script);
      }
      if (name === "observe") {
        checkChain(script);
        for (let place = 4; place < args.length; place += 4) {
          const ref = String(args[place]);
          // A script that died may have written nothing of it.
          const isKept = db.zscore(`${prefix}alike-transactions:${args[place + 2]}`, ref) !== null;
          if (isPrimary && isKept && !observed.has(ref)) observed.set(ref, atMs);
          if (!memory.shownSince.has(ref)) memory.shownSince.set(ref, atMs);
        }
      }
      if (name === "confirm") {
        const id = orderIdSchema.parse(args[1]);
        const isHeld = db.hget(`${prefix}books:transfer:order:${id}`, "phase") === "pending";
        if (reply[0] === "short" && isHeld) violate(9, `${id} is short of what is held for it`);
        if (reply[0] === "confirmed" && born.has(id)) violate(1, `${id} was born twice`);
        if (db.exists(`${prefix}order:${id}`)) look(script, id, undefined);
      } else if (name === "claim" || name === "apply") {
        if (isPrimary && name === "claim" && reply.length === 0) pace.died(script);
        const isWaiting = memory.seen.get(orderIdSchema.parse(args[0]))?.name === "confirmed";
        if (isWaiting && reply[0] === "claimed") {
          checkCap(script);
          if (!isPrimary) memory.claimedAlone.add(String(args[0]));
          if (isPrimary) pace.begun(script, String(args[0]));
          if (db.hget(`${prefix}lease:engine`, "identity") !== db.identity())
            violate(1, `${String(args[0])} was claimed by a term of another memory`);
        }
        look(script, orderIdSchema.parse(args[0]), args[1]);
        checkMatched(script);
        if (
          isPrimary &&
          reply[0] === "applied" &&
          args[3] === "failed" &&
          String(args[4]).includes('"expired"')
        )
          pace.expired(script, String(args[0]));
      } else if (isPrimary && name === "slower" && args[3] !== "" && reply.length > 0)
        // One that died has told nobody.
        pace.slower(atMs, Number(args[3]));
    },
  };
}
