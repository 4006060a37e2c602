import { factsSchema, stateSchema } from "../../../src/orders/state/order.ts";
import type { LuaArgument } from "../../../src/redis/lua.ts";
import type { Random } from "../random.ts";
import type { Keyspace } from "../redis/keyspace.ts";

export const prefix = "osimesa:{diff}:";

/** What one of these scripts is called with, by what is in Redis; null: nothing would call it now. */
export type Drawers<Name extends string> = Record<
  Name,
  (random: Random, db: Keyspace) => LuaArgument[] | null
>;

const ids = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `ORDER0000${number}`);
export const id = (random: Random) => random.pick(ids);
export const ref = (random: Random) => `R${random.integer(1, 6)}`;
/** One that is built, and one that is not yet: by the number at the end of an id or a ref. */
export const lineFor = (name: string) => (Number(name.slice(-1)) % 3 === 0 ? "prepaid" : "game");
export const print = (random: Random) => `print${random.integer(1, 2)}`;
export const person = (random: Random) => random.pick(["7001", "7002"]);
export const holder = (random: Random) => random.pick(["alpha", "beta"]);
export const operators = JSON.stringify(["9001", "9002"]);
let tokens = 0;
export const token = () => `token${(tokens += 1)}`;
export const earlierToken = (random: Random) => `token${random.integer(1, tokens)}`;

export function resultNotice(random: Random): string {
  const number = random.integer(1, 6);
  return JSON.stringify({ kind: "result", id: `n${number}`, orderId: `ORDER0000${number}` });
}

export const notices = (random: Random) =>
  JSON.stringify(
    Array.from({ length: random.integer(0, 2) }, () => ({
      chat: person(random),
      notice: resultNotice(random),
    })),
  );

export const facts = (random: Random, orderId: string) =>
  JSON.stringify({
    ...factsSchema.parse({
      v: 2,
      id: orderId,
      line: "game",
      resellerId: 7001,
      chatId: 7001,
      service: { code: "P5", name: "P5", category: "Pulsa" },
      destination: [],
      costRupiah: 4_500,
      priceRupiah: random.pick([5_000, 10_000]),
      fingerprint: print(random),
    }),
    line: lineFor(orderId),
  });

const states = ["unknown", "review", "placed", "succeeded", "failed", "confirmed"] as const;
/** Where an order goes from where it stands, mostly: else few would ever come far. */
const usualNext: Partial<Record<string, readonly (typeof states)[number][]>> = {
  sending: ["placed", "placed", "placed", "unknown"],
  unknown: ["placed", "review", "failed"],
  review: ["placed", "failed"],
  placed: ["succeeded", "succeeded", "failed"],
};

/** `from`: the name of the state it stands in. */
export function drawState(
  random: Random,
  from: string,
): {
  name: string;
  json: string;
  ref: string;
} {
  const name = random.pick(random.chance(0.6) ? (usualNext[from] ?? states) : states);
  const own = ref(random);
  const placement = { ref: own, statusWord: "waiting", note: "" };
  const json = JSON.stringify(
    stateSchema.parse(
      {
        confirmed: { name: "confirmed" },
        unknown: { name: "unknown", why: "no answer" },
        review: {
          name: "review",
          why: random.pick(["two fit", { code: "none-fits", detail: "" }]),
        },
        placed: { name: "placed", ...placement },
        succeeded: {
          name: "succeeded",
          ...placement,
          voucher: "V1",
          ...random.pick([{}, { chargedRupiah: 4_700 }]),
        },
        failed: { name: "failed", failure: { reason: "never-placed" } },
      }[name],
    ),
  );
  const attached = name === "placed" || name === "succeeded";
  return {
    name,
    json,
    ref: attached ? own : "",
  };
}

/** The version an order really has, mostly; so that calls get through and some do not. */
export const versionOf = (random: Random, db: Keyspace, orderId: string) =>
  random.chance(0.8)
    ? (db.hget(`${prefix}order:${orderId}`, "version") ?? "1")
    : String(random.integer(1, 4));

/** An order that is there, mostly: scripts are never called for one that never was, but for confirm. */
export function knownId(random: Random, db: Keyspace): string | null {
  const known = ids.filter((one) => db.hget(`${prefix}order:${one}`, "name") !== null);
  return known.length === 0 ? null : random.pick(known);
}

/** One that is over, mostly. */
export function finalId(random: Random, db: Keyspace): string | null {
  const final = ids.filter((one) =>
    ["succeeded", "failed"].includes(db.hget(`${prefix}order:${one}`, "name") ?? ""),
  );
  return final.length > 0 && random.chance(0.8) ? random.pick(final) : knownId(random, db);
}

/** The numbers a card is for, and what it knows of: by its id, so that more of them would draw nothing else. */
export function told(orderId: string): [numbers: string, knows: string] {
  const place = Number(orderId.slice(-1));
  const knows = place % 2 === 1 ? "*" : place % 4 === 2 ? "" : `ORDER0000${place - 1}`;
  return [["", "n1", "n1 n2"][place % 3] ?? "", knows];
}
