import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { bytesWithoutSecrets, withoutSecrets } from "../src/secrets.ts";

const secret = 'k3y/with?odd "chars"&more';
const cut = withoutSecrets([secret, "0a1b2c3d"], "•");

test("a secret is cut out however others spell it", () => {
  const json = JSON.stringify(secret).slice(1, -1);
  for (const spelling of [
    secret,
    encodeURIComponent(secret),
    encodeURIComponent(secret).toLowerCase(),
    new URLSearchParams({ key: secret }).toString().slice("key=".length),
    json,
    json.replaceAll("/", "\\/"),
    "0A1B2C3D",
  ]) {
    assert.equal(cut(`<${spelling}> and <${spelling}>`), "<•> and <•>", spelling);
  }
  assert.equal(cut("k3y, with odd chars"), "k3y, with odd chars");
});

test("no secret, and an empty one, change nothing", () => {
  assert.equal(withoutSecrets([], "•")("abc"), "abc");
  assert.equal(withoutSecrets([""], "•")("abc"), "abc");
});

const inPieces = async (text: string, sizes: readonly number[], secrets: readonly string[]) => {
  function* pieces() {
    const bytes = Buffer.from(text);
    for (let from = 0, piece = 0; from < bytes.length; piece += 1) {
      const size = sizes[piece % sizes.length] ?? 1;
      yield bytes.subarray(from, from + size);
      from += size;
    }
  }
  const cutPieces: Buffer[] = [];
  for await (const piece of bytesWithoutSecrets(pieces(), secrets, "•"))
    cutPieces.push(Buffer.from(piece));
  return Buffer.concat(cutPieces).toString();
};

test("bytes lose their secrets wherever they are split, and nothing else", async () => {
  const part = fc.oneof(
    fc.constantFrom("key-0815", "KEY-0815", "key-", "0815", "é", "•"),
    fc.string({ maxLength: 5 }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(part).map((parts) => parts.join("")),
      fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 }),
      async (text, sizes) =>
        assert.equal(
          await inPieces(text, sizes, ["key-0815"]),
          withoutSecrets(["key-0815"], "•")(text),
        ),
    ),
    { numRuns: 500 },
  );
});

test("bytes without secrets to cut pass as they are", async () => {
  assert.equal(await inPieces("abc", [1], []), "abc");
});
