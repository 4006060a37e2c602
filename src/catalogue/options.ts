import type { SelectOption } from "./service.ts";

/** More than this is no choice for a person at a counter. */
const maxOptions = 500;
const maxDepth = 3;
const labelKeys = ["label", "name", "text", "title"];
const valueKeys = ["value", "id", "code", "key"];
const nestedKeys = ["options", "data", "items", "list", "values"];

/**
 * Reads `select.options`, whose shape the documentation leaves open: strings or numbers, `{value, label|name|text}`,
 * a map of value to label, or any of these nested under a key. Unusable: an empty list.
 */
export function parseOptions(raw: unknown): SelectOption[] {
  const seen = new Set<string>();
  return read(raw, 0)
    .filter((option) => option.value !== "" && !seen.has(option.value) && seen.add(option.value))
    .slice(0, maxOptions);
}

function read(raw: unknown, depth: number): SelectOption[] {
  if (depth > maxDepth) return [];
  if (Array.isArray(raw)) return raw.flatMap((one) => readOne(one) ?? []);
  if (!isRecord(raw)) return [];
  for (const key of nestedKeys) {
    const nested = raw[key];
    if (typeof nested === "object" && nested !== null) return read(nested, depth + 1);
  }
  return Object.entries(raw).flatMap(([value, label]) => {
    const text = plain(label);
    if (text !== undefined) return option(value, text);
    return readOne(label) ?? [];
  });
}

function readOne(raw: unknown): SelectOption | undefined {
  const text = plain(raw);
  if (text !== undefined) return option(text, text);
  if (!isRecord(raw)) return undefined;
  const label = firstPlain(raw, labelKeys);
  const value = firstPlain(raw, valueKeys) ?? label;
  return value === undefined ? undefined : option(value, label ?? value);
}

function option(value: string, label: string): SelectOption {
  return { value, label: label === "" ? value : label };
}

function firstPlain(raw: Record<string, unknown>, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const text = plain(raw[key]);
    if (text !== undefined) return text;
  }
  return undefined;
}

function plain(raw: unknown): string | undefined {
  return typeof raw === "string" || typeof raw === "number" ? String(raw).trim() : undefined;
}

function isRecord(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}
