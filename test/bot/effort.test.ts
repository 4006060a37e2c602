import assert from "node:assert/strict";
import { test } from "node:test";
import { openShop, type Shop } from "../story/shop.ts";
import type { Reseller } from "../story/reseller.ts";
import type { Person } from "../person.ts";

/** A person whose taps and typed messages are counted. */
interface Counted extends Pick<Person, "sees"> {
  taps(label: Parameters<Person["presses"]>[0]): Promise<void>;
  types(text: string): void;
}

function counted(who: Person) {
  const effort = { taps: 0, typed: 0 };
  const hands: Counted = {
    sees: who.sees,
    async taps(label) {
      effort.taps += 1;
      await who.presses(label);
    },
    types(text) {
      effort.typed += 1;
      who.says(text);
    },
  };
  return { effort, hands };
}

/** What a task may take, of whom it is done by and of an operator beside them. */
interface Task {
  taps: number;
  typed: number;
  operatorTaps?: number;
  /** What is there before anything is counted. */
  before?(who: Reseller): Promise<void>;
  do(who: Counted, operator: Counted): Promise<void>;
}

const start = async (who: Person) => {
  who.says("/start");
  await who.sees(/Mau pesan apa|What would you like|Cari transaksi: |Find an order: /);
};
const card = /^(?:Cek|Check)/;
const ordered =
  /Menunggu dikirim|Sedang di|Sukses|Waiting to be sent|Being |Done|Succe|In progress/;
/** Of this number's, not of one ordered before. */
const done = (number: string) => RegExp(`^✅ (?:Sukses|Done|Succe)[^]*${number}`);

/** Whoever stands at a counter has a customer waiting: so much, and no more. */
const tasks: Record<string, Task> = {
  "an order with one field, from /start to confirmed": {
    taps: 4,
    typed: 1,
    before: start,
    async do(who) {
      await who.taps("🛒");
      await who.taps("Pulsa Telkomsel");
      await who.taps("Telkomsel 5.000");
      await who.sees(/Nomor HP tujuan\?|Which phone number\?/);
      who.types("081234567890");
      await who.sees(card);
      await who.taps("✅");
      await who.sees(ordered);
    },
  },
  "the same thing again, below its result": {
    taps: 2,
    typed: 0,
    async before(who) {
      await who.ordersPulsa("081234567891");
      await who.sees(done("081234567891"));
    },
    async do(who) {
      await who.taps("🔁");
      await who.sees(card);
      await who.taps("✅");
      await who.sees(ordered);
    },
  },
  "the same thing again, from /start": {
    taps: 2,
    typed: 0,
    async before(who) {
      await who.ordersPulsa("081234567892");
      await who.sees(done("081234567892"));
      await start(who);
    },
    async do(who) {
      await who.taps(/^🔁.*081234567892/);
      await who.sees(card);
      await who.taps("✅");
      await who.sees(ordered);
    },
  },
  "the number first, then what it bought last": {
    taps: 2,
    typed: 1,
    async before(who) {
      await who.ordersPulsa("081234567895");
      await who.sees(done("081234567895"));
    },
    async do(who) {
      who.types("081234567895");
      await who.taps(/^🔁.*081234567895/);
      await who.sees(card);
      await who.taps("✅");
      await who.sees(ordered);
    },
  },
  "nominal and number": {
    taps: 1,
    typed: 1,
    async do(who) {
      who.types("10.081234567896");
      await who.sees(/^(?:Cek|Check)[^]*Telkomsel 10\.000/);
      await who.taps("✅");
      await who.sees(ordered);
    },
  },
  "a quick order": {
    taps: 1,
    typed: 1,
    async do(who) {
      who.types("TS5.081234567893");
      await who.sees(card);
      await who.taps("✅");
      await who.sees(ordered);
    },
  },
  "the same product for five customers": {
    taps: 1,
    typed: 1,
    async do(who) {
      who.types([1, 2, 3, 4, 5].map((last) => `TS5.08123456780${last}`).join("\n"));
      await who.sees(/^(?:Cek 5 pesanan|Check 5 orders)/);
      await who.taps("✅");
      await who.sees(/^🧺 5 (?:transaksi|orders)/);
    },
  },
  "a service found by words": {
    taps: 1,
    typed: 1,
    async do(who) {
      who.types("telkomsel 5rb");
      await who.sees(/Telkomsel 5\.000/);
      await who.taps("Telkomsel 5.000");
      await who.sees(/Nomor HP tujuan\?|Which phone number\?/);
    },
  },
  "id and zone of a game, from the question to the card": {
    taps: 0,
    typed: 1,
    async before(who) {
      await who.chooses("Mobile Legends", "86 Diamonds");
      await who.sees("User ID?");
    },
    async do(who) {
      who.types("12345678 (1234)");
      await who.sees(/^(?:Cek|Check)[^]*12345678[^]*1234/);
    },
  },
  "a number corrected on the card": {
    taps: 1,
    typed: 1,
    async before(who) {
      await who.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
      who.says("081234567894");
      await who.sees(card);
    },
    async do(who) {
      who.types("081234567898");
      await who.sees(/^(?:Cek|Check)[^]*081234567898/);
      await who.taps("✅");
      await who.sees(ordered);
    },
  },
  "a top-up": {
    taps: 0,
    typed: 1,
    operatorTaps: 1,
    async do(who, operator) {
      who.types("TIKET.100000");
      await who.sees(/Transfer tepat|Transfer exactly/);
      await operator.taps("✅");
      await who.sees(/Saldo bertambah|added to your balance/);
    },
  },
  "where an order is: it is told": {
    taps: 0,
    typed: 0,
    before: (who) => who.ordersPulsa("081234567896"),
    async do(who) {
      await who.sees(done("081234567896"));
    },
  },
  "where an order is: asked for": {
    taps: 0,
    typed: 1,
    async before(who) {
      await who.ordersPulsa("081234567897");
      await who.sees(done("081234567897"));
    },
    async do(who) {
      who.types("CEK.081234567897");
      await who.sees(/081234567897/);
    },
  },
};

const people: Record<string, (shop: Shop) => Reseller> = {
  Indonesian: ({ budi }) => budi,
  English: ({ alex }) => alex,
};

for (const [language, whoOf] of Object.entries(people))
  test(`no task takes more taps or typing than its budget, in ${language}`, async (context) => {
    const shop = await openShop(context, {
      env: { DEPOSIT_INSTRUCTIONS: "BCA 123 456 7890 a.n. Toko Maju" },
    });
    await start(shop.operator);
    const who = whoOf(shop);
    for (const [name, task] of Object.entries(tasks))
      await context.test(name, async () => {
        await task.before?.(who);
        const reseller = counted(who);
        const operator = counted(shop.operator);
        await task.do(reseller.hands, operator.hands);
        const { taps, typed, operatorTaps = 0 } = task;
        assert.deepEqual(reseller.effort, { taps, typed });
        assert.deepEqual(operator.effort, { taps: operatorTaps, typed: 0 });
      });
  });
