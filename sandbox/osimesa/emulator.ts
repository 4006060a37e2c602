/**
 * An emulated OsiMesa on loopback, for the sandbox and the tests. It speaks the documented API over
 * HTTP, knows the truth about every transaction, and can fail in every way a real one might.
 */

import { EventEmitter } from "node:events";
import { z } from "zod";
import { freePort } from "../free-port.ts";
import { rawService, type RawService } from "./catalogue/raw-service.ts";
import { createApi } from "./api.ts";
import { systemClock, type Clock } from "./clock.ts";
import { createFaultBoard } from "./faults.ts";
import { createHttpSide } from "./http.ts";
import { createLedger, type Pace } from "./ledger.ts";
import { alwaysSucceed, DEFAULT_LIFE, type Life, type OutcomePolicy } from "./outcome.ts";
import { profileAnswer, type ProfileManner } from "./profile.ts";
import { createRequestLog, type RecordedRequest, type RequestLog } from "./request-log.ts";
import { checkOrder, createShop } from "./shop.ts";
import { transaction, type Transaction } from "./transaction.ts";

export interface OsimesaEmulatorOptions {
  readonly userId: string;
  readonly apiKey: string;
  readonly services: readonly RawService[];
  /** Default: the machine's. */
  readonly clock?: Clock;
  /** By which services close and open. Default: the clock. */
  readonly timeOfDay?: () => number;
  /** Default: waiting 1.5 s, process 2.5 s. */
  readonly life?: Life;
  /** What becomes of each order; default: all succeed. */
  readonly policy?: OutcomePolicy;
  /** Default Rp10.000.000. */
  readonly balanceRupiah?: number;
  /** Default: orders may come as fast as they like. */
  readonly pace?: Pace;
  /** How POST /api/profile is answered; default: there is no such call. */
  readonly profile?: ProfileManner;
  /** Default: Math.random. */
  readonly random?: () => number;
}

/** What a panel listens to; each carries the new state of one thing. */
export interface OsimesaEvents {
  transaction: [Transaction];
  /** Once when it arrives, and again whenever more is known of it. */
  request: [RecordedRequest];
  balance: [balanceRupiah: number];
  catalogue: [];
  /** Faults, pace or the profile call. */
  faults: [];
  /** Listening or not. */
  reachable: [up: boolean];
}

const snapshot = z.object({
  version: z.literal(1),
  balanceRupiah: z.number().int(),
  sequence: z.number().int(),
  transactions: z.array(transaction),
  services: z.array(rawService),
});

export type OsimesaSnapshot = z.output<typeof snapshot>;

export type OsimesaEmulator = ReturnType<typeof createOsimesaEmulator>;

export function createOsimesaEmulator(options: OsimesaEmulatorOptions) {
  const { clock = systemClock } = options;
  const timeOfDay = options.timeOfDay ?? (() => clock.now());
  let clockSkewMs = 0;
  let pace = options.pace ?? { gapMs: 0 };
  let profile = options.profile ?? "none";
  const events = new EventEmitter<OsimesaEvents>();
  const shop = createShop(options.services, clock, () => events.emit("catalogue"));
  const faults = createFaultBoard(() => events.emit("faults"), options.random);
  const requests = createRequestLog((request) => events.emit("request", request));
  const ledger = createLedger({
    clock,
    life: options.life ?? DEFAULT_LIFE,
    policy: options.policy ?? alwaysSucceed,
    balanceRupiah: options.balanceRupiah ?? 10_000_000,
    pace: () => pace,
    changed: (changed) => events.emit("transaction", changed),
    balanceChanged: (balanceRupiah) => events.emit("balance", balanceRupiah),
  });
  const api = createApi({
    userId: options.userId,
    apiKey: options.apiKey,
    clock,
    timeOfDay,
    shop,
    ledger,
    requests,
    clockSkewMs: () => clockSkewMs,
  });
  const http = createHttpSide({
    api,
    clock,
    faults,
    requests,
    profile: () => profileAnswer(profile, ledger.balanceRupiah()),
  });
  const log: RequestLog = requests;

  return {
    events,
    /** What is on sale, and changes to it. */
    shop,
    /** Balance and transactions: the truth, and moves by hand. */
    ledger,
    faults,
    /** What arrived. */
    requests: log,

    /** `http://127.0.0.1:<port>`, to which clients append /api/game; valid once listening. */
    get url(): string {
      return `http://127.0.0.1:${http.port()}`;
    },
    get isUp(): boolean {
      return http.isUp();
    },
    /** Answers the url, whose port nobody else gets while it is down. */
    async listen(): Promise<string> {
      const taken = await http.listen(await freePort());
      events.emit("reachable", true);
      return `http://127.0.0.1:${taken}`;
    },
    /** Connections are refused until `up`, which listens on the same port again. */
    async down(): Promise<void> {
      await http.close();
      events.emit("reachable", false);
    },
    async up(): Promise<void> {
      await http.listen(http.port());
      events.emit("reachable", true);
    },
    /** Ends sockets and timers at once. */
    async close(): Promise<void> {
      ledger.close();
      await http.close();
    },

    /** Someone else uses the account: no request of ours made this transaction. Throws if refused. */
    outsideOrder(code: string, data1 = "", data2 = "", data3 = ""): Transaction {
      const form = { service: code, data1, data2, data3 };
      const accepted = checkOrder(shop, form, timeOfDay());
      const made = "code" in accepted ? accepted : ledger.order(accepted, null);
      if ("code" in made) throw new Error(made.message);
      return made;
    },
    pace: () => pace,
    setPace(next: Pace): void {
      pace = next;
      events.emit("faults");
    },
    profile: () => profile,
    setProfile(next: ProfileManner): void {
      profile = next;
      events.emit("faults");
    },
    /** How far the upstream's clock runs ahead (behind when negative), in ms. */
    setClockSkew(skewMs: number): void {
      clockSkewMs = skewMs;
    },

    /** JSON of everything worth keeping; faults and the request log are not. */
    snapshot(): OsimesaSnapshot {
      return { version: 1, ...ledger.snapshot(), services: [...shop.list()] };
    },
    /** Takes parsed JSON of an earlier `snapshot`; throws when it is none. Lives go on. */
    restore(saved: unknown): void {
      const parsed = snapshot.parse(saved);
      shop.replace(parsed.services);
      ledger.restore(parsed);
    },
  };
}
