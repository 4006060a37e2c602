import assert from "node:assert/strict";
import { test } from "node:test";
import { parseOptions } from "../../src/catalogue/options.ts";

const asia = { value: "os_asia", label: "Asia" };
const shapes: Record<string, [raw: unknown, wanted: { value: string; label: string }[]]> = {
  strings: [
    ["Asia", "Europe"],
    [
      { value: "Asia", label: "Asia" },
      { value: "Europe", label: "Europe" },
    ],
  ],
  numbers: [
    [5, 10],
    [
      { value: "5", label: "5" },
      { value: "10", label: "10" },
    ],
  ],
  "value and label": [[{ value: "os_asia", label: "Asia" }], [asia]],
  "value and name": [[{ value: "os_asia", name: "Asia" }], [asia]],
  "value and text": [[{ value: "os_asia", text: "Asia" }], [asia]],
  "a map of value to label": [{ os_asia: "Asia" }, [asia]],
  "a map of objects": [{ first: { value: "os_asia", label: "Asia" } }, [asia]],
  "nested under a key": [{ options: [{ value: "os_asia", label: "Asia" }] }, [asia]],
  "nested twice": [{ data: { list: ["Asia"] } }, [{ value: "Asia", label: "Asia" }]],
  "a label alone": [[{ label: "Asia" }], [{ value: "Asia", label: "Asia" }]],
  "twice the same value": [["Asia", "Asia"], [{ value: "Asia", label: "Asia" }]],
};

for (const [name, [raw, wanted]] of Object.entries(shapes)) {
  test(`options as ${name}`, () => assert.deepEqual(parseOptions(raw), wanted));
}

test("unusable options are none", () => {
  for (const raw of [null, undefined, "", 5, [], {}, [null, {}, [], true], "Asia,Europe"])
    assert.deepEqual(parseOptions(raw), []);
});
