import type { LineName } from "../line.ts";
import type { RawField, RawService } from "../osimesa/schema.ts";
import { parseCutOff } from "./cut-off.ts";
import { parseOptions } from "./options.ts";
import {
  listPriceNames,
  type Field,
  type FieldPosition,
  type InputField,
  type InputType,
  type Service,
} from "./service.ts";

/** The upstream's service as ours. Unusable details fall back to what can still be ordered. */
export function parseService(raw: RawService, line: LineName = "game"): Service {
  const slug = raw.category.slug.trim() || raw.category.main.trim() || "other";
  return {
    line,
    code: raw.code,
    name: raw.name.trim() || raw.code,
    note: raw.note.trim(),
    category: { name: raw.category.main.trim() || slug, slug },
    title: raw.fields?.title.trim() ?? "",
    info: raw.fields?.info.trim() ?? "",
    fields: parseFields(raw.fields),
    costRupiah: raw.price.current,
    listPrices: parseListPrices(raw.price.list),
    cutOff: parseCutOff(raw.cutoff?.start, raw.cutoff?.end),
    inStock: raw.status.trim().toLowerCase() !== "empty",
  };
}

function parseListPrices(list: RawService["price"]["list"]): Service["listPrices"] {
  const prices: Service["listPrices"] = {};
  for (const name of listPriceNames) {
    const rupiah = list?.[name];
    if (rupiah !== undefined) prices[name] = rupiah;
  }
  return prices;
}

function parseFields(fields: RawService["fields"]): Field[] {
  if (!fields) return [];
  const positioned: [FieldPosition, RawField][] = [
    [1, fields.field1],
    [2, fields.field2],
    [3, fields.field3],
  ];
  return positioned.flatMap(([position, raw]) => parseField(position, raw) ?? []);
}

function parseField(position: FieldPosition, raw: RawField): Field | undefined {
  const type = raw.type.trim().toLowerCase();
  if (type === "none" || type === "") return undefined;
  if (type === "select") {
    const options = parseOptions(raw.select?.options);
    // Nothing to choose from: better to ask than to leave a required field out.
    if (options.length === 0)
      return { ...textField(position, raw), label: raw.select?.label ?? raw.input?.label ?? "" };
    return { kind: "select", position, label: raw.select?.label?.trim() ?? "", options };
  }
  return textField(position, raw);
}

function textField(position: FieldPosition, raw: RawField): InputField {
  const minLength = Math.max(0, raw.input?.minlength ?? 0);
  const maxLength = Math.max(0, raw.input?.maxlength ?? 0);
  return {
    kind: "input",
    position,
    type: inputType(raw.input?.type ?? "text"),
    label: raw.input?.label?.trim() ?? "",
    placeholder: raw.input?.placeholder?.trim() ?? "",
    minLength,
    // A maximum below the minimum is a slip in the list; it must not make the service unorderable.
    maxLength: maxLength < minLength ? 0 : maxLength,
  };
}

function inputType(word: string): InputType {
  switch (word.trim().toLowerCase()) {
    case "tel":
    case "phone":
      return "tel";
    case "number":
    case "numeric":
      return "number";
    case "email":
      return "email";
    case "url":
      return "url";
    case "password":
      return "password";
    case "date":
      return "date";
    default:
      return "text";
  }
}
