import type { Field, InputField, Service } from "../../src/catalogue/service.ts";

export function input(label: string, change: Partial<Omit<InputField, "kind">> = {}): InputField {
  return {
    kind: "input",
    position: 1,
    type: "text",
    label,
    placeholder: "",
    minLength: 0,
    maxLength: 0,
    ...change,
  };
}

export function service(
  code: string,
  fields: readonly Field[],
  change: Partial<Service> = {},
): Service {
  return {
    line: "game",
    code,
    name: `Layanan ${code}`,
    note: "",
    category: { name: "Pulsa Telkomsel", slug: "pulsa-telkomsel" },
    title: "Masukkan Data",
    info: "",
    fields,
    costRupiah: 5_475,
    listPrices: {},
    cutOff: null,
    inStock: true,
    ...change,
  };
}

export const phone = input("Masukkan Nomor HP", {
  type: "tel",
  placeholder: "0812xxxx",
  maxLength: 1_000,
});

export const pulsa = service("TS5", [phone], { name: "Telkomsel 5.000" });
