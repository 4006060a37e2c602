/** Builds the `fields` of a service in the upstream's shape: three fields, unused ones `none`. */

import type { RawField, RawService } from "./raw-service.ts";

export type RawForm = RawService["fields"];

export const none: RawField = {
  type: "none",
  input: { type: "text", label: "", minlength: 0, maxlength: 0, placeholder: "" },
  select: { label: "", options: [], placeholder: "" },
};

/** `type` is an HTML input type: tel, text, number, email, url, password, date. */
export function input(
  type: string,
  label: string,
  [minlength, maxlength]: readonly [number, number] = [0, 1000],
  placeholder = "",
): RawField {
  return { ...none, type: "input", input: { type, label, minlength, maxlength, placeholder } };
}

/** `options` in any of the shapes seen in such lists. */
export function select(
  label: string,
  options: unknown,
  placeholder = "Pilih salah satu",
): RawField {
  return { ...none, type: "select", select: { label, options, placeholder } };
}

export function form(
  fields: readonly [RawField?, RawField?, RawField?],
  info = "",
  title = "Masukkan Data",
): RawForm {
  const [field1 = none, field2 = none, field3 = none] = fields;
  return { title, info, field1, field2, field3 };
}

/** As in the documented sample: one phone number, no real limits. */
export const phone = form([input("tel", "Masukkan Nomor HP")]);
