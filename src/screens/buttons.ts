import { z } from "zod";
import { languages, type Language } from "../people/language.ts";
import { orderIdSchema, type OrderId } from "../orders/state/order.ts";
import { operatorPress, operatorWords, type OperatorPress } from "./operator-buttons.ts";

/**
 * What a button does, and its way through Telegram: `callback_data` of at most 64 bytes. The first character is
 * the codec's version, the second the kind; a button of another version or a made-up one decodes to null.
 */
export type Press =
  | { to: "main" }
  /** The categories in a new message: for buttons below a result, which must stay. */
  | { to: "shop" }
  | { to: "categories"; page: number }
  | { to: "services"; category: string; page: number }
  | { to: "service"; service: string; page: number }
  /** The label of a page count: does nothing. */
  | { to: "nowhere" }
  /** Inside one run of a form; `nonce` names the run, `field` the question the button belongs to. */
  | { to: "form"; nonce: string; field: number; act: FormAct }
  | { to: "confirm"; confirmationId: string }
  | { to: "discard"; confirmationId: string }
  | { to: "check"; orderId: OrderId; page: number | null }
  | { to: "cancel"; orderId: OrderId }
  | { to: "history"; page: number }
  | { to: "order"; orderId: OrderId; page: number | null }
  | { to: "settings" }
  | { to: "language"; language: Language }
  | { to: "help" }
  /** A stranger asks for access. */
  | { to: "ask" }
  /** Operators' screens. For anybody else such a button does not exist. */
  | { to: "operator"; act: OperatorPress };

export type FormAct =
  | { do: "option"; index: number }
  | { do: "page"; page: number }
  /** The value given before. */
  | { do: "keep" }
  | { do: "back" }
  | { do: "cancel" };

/** What an operator's button does. */
export function operator(act: OperatorPress): Press {
  return { to: "operator", act };
}

const version = "1";
const maxBytes = 64;

/** Rejects with a bug's error when an id is too long for Telegram. */
export function encodePress(press: Press): string {
  const data = `${version}${words(press).join(":")}`;
  if (Buffer.byteLength(data) > maxBytes) throw new Error(`button data too long: ${data}`);
  return data;
}

function words(press: Press): (string | number)[] {
  switch (press.to) {
    case "main":
      return ["m"];
    case "shop":
      return ["n"];
    case "categories":
      return ["c", press.page];
    case "services":
      return ["s", press.category, press.page];
    case "service":
      return ["v", press.service, press.page];
    case "nowhere":
      return ["-"];
    case "form":
      return ["f", press.nonce, press.field, ...actWords(press.act)];
    case "confirm":
      return ["y", press.confirmationId];
    case "discard":
      return ["x", press.confirmationId];
    case "check":
      return ["k", press.orderId, press.page ?? ""];
    case "cancel":
      return ["z", press.orderId];
    case "history":
      return ["h", press.page];
    case "order":
      return ["o", press.orderId, press.page ?? ""];
    case "settings":
      return ["t"];
    case "language":
      return ["l", press.language];
    case "help":
      return ["?"];
    case "ask":
      return ["q"];
    case "operator":
      return ["a", ...operatorWords(press.act)];
  }
}

function actWords(act: FormAct): (string | number)[] {
  switch (act.do) {
    case "option":
      return ["o", act.index];
    case "page":
      return ["p", act.page];
    case "keep":
      return ["k"];
    case "back":
      return ["b"];
    case "cancel":
      return ["x"];
  }
}

const name = z.string().regex(/^[\w-]{1,48}$/);
const count = z
  .string()
  .regex(/^\d{1,6}$/)
  .transform(Number);
const countOrNone = z.union([z.literal("").transform(() => null), count]);

const act = z.union([
  z.tuple([z.literal("o"), count]).transform(([, index]): FormAct => ({ do: "option", index })),
  z.tuple([z.literal("p"), count]).transform(([, page]): FormAct => ({ do: "page", page })),
  z.tuple([z.literal("k")]).transform((): FormAct => ({ do: "keep" })),
  z.tuple([z.literal("b")]).transform((): FormAct => ({ do: "back" })),
  z.tuple([z.literal("x")]).transform((): FormAct => ({ do: "cancel" })),
]);

/** For each kind, what its words after the kind have to be. */
const shapes: Readonly<Record<string, z.ZodType<Press, string[]>>> = {
  m: z.tuple([]).transform((): Press => ({ to: "main" })),
  n: z.tuple([]).transform((): Press => ({ to: "shop" })),
  c: z.tuple([count]).transform(([page]): Press => ({ to: "categories", page })),
  s: z
    .tuple([name, count])
    .transform(([category, page]): Press => ({ to: "services", category, page })),
  v: z
    .tuple([name, count])
    .transform(([service, page]): Press => ({ to: "service", service, page })),
  "-": z.tuple([]).transform((): Press => ({ to: "nowhere" })),
  f: z.tuple([name, count], z.string()).transform(([nonce, field, ...rest], context): Press => {
    const parsed = act.safeParse(rest);
    if (parsed.success) return { to: "form", nonce, field, act: parsed.data };
    context.addIssue("unknown act");
    return z.NEVER;
  }),
  y: z.tuple([name]).transform(([confirmationId]): Press => ({ to: "confirm", confirmationId })),
  x: z.tuple([name]).transform(([confirmationId]): Press => ({ to: "discard", confirmationId })),
  k: z
    .tuple([orderIdSchema, countOrNone])
    .transform(([orderId, page]): Press => ({ to: "check", orderId, page })),
  z: z.tuple([orderIdSchema]).transform(([orderId]): Press => ({ to: "cancel", orderId })),
  h: z.tuple([count]).transform(([page]): Press => ({ to: "history", page })),
  o: z
    .tuple([orderIdSchema, countOrNone])
    .transform(([orderId, page]): Press => ({ to: "order", orderId, page })),
  t: z.tuple([]).transform((): Press => ({ to: "settings" })),
  l: z.tuple([z.enum(languages)]).transform(([language]): Press => ({ to: "language", language })),
  "?": z.tuple([]).transform((): Press => ({ to: "help" })),
  q: z.tuple([]).transform((): Press => ({ to: "ask" })),
  a: z.tuple([z.string()], z.string()).transform(([kind, ...rest], context): Press => {
    const act = operatorPress(kind, rest);
    if (act !== null) return { to: "operator", act };
    context.addIssue("unknown act");
    return z.NEVER;
  }),
};

/** Null for anything this version did not write. */
export function decodePress(data: string): Press | null {
  if (!data.startsWith(version)) return null;
  const [kind = "", ...rest] = data.slice(version.length).split(":");
  if (!Object.hasOwn(shapes, kind)) return null;
  const parsed = shapes[kind]?.safeParse(rest);
  return parsed?.success === true ? parsed.data : null;
}
