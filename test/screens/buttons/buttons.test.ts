import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { suite, test } from "node:test";
import fc from "fast-check";
import { z } from "zod";
import { decodePress, encodePress } from "../../../src/screens/buttons/buttons.ts";
import { press } from "./any-press.ts";

suite("buttons on their way through Telegram", () => {
  test("every button of version 0.1.0 still means what it meant, and is still written so", async () => {
    const file = new URL("../../stored/presses-0.1.0.json", import.meta.url);
    const old = z.record(z.string(), z.unknown()).parse(JSON.parse(await readFile(file, "utf8")));
    assert.ok(Object.keys(old).length > 50);
    for (const [data, meant] of Object.entries(old)) {
      const read = decodePress(data);
      assert.deepEqual(read, meant, data);
      assert.equal(read && encodePress(read), data);
    }
  });

  test("come back as they were, in 64 bytes", () => {
    fc.assert(
      fc.property(press, (one) => {
        const data = encodePress(one);
        assert.ok(Buffer.byteLength(data) <= 64, data);
        assert.deepEqual(decodePress(data), one);
      }),
      { numRuns: 2_000 },
    );
  });

  test("two that do different things differ", () => {
    fc.assert(
      fc.property(press, press, (one, other) => {
        if (encodePress(one) === encodePress(other)) assert.deepEqual(one, other);
      }),
      { numRuns: 1_000 },
    );
  });

  test("what another version wrote, or nobody, is nothing", () => {
    for (const data of [
      "",
      "1",
      "2m",
      "1m:1",
      "1c",
      "1c:x",
      "1c:-1",
      "1f:a:0:o",
      "1f:a",
      "1l:fr",
      "1k:short:",
      "1toString",
      "1a",
      "1a:zz:1",
      "1a:d:7001:2",
      "1a:s:7",
      "1a:__proto__",
      "1__proto__",
    ]) {
      assert.equal(decodePress(data), null, data);
    }
  });

  test("what is made up is nothing, or something that can be encoded", () => {
    const halfMadeUp = fc
      .tuple(press, fc.nat({ max: 63 }), fc.string({ maxLength: 3 }), fc.nat({ max: 3 }))
      .map(([one, at, put, out]) => {
        const data = encodePress(one);
        return data.slice(0, at) + put + data.slice(at + out);
      });
    const madeUp = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 64 }),
      fc.string({ maxLength: 63 }).map((rest) => `1${rest}`),
      fc.constantFrom(
        "",
        "1",
        "1__proto__",
        "1constructor",
        "1a:toString",
        "1a",
        "2m",
        "1f:::",
        "1m:",
      ),
      halfMadeUp,
    );
    fc.assert(
      fc.property(madeUp, (data) => {
        const read = decodePress(data);
        if (read !== null) assert.deepEqual(decodePress(encodePress(read)), read);
      }),
      { numRuns: 1_000 },
    );
  });
});
