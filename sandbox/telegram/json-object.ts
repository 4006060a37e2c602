import { refusal } from "./refusal.ts";

/** A JSON object's fields read the way Telegram reads them: numbers pass as strings, digits as numbers. */
export interface JsonObject {
  has(name: string): boolean;
  raw(name: string): unknown;
  string(name: string): string;
  optionalString(name: string): string;
  integer(name: string): number;
  optionalInteger(name: string): number | undefined;
  optionalFlag(name: string): boolean;
  object(name: string): JsonObject;
  optionalArray(name: string): readonly unknown[] | undefined;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param what the refusal when `value` is no object, in Telegram's words */
export function jsonObject(value: unknown, what: string): JsonObject {
  if (!isRecord(value)) throw refusal(what);
  const raw = (name: string): unknown => value[name] ?? undefined;

  const optionalString = (name: string): string => {
    const found = raw(name);
    if (found === undefined) return "";
    if (typeof found === "string") return found;
    if (typeof found === "number") return String(found);
    throw refusal(`Field "${name}" must be of type String`);
  };
  const optionalInteger = (name: string): number | undefined => {
    const found = raw(name);
    if (found === undefined) return undefined;
    if (typeof found === "number" && Number.isSafeInteger(found)) return found;
    if (typeof found === "string" && /^-?\d{1,15}$/.test(found)) return Number(found);
    throw refusal(`Field "${name}" must be a Number`);
  };
  const required = <T>(name: string, read: (name: string) => T): T => {
    if (raw(name) === undefined) throw refusal(`Can't find field "${name}"`);
    return read(name);
  };

  return {
    has: (name) => raw(name) !== undefined,
    raw,
    optionalString,
    string: (name) => required(name, optionalString),
    optionalInteger,
    integer: (name) => required(name, optionalInteger) ?? 0,
    optionalFlag(name) {
      const found = raw(name);
      if (found === undefined) return false;
      if (typeof found === "boolean") return found;
      throw refusal(`Field "${name}" must be of type Boolean`);
    },
    object: (name) =>
      required(name, (key) => jsonObject(raw(key), `Field "${key}" must be of type Object`)),
    optionalArray(name) {
      const found = raw(name);
      if (found === undefined) return undefined;
      if (Array.isArray(found)) return found;
      throw refusal(`Field "${name}" must be of type Array`);
    },
  };
}
