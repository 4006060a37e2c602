import type { Redis } from "../redis/redis.ts";
import type { Rng } from "../clock.ts";
import type { Log } from "../log.ts";
import type { AccountKeys } from "../redis/keys.ts";
import { actsLua } from "../redis/acts.ts";
import { createScripts, scriptsIn, type Scripts } from "../redis/scripts.ts";
import { hashSlices } from "../redis/slices.ts";
import {
  atCost,
  levels,
  markupKey,
  noRules,
  pricing,
  type Level,
  type Markup,
  type Place,
  type PriceOf,
  type Step,
} from "./markup.ts";
import {
  nameField,
  readLevel,
  readRules,
  ruleField,
  stepField,
  writeMarkup,
  type StoredRules,
} from "./stored-rules.ts";

/**
 * What everybody pays, by the rules operators have set. Any method may reject: that means "unknown, try again". What is
 * set with an `act` is set once, however often and late.
 */
export interface PriceList {
  /**
   * This person's prices as they are now. One command, and another after a change of the rules. Operators pay what it
   * costs.
   */
  of(userId: number): Promise<PriceOf>;
  levelOf(userId: number): Promise<Level | null>;
  /** Of everybody who has one. */
  levels(): Promise<Map<number, Level>>;
  setLevel(userId: number, level: Level | null, act?: string): Promise<void>;
  rules(): Promise<StoredRules>;
  /** null: there is no rule from now on. */
  setMarkup(place: Place, level: Level | null, markup: Markup | null, act?: string): Promise<Kept>;
  setStep(step: Step, act?: string): Promise<Kept>;
  /** "": it has none from now on. */
  nameLevel(level: Level, name: string, act?: string): Promise<Kept>;
}

/** `full`: there are as many fields as there may be, and nothing has changed. */
type Kept = "set" | "full";

export type PriceScript = "rule" | "level";
export const priceScripts: Scripts<PriceScript> = scriptsIn(
  ["rule", "level"],
  new URL("lua/", import.meta.url),
  () => [actsLua],
);

/** All of them are read at once. */
const maxFields = 1_000;

export function createPriceList({
  redis,
  keys,
  rng,
  log,
  isOperator,
}: {
  redis: Redis;
  keys: AccountKeys;
  rng: Rng;
  log: Log;
  isOperator(userId: number): boolean;
}): PriceList {
  const run = createScripts(redis, keys.prefix, priceScripts);
  /** The rules of one mark, which is null as long as there never was one. */
  let known: { mark: string | null; priceOf: ReadonlyMap<Level | null, PriceOf> } = {
    mark: null,
    priceOf: pricesBy({ ...noRules, names: new Map(), unreadable: [] }),
  };

  async function readAll(): Promise<StoredRules> {
    return readRules(await redis.hgetall(keys.priceRules));
  }

  /** The rules are read after their mark: what is kept under it is never older. */
  async function refresh(mark: string | null): Promise<typeof known> {
    const rules = mark === null ? readRules({}) : await readAll();
    if (rules.unreadable.length > 0)
      log.warn({ fields: rules.unreadable }, "rules of prices cannot be read; passed over");
    known = { mark, priceOf: pricesBy(rules) };
    return known;
  }

  async function set(field: string, value: string, act = ""): Promise<Kept> {
    const [kind] = await run("rule", field, value, rng.id(9), maxFields, act);
    return kind === "full" ? kind : "set";
  }

  return {
    async of(userId) {
      if (isOperator(userId)) return atCost;
      const [level, mark = null] = await redis.hmget(keys.levels, String(userId), "rules");
      const { priceOf } = mark === known.mark ? known : await refresh(mark);
      return priceOf.get(readLevel(level)) ?? atCost;
    },
    levelOf: async (userId) => readLevel(await redis.hget(keys.levels, String(userId))),
    async levels() {
      const found = new Map<number, Level>();
      for await (const slice of hashSlices(redis, keys.levels))
        for (const [id, text] of slice) {
          const level = readLevel(text);
          if (/^\d+$/.test(id) && level !== null) found.set(Number(id), level);
        }
      return found;
    },
    async setLevel(userId, level, act = "") {
      await run("level", userId, level ?? "", act);
    },
    rules: readAll,
    setMarkup: (place, level, markup, act) =>
      set(ruleField(markupKey(place, level)), markup === null ? "" : writeMarkup(markup), act),
    setStep: (step, act) => set(stepField, step === 1 ? "" : String(step), act),
    nameLevel: (level, name, act) => set(nameField(level), name, act),
  };
}

/** One function a level, the same one as long as the rules are: lists are kept sorted by it. */
function pricesBy(rules: StoredRules): ReadonlyMap<Level | null, PriceOf> {
  return new Map([null, ...levels].map((level) => [level, pricing(rules, level)]));
}
