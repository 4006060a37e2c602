/** An emulated OsiMesa with few services, a clock by hand, and a client that only knows the doc. */

import { createHash } from "node:crypto";
import type { TestContext } from "node:test";
import { z } from "zod";
import { form, input, phone, select } from "../../../sandbox/osimesa/catalogue/fields.ts";
import type { RawService } from "../../../sandbox/osimesa/catalogue/raw-service.ts";
import { servicesOf } from "../../../sandbox/osimesa/catalogue/table.ts";
import type { Clock } from "../../../sandbox/osimesa/clock.ts";
import {
  createOsimesaEmulator,
  type OsimesaEmulatorOptions,
} from "../../../sandbox/osimesa/emulator.ts";

const USER_ID = "10001";
export const API_KEY = "key-for-tests";
const SIGN = createHash("md5").update(`${USER_ID}${API_KEY}`).digest("hex");

/** 2026-08-17 12:00 in Jakarta. */
export const NOON_MS = Date.UTC(2026, 7, 17, 5);

export interface ManualClock extends Clock {
  /** Lets time pass, running what falls due in its order. */
  pass(ms: number): void;
}

function manualClock(startMs = NOON_MS): ManualClock {
  let nowMs = startMs;
  let due: { atMs: number; action: () => void }[] = [];
  return {
    now: () => nowMs,
    after(delayMs, action) {
      const entry = { atMs: nowMs + delayMs, action };
      due.push(entry);
      return () => (due = due.filter((one) => one !== entry));
    },
    pass(ms) {
      const endMs = nowMs + ms;
      for (;;) {
        const [next] = due.filter(({ atMs }) => atMs <= endMs).toSorted((a, b) => a.atMs - b.atMs);
        if (next === undefined) break;
        due = due.filter((one) => one !== next);
        nowMs = next.atMs;
        next.action();
      }
      nowMs = endMs;
    },
  };
}

export const fewServices: readonly RawService[] = servicesOf({
  main: "Pulsa <Uji> & Coba",
  slug: "pulsa-uji",
  form: phone,
  rows: [
    ["P5", "Pulsa 5.000", 5_300],
    ["NIGHT", "Tutup malam", 5_300, { cutoff: "23:30-00:15" }],
    ["GONE", "Habis", 5_300, { empty: true }],
    [
      "ML",
      "Diamonds",
      9_000,
      { form: form([input("tel", "User ID", [5, 8]), input("number", "Zone", [4, 5])]) },
    ],
    [
      "GI",
      "Crystals",
      9_000,
      { form: form([input("text", "UID"), select("Server", [{ value: "asia", label: "Asia" }])]) },
    ],
    ["LOGIN", "Robux", 9_000, { form: form([input("text", "Nama"), input("password", "Sandi")]) }],
  ],
});

const anyAnswer = z.looseObject({
  code: z.number(),
  status: z.boolean(),
  message: z.string(),
  data: z.unknown().optional(),
});
const shownTransaction = z.looseObject({
  data: z.array(z.string()),
  note: z.string(),
  price: z.number(),
  ref_id: z.string(),
  status: z.string(),
  voucher: z.string(),
});

/** Starts one for this test; it ends with it. */
export async function startOsimesa(
  context: TestContext,
  options: Partial<OsimesaEmulatorOptions> = {},
) {
  const clock = manualClock();
  const osimesa = createOsimesaEmulator({
    userId: USER_ID,
    apiKey: API_KEY,
    services: fewServices,
    clock,
    life: { waitingMs: 1000, processMs: 1000 },
    balanceRupiah: 100_000,
    ...options,
  });
  await osimesa.listen();
  context.after(() => osimesa.close());

  /** The bare answer: any status, any body. */
  async function post(fields: Readonly<Record<string, string>>, signal?: AbortSignal) {
    const response = await fetch(`${osimesa.url}/api/game`, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ key: API_KEY, sign: SIGN, ...fields }),
      ...(signal === undefined ? {} : { signal }),
    });
    return { httpStatus: response.status, headers: response.headers, text: await response.text() };
  }
  async function ask(fields: Readonly<Record<string, string>>) {
    const { httpStatus, text } = await post(fields);
    return { httpStatus, ...anyAnswer.parse(JSON.parse(text)) };
  }
  const order = (service: string, ...data: readonly string[]) =>
    ask({
      type: "order",
      service,
      ...Object.fromEntries(data.map((value, index) => [`data${index + 1}`, value])),
    });
  /** Orders, and answers the reference. */
  const buy = async (service: string, ...data: readonly string[]) =>
    shownTransaction.parse((await order(service, ...data)).data).ref_id;
  const page = async (limit = 15) =>
    z.array(shownTransaction).parse((await ask({ type: "status", limit: String(limit) })).data);
  return { osimesa, clock, sign: SIGN, post, ask, order, buy, page };
}
