/**
 * What the upstream answers: the documented envelope, around data that faults may bend.
 */

import { createHash } from "node:crypto";
import type { ShapeFault } from "./faults.ts";
import type { Refusal } from "./shop.ts";

export interface Answer {
  readonly httpStatus: number;
  readonly message: string;
  /** JSON text. */
  readonly body: string;
}

export function goodAnswer(message: string, dataJson: string): Answer {
  // The documented order of keys: code, data, status, message.
  const body = `{"code":200,"data":${dataJson},"status":true,"message":${JSON.stringify(message)}}`;
  return { httpStatus: 200, message, body };
}

/** `httpStatus`: whether the code is repeated as HTTP status is not documented; here it is by default. */
export function refusal({ code, message }: Refusal, httpStatus: number = code): Answer {
  return { httpStatus, message, body: JSON.stringify({ code, status: false, message }) };
}

/**
 * Applies shape faults to an answer's `data`. Stale pages are not made here: what was visible then
 * is known to the ledger only.
 */
export function bend(data: unknown, shapes: readonly ShapeFault[], seed: number): unknown {
  let bent = data;
  for (const shape of shapes) bent = bendOnce(bent, shape, seed);
  return bent;
}

function bendOnce(data: unknown, shape: ShapeFault, seed: number): unknown {
  const list: readonly unknown[] | undefined = Array.isArray(data) ? data : undefined;
  switch (shape.kind) {
    case "no-ref-id":
      return without(data, "ref_id");
    case "data-not-array":
      return "error";
    case "data-empty":
      return [];
    case "data-null":
      return null;
    case "bad-entry":
      return list?.map((entry, index) => (index === (shape.index ?? 0) ? spoiled(entry) : entry));
    case "short-page":
      return list?.slice(0, shape.size) ?? data;
    case "shuffled-page":
      return list?.toSorted((a, b) => (shuffleKey(a, seed) < shuffleKey(b, seed) ? -1 : 1)) ?? data;
    case "numbers-as-strings":
      return numbersAsStrings(data);
    case "status-as-object":
      return list?.length === 1 ? list[0] : data;
    case "data-compacted":
      return changeSent(data, (sent) => sent.filter((value) => value !== ""));
    case "data-rewritten":
      return changeSent(data, (sent) =>
        sent.map((value) => (typeof value === "string" ? value.replace(/^08/u, "628") : value)),
      );
    case "stale-page":
      break;
  }
  return data;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function without(value: unknown, key: string): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

/** Loses what identifies it, and turns what should be an object into something else. */
function spoiled(entry: unknown): unknown {
  return isRecord(entry)
    ? { ...entry, code: null, ref_id: undefined, price: "n/a", fields: "kosong" }
    : null;
}

function shuffleKey(entry: unknown, seed: number): string {
  return createHash("sha256")
    .update(`${seed}:${JSON.stringify(entry)}`)
    .digest("hex");
}

function numbersAsStrings(value: unknown): unknown {
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.map(numbersAsStrings);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, numbersAsStrings(inner)]),
  );
}

/** Changes `data.data`, the values sent, of one transaction or of each in a list. */
function changeSent(data: unknown, change: (sent: readonly unknown[]) => unknown): unknown {
  if (Array.isArray(data)) return data.map((entry) => changeSent(entry, change));
  if (!isRecord(data) || !Array.isArray(data["data"])) return data;
  return { ...data, data: change(data["data"]) };
}
