import { z } from "zod";
import { orderIdSchema, type OrderId } from "../orders/state/order.ts";

/** What operators' buttons do. `sure`: the confirming tap; without it the button only asks. */
export type OperatorPress =
  | { do: "decide"; userId: number; accept: boolean }
  | { do: "resellers"; page: number }
  | { do: "reseller"; userId: number; page: number }
  | { do: "enrol"; userId: number; page: number; to: "in" | "out"; sure: boolean }
  | { do: "limits"; userId: number; page: number }
  | { do: "limit"; userId: number; page: number; limit: number | "usual" | "none" }
  | { do: "orders"; page: number }
  | { do: "stats"; days: 1 | 30 }
  | { do: "broadcast"; id: string; send: boolean }
  | { do: "reviews"; page: number }
  | { do: "review"; orderId: OrderId }
  /** `candidate`: a short name of the transaction, because a ref may be longer than a button holds. */
  | { do: "attach"; orderId: OrderId; candidate: string; sure: boolean }
  | { do: "never"; orderId: OrderId; sure: boolean };

export function operatorWords(press: OperatorPress): (string | number)[] {
  switch (press.do) {
    case "decide":
      return ["d", press.userId, flag(press.accept)];
    case "resellers":
      return ["l", press.page];
    case "reseller":
      return ["r", press.userId, press.page];
    case "enrol":
      return ["e", press.userId, press.page, press.to, flag(press.sure)];
    case "limits":
      return ["m", press.userId, press.page];
    case "limit":
      return ["i", press.userId, press.page, press.limit];
    case "orders":
      return ["o", press.page];
    case "stats":
      return ["s", press.days];
    case "broadcast":
      return ["b", press.id, flag(press.send)];
    case "reviews":
      return ["w", press.page];
    case "review":
      return ["v", press.orderId];
    case "attach":
      return ["t", press.orderId, press.candidate, flag(press.sure)];
    case "never":
      return ["n", press.orderId, flag(press.sure)];
  }
}

const flag = (yes: boolean) => (yes ? 1 : 0);

const userId = z
  .string()
  .regex(/^\d{1,16}$/)
  .transform(Number);
const page = z
  .string()
  .regex(/^\d{1,6}$/)
  .transform(Number);
const yes = z.enum(["0", "1"]).transform((text) => text === "1");
const name = z.string().regex(/^[\w-]{1,40}$/);
const amount = z
  .string()
  .regex(/^\d{1,12}$/)
  .transform(Number);

const shapes: Readonly<Record<string, z.ZodType<OperatorPress, string[]>>> = {
  d: z.tuple([userId, yes]).transform(([userId, accept]) => ({ do: "decide", userId, accept })),
  l: z.tuple([page]).transform(([page]) => ({ do: "resellers", page })),
  r: z.tuple([userId, page]).transform(([userId, page]) => ({ do: "reseller", userId, page })),
  e: z
    .tuple([userId, page, z.enum(["in", "out"]), yes])
    .transform(([userId, page, to, sure]) => ({ do: "enrol", userId, page, to, sure })),
  m: z.tuple([userId, page]).transform(([userId, page]) => ({ do: "limits", userId, page })),
  i: z
    .tuple([userId, page, z.union([z.enum(["usual", "none"]), amount])])
    .transform(([userId, page, limit]) => ({ do: "limit", userId, page, limit })),
  o: z.tuple([page]).transform(([page]) => ({ do: "orders", page })),
  s: z
    .tuple([z.enum(["1", "30"])])
    .transform(([days]) => ({ do: "stats", days: days === "1" ? 1 : 30 })),
  b: z.tuple([name, yes]).transform(([id, send]) => ({ do: "broadcast", id, send })),
  w: z.tuple([page]).transform(([page]) => ({ do: "reviews", page })),
  v: z.tuple([orderIdSchema]).transform(([orderId]) => ({ do: "review", orderId })),
  t: z
    .tuple([orderIdSchema, name, yes])
    .transform(([orderId, candidate, sure]) => ({ do: "attach", orderId, candidate, sure })),
  n: z.tuple([orderIdSchema, yes]).transform(([orderId, sure]) => ({ do: "never", orderId, sure })),
};

/** Null for anything this version did not write. */
export function operatorPress(kind: string, rest: readonly string[]): OperatorPress | null {
  if (!Object.hasOwn(shapes, kind)) return null;
  const parsed = shapes[kind]?.safeParse(rest);
  return parsed?.success === true ? parsed.data : null;
}
