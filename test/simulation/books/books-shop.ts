import type { Redis } from "ioredis";
import type { Transfer } from "../../../src/books/journal.ts";
import type { AccountKeys } from "../../../src/redis/keys.ts";
import type { LuaArgument } from "../../../src/redis/lua.ts";
import type { Batch } from "./batch.ts";
import type { BooksModel, ModelOrder } from "./books-model.ts";
import type { Death, Outcome } from "../redis/mortal.ts";
import type { Random } from "../random.ts";

export const resellers: readonly number[] = Array.from({ length: 20 }, (_, place) => 7_001 + place);

/** People who order and operators who move money, drawn at random; what each script has to answer the model says. */
export interface BooksShop {
  model: BooksModel;
  /** Transfers each reseller was to be told of since somebody looked. */
  told: Map<number, number>;
  /** Sends what is drawn next. */
  next(): Promise<void>;
}

interface Card extends ModelOrder {
  /** What became of it; `held`: its press died after the hold, and no order came of it yet. */
  is: "card" | "held" | "order" | "over";
}

interface Deps {
  redis: Redis;
  keys: AccountKeys;
  random: Random;
  model: BooksModel;
  batch: Batch;
  note(what: string): void;
}

/** What is remembered of earlier cards and transfers, to be pressed again. */
const remembered = 200;
const dayMs = 86_400_000;

export function createBooksShop(deps: Deps): BooksShop {
  const { redis, keys, random, model, batch } = deps;
  const cards: Card[] = [];
  const made: Transfer[] = [];
  const told = new Map<number, number>();
  const usualCredit = model.credit(0) ?? "";
  let number = 0;
  const keep = <T>(list: T[], one: T) => {
    list.push(one);
    if (list.length > remembered) list.splice(random.integer(0, remembered - 1), 1);
  };

  /**
   * A script that may die, and then is repeated at once; or is not, and is mended. `adopt` then reads what came of it: that
   * it was carried out and that it was not are both right.
   */
  async function run(
    script: string,
    args: readonly LuaArgument[],
    expects: readonly Outcome[],
    { change, adopt }: { change(): void; adopt(): Promise<void> },
  ): Promise<void> {
    if (!random.chance(0.02)) {
      batch.run(script, args, { expects: expects.slice(0, 1) });
      return change();
    }
    batch.run(`dying ${script}`, args, { death: drawDeath(random) });
    if (random.chance(0.7)) {
      batch.run(script, args, { expects });
      return change();
    }
    batch.run("mend", [50, 0]);
    await batch.flush();
    await adopt();
  }

  async function press(card: Card): Promise<void> {
    const { id, resellerId, priceRupiah } = card;
    const wanted = [`c${id}`, id, resellerId, resellerId, 17, "", usualCredit, ""];
    if (card.is === "order" || card.is === "over")
      return batch.run("confirm", wanted, { expects: [["again"]] });
    const missing = card.is === "held" ? 0 : model.missing(resellerId, priceRupiah);
    if (missing > 0) return batch.run("confirm", wanted, { expects: [["short", missing]] });
    const becomes = (is: "held" | "order") => {
      if (card.is === "card") model.hold(card);
      card.is = is;
    };
    await run("confirm", wanted, [["confirmed"], ["again"]], {
      change: () => becomes("order"),
      async adopt() {
        if ((await redis.hexists(keys.order(id), "name")) === 1) becomes("order");
        else if ((await redis.exists(keys.booksTransfer(`order:${id}`))) === 1) becomes("held");
      },
    });
  }

  async function order(): Promise<void> {
    const id = `O${(number += 1)}`;
    const resellerId = random.pick(resellers);
    const card: Card = { id, resellerId, priceRupiah: random.integer(1, 40) * 500, is: "card" };
    batch.run("draft", [`c${id}`, factsOf(card), resellerId, resellerId, dayMs, dayMs]);
    keep(cards, card);
    await press(card);
  }

  async function end(card: Card): Promise<void> {
    const { id, priceRupiah } = card;
    const charged = random.chance(0.7) ? priceRupiah - random.integer(0, 1) * 250 : null;
    const to = charged === null ? "failed" : "succeeded";
    const state =
      charged === null
        ? { name: to, failure: { reason: "never-placed" } }
        : {
            name: to,
            ref: `R${id}`,
            statusWord: "sukses",
            note: "",
            voucher: "",
            ...costOf(charged),
          };
    const move = [id, 1, `end-${id}`, to, JSON.stringify(state), "because", "", "", 0, "[]"];
    const change = () => {
      model.end(card, charged);
      card.is = "over";
    };
    // Somebody else has read an older version.
    if (random.chance(0.05))
      batch.run("apply", [id, 7, `late-${id}`, ...move.slice(3)], { expects: [["conflict"]] });
    await run("apply", move, [["applied"]], {
      change,
      async adopt() {
        if ((await redis.hget(keys.order(id), "name")) === to) change();
      },
    });
    if (card.is === "over" && random.chance(0.2))
      batch.run("apply", move, { expects: [["applied"]] });
  }

  async function byHand(): Promise<void> {
    const again = made.length > 0 && random.chance(0.3) ? random.pick(made) : null;
    if (again !== null) {
      const other = random.chance(0.3) ? again.rupiah + 1 : again.rupiah;
      const expects = [[other === again.rupiah ? "again" : "differs"]];
      return batch.run("transfer", moved({ ...again, rupiah: other }), { expects });
    }
    const transfer = drawTransfer(random, `hand:${(number += 1)}`);
    const change = () => {
      model.make(transfer);
      keep(made, transfer);
      for (const resellerId of concerned(transfer))
        told.set(resellerId, (told.get(resellerId) ?? 0) + 1);
    };
    await run("transfer", moved(transfer), [["done"], ["again"]], {
      change,
      async adopt() {
        if ((await redis.exists(keys.booksTransfer(transfer.id))) === 1) change();
      },
    });
  }

  /** Set by an operator, beside the scripts. */
  async function credit(): Promise<void> {
    await batch.flush();
    const resellerId = random.pick(resellers);
    const rupiah = random.pick(["usual", null, 0, 30_000] as const);
    model.setCredit(resellerId, rupiah);
    if (rupiah === "usual") await redis.hdel(keys.credits, String(resellerId));
    else await redis.hset(keys.credits, String(resellerId), rupiah ?? "none");
  }

  return {
    model,
    told,
    async next() {
      const drawn = random.fraction();
      const card = cards.length === 0 ? undefined : random.pick(cards);
      if (drawn < 0.3 || card === undefined) return order();
      if (drawn < 0.6) return card.is === "order" ? end(card) : press(card);
      if (drawn < 0.7) return press(card);
      return drawn < 0.995 ? byHand() : credit();
    },
  };
}

