import { EventEmitter, once } from "node:events";
import { systemRng } from "../src/clock.ts";
import { parseService } from "../src/catalogue/parse.ts";
import { createLog } from "../src/log.ts";
import { fingerprint } from "../src/orders/state/fingerprint.ts";
import { orderIdOf } from "../src/orders/state/order-id.ts";
import { factsSchema, refSchema, type Order } from "../src/orders/state/order.ts";
import { createOrderRedis } from "../src/orders/store/redis.ts";
import { createOrderStore } from "../src/orders/store/store.ts";
import { rawServiceSchema } from "../src/osimesa/schema.ts";
import { connectRedis } from "../src/redis/connect.ts";
import { accountKeys } from "../src/redis/keys.ts";
import { account, token, type Stage } from "./stage.ts";

/** Confirms orders as the bot's ✅ does, by the same scripts, and hears when their people are told. */
export interface Till {
  /** The `index`th order: of a person and a number of its own. Its result is pushed as a new message. */
  order(index: number): Promise<Order>;
  /** The same, and at once placed upstream as a transaction that never ends. */
  openOrder(index: number): Promise<void>;
  /** The first `count`, in batches. */
  orders(count: number): Promise<Order[]>;
  /** Resolves when so many of the people were told a result; rejects when nobody was for five minutes. */
  told(count: number): Promise<void>;
  /** When the person was told, on the clock of `performance.now`. */
  toldAtMs(person: number): number | undefined;
  /** Bytes Redis uses. */
  redisBytes(): Promise<number>;
}

const serviceCode = "TS5";
const confirmationMs = 60_000;
const silentMs = 300_000;
/** All 2,000 of a bench at once would wait for the disk longer than a command may take. */
export const confirmationsAtOnce = 25;

export async function openTill(stage: Stage): Promise<Till> {
  const log = createLog({ level: "silent", secrets: [] });
  const redis = connectRedis(stage.redis.url, log);
  stage.atClose(() => redis.disconnect());
  await redis.connect();
  const keys = accountKeys(account.userId);
  const store = createOrderStore({ redis: createOrderRedis(redis, keys.prefix), keys });
  const service = parseService(rawServiceSchema.parse(stage.osimesa.shop.list().find(isPulsa)));
  const cards = await greet(stage);

  const told = new Map<number, number>();
  const isTold = new EventEmitter<{ told: [] }>();
  stage.telegram.events.on("message", ({ chatId, record }) => {
    if (!record.byBot || told.has(chatId)) return;
    told.set(chatId, performance.now());
    isTold.emit("told");
  });

  async function order(index: number): Promise<Order> {
    const person = stage.people[index % stage.people.length] ?? 0;
    const number = numberOf(index);
    const id = systemRng.id(12);
    const [field] = service.fields;
    if (field === undefined) throw new Error("a service without a field");
    const facts = factsSchema.parse({
      v: 2,
      id: orderIdOf(id),
      line: "game",
      resellerId: person,
      chatId: person,
      service: { code: service.code, name: service.name, category: service.category.name },
      destination: [
        {
          position: field.position,
          label: field.label,
          value: number,
          shown: number,
          secret: false,
        },
      ],
      costRupiah: service.costRupiah,
      priceRupiah: service.costRupiah,
      fingerprint: fingerprint(service.line, service.code, [number]),
    });
    await store.draft({ id, facts }, confirmationMs);
    const outcome = await store.confirm(id, {
      userId: person,
      chatId: person,
      cardMessageId: cards.get(person) ?? 0,
    });
    if (outcome.kind !== "confirmed") throw new Error(`not confirmed: ${outcome.kind}`);
    return outcome.order;
  }

  return {
    order,
    async orders(count) {
      const made: Order[] = [];
      while (made.length < count) {
        const indexes = Array.from(
          { length: Math.min(confirmationsAtOnce, count - made.length) },
          (_unused, place) => made.length + place,
        );
        made.push(...(await Promise.all(indexes.map(order))));
      }
      return made;
    },
    async openOrder(index) {
      const confirmed = await order(index);
      const { refId } = stage.osimesa.outsideOrder(service.code, numberOf(index));
      await store.apply({
        orderId: confirmed.id,
        expectedVersion: confirmed.version,
        token: systemRng.id(9),
        from: "confirmed",
        state: { name: "placed", ref: refSchema.parse(refId), statusWord: "waiting", note: "" },
        why: null,
        watch: null,
        trust: null,
        decision: null,
        notices: [],
      });
    },
    async told(count) {
      while (told.size < count) {
        await once(isTold, "told", { signal: AbortSignal.timeout(silentMs) }).catch(() => {
          throw new Error(`only ${told.size} of ${count} were told`);
        });
      }
    },
    toldAtMs: (person) => told.get(person),
    redisBytes: async () => Number(/used_memory:(\d+)/.exec(await redis.info("memory"))?.[1]),
  };
}

const isPulsa = ({ code }: { code: string }) => code === serviceCode;
const numberOf = (index: number) => `0812${String(10_000_000 + index)}`;

/** Everybody has the bot and one message of it that can be their order's card. No bot hears of it. */
async function greet({ telegram, people }: Stage): Promise<Map<number, number>> {
  const cards = new Map<number, number>();
  telegram.updates.loseNext(people.length);
  for (const id of people) telegram.sendText(id, "/start");
  for (const id of people) {
    const response = await fetch(`${telegram.apiRoot}/bot${token}/sendMessage`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ chat_id: id, text: "…" }),
    });
    await response.text();
    const card = telegram.chat(id).messages.at(-1)?.message.message_id;
    if (card !== undefined) cards.set(id, card);
  }
  return cards;
}
