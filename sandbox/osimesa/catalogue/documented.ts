/** The two services of the upstream's documented sample answer, letter for letter. */

import { phone } from "./fields.ts";
import type { RawService } from "./raw-service.ts";

export const documentedServices: readonly RawService[] = [
  {
    category: { main: "Kuota Axis", slug: "kuota-axis" },
    fields: phone,
    name: "Axis OWSEM 24 GB + Unlimited Games / 30 Hari",
    note: "OWSEM 24GB + Kuota Games 30hr",
    code: "OW6",
    price: { list: { standar: 42475, premium: 42275, spesial: 42125 }, current: 41975 },
    cutoff: { start: "23:30", end: "00:15" },
    status: "empty",
    updated_at: 1770948021,
  },
  {
    category: { main: "Smartfren Transfer", slug: "smartfren-transfer" },
    fields: phone,
    name: "Smartfren Pulsa Transfer 70.000",
    note: "Pulsa Transfer",
    code: "SMT70",
    price: { list: { standar: 67275, premium: 67075, spesial: 66925 }, current: 66775 },
    cutoff: { start: "23:44", end: "00:15" },
    status: "empty",
    updated_at: 1742176810,
  },
];
