import assert from "node:assert/strict";
import { test } from "node:test";
import { changes, type Look } from "../../src/catalogue/changes.ts";
import type { Service } from "../../src/catalogue/service.ts";
import { createSnapshot } from "../../src/catalogue/snapshot.ts";
import { service } from "../bot/goods.ts";

const at = (time: string, day = 22) => Date.parse(`2026-11-${day}T${time}:00+07:00`);
const look = (atMs: number, ...services: Service[]): Look => ({
  catalogue: createSnapshot(services, atMs),
  atMs,
});
const open = service("A", []);
const empty = service("A", [], { inStock: false });
const other = service("B", []);
/** 23:30 to 00:15. */
const nightly = service("A", [], { cutOff: { startMinute: 23 * 60 + 30, endMinute: 15 } });
const noon = at("12:00");
const later = noon + 60_000;

/** `opened A`, `cost A 5475` */
const said = (before: Look, after: Look) =>
  changes(before, after).map((change) =>
    [
      change.kind,
      change.service.code,
      ...("beforeRupiah" in change ? [change.beforeRupiah] : []),
    ].join(" "),
  );

const table: [what: string, before: Look, after: Look, expected: string[]][] = [
  ["nothing", look(noon, open), look(later, open), []],
  ["stock comes", look(noon, empty), look(later, open), ["opened A"]],
  ["stock goes", look(noon, open), look(later, empty), ["closed A"]],
  ["still none", look(noon, empty), look(later, empty), []],
  ["a service is new", look(noon, open), look(later, other, open), ["new B"]],
  [
    "a service is new and closed",
    look(noon, open),
    look(later, open, service("B", [], { inStock: false })),
    ["new B"],
  ],
  ["one is gone, one is new", look(noon, open), look(later, other), ["new B", "gone A"]],
  ["cost rises", look(noon, open), look(later, { ...open, costRupiah: 5_500 }), ["cost A 5475"]],
  ["cost falls", look(noon, open), look(later, { ...open, costRupiah: 5_474 }), ["cost A 5475"]],
  [
    "cost moves as it opens",
    look(noon, empty),
    look(later, { ...open, costRupiah: 1 }),
    ["opened A", "cost A 5475"],
  ],
  [
    "cost moves where it is closed",
    look(noon, empty),
    look(later, { ...empty, costRupiah: 1 }),
    ["cost A 5475"],
  ],
  [
    "renamed, moved to another category",
    look(noon, open),
    look(later, { ...open, name: "X", category: { name: "Y", slug: "y" } }),
    [],
  ],
  ["a cut-off begins", look(at("23:29"), nightly), look(at("23:30"), nightly), ["closed A"]],
  ["a cut-off is not over", look(at("23:31"), nightly), look(at("00:14", 23), nightly), []],
  ["a cut-off is over", look(at("00:14"), nightly), look(at("00:15"), nightly), ["opened A"]],
  [
    "opened and closed again in between",
    look(at("00:10"), nightly),
    look(at("23:45"), nightly),
    [],
  ],
  [
    "closed and opened again in between",
    look(at("23:00"), nightly),
    look(at("01:00", 23), nightly),
    [],
  ],
  [
    "a cut-off ends, the stock went meanwhile",
    look(at("00:14"), nightly),
    look(at("00:16"), { ...nightly, inStock: false }),
    [],
  ],
  [
    "stock comes back in a cut-off",
    look(at("23:40"), { ...nightly, inStock: false }),
    look(at("23:41"), nightly),
    [],
  ],
  [
    "the cut-off itself is taken away",
    look(at("23:40"), nightly),
    look(at("23:41"), open),
    ["opened A"],
  ],
  ["the list is empty of it all", look(noon, open, other), look(later), ["gone A", "gone B"]],
];

for (const [what, before, after, expected] of table)
  test(`between two looks: ${what}`, () => assert.deepEqual(said(before, after), expected));

test("a cut-off ends while the list is the same one, refreshed or not", () => {
  const before = look(at("00:14"), nightly, other);
  const renewed = { ...before.catalogue, fetchedAtMs: at("00:15") };
  for (const catalogue of [before.catalogue, renewed])
    assert.deepEqual(said(before, { catalogue, atMs: at("00:15") }), ["opened A"]);
});

test("within one minute of one list nothing is compared; a new list counts at once", () => {
  const before = look(noon, empty);
  assert.deepEqual(said(before, { ...before, atMs: noon + 59_999 }), []);
  assert.deepEqual(said(before, look(noon + 1, open)), ["opened A"]);
});