function drawDeath(random: Random): Death {
  const first = random.integer(1, 50);
  return { first, last: random.chance(0.5) ? first : Infinity };
}

const costOf = (chargedRupiah: number) => (chargedRupiah > 0 ? { chargedRupiah } : {});

const factsOf = ({ id, resellerId, priceRupiah }: ModelOrder) =>
  JSON.stringify({
    v: 2,
    id,
    line: "game",
    resellerId,
    chatId: resellerId,
    service: { code: "P5", name: "P5", category: "Pulsa" },
    destination: [],
    costRupiah: priceRupiah,
    priceRupiah,
    fingerprint: `print:${id}`,
  });

function drawTransfer(random: Random, id: string): Transfer {
  const [one, other] = [random.pick(resellers), random.pick(resellers)];
  const purse = `purse:${one}`;
  const [debit, credit] =
    one !== other && random.chance(0.3)
      ? [purse, `purse:${other}`]
      : random.chance(0.75)
        ? ["correction", purse]
        : [purse, "correction"];
  const rupiah = random.integer(1, 60) * 500;
  return { id, debit, credit, rupiah, kind: "correction", of: "", by: "9001", why: "why" };
}

const concerned = ({ debit, credit }: Transfer) =>
  resellers.filter((resellerId) => [debit, credit].includes(`purse:${resellerId}`));

function moved(transfer: Transfer): LuaArgument[] {
  const { id, debit, credit, rupiah, kind, of, by, why } = transfer;
  const owed = concerned(transfer).map((resellerId) => ({
    chat: String(resellerId),
    notice: JSON.stringify({ kind: "purse", id: `purse:${id}` }),
  }));
  return [id, debit, credit, rupiah, kind, of, by, why, JSON.stringify(owed)];
}
