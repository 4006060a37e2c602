import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { createListReader, ListError } from "../../src/osimesa/list.ts";

/** Reads `json` in pieces of the given lengths, over and over. */
function read(json: string | Uint8Array, pieces: readonly number[]) {
  const bytes = Buffer.from(json);
  const members: string[] = [];
  const reader = createListReader((member) => void members.push(member.toString("utf8")));
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const length = pieces[turn % pieces.length] ?? bytes.length;
    reader.push(bytes.subarray(at, at + length));
    at += length;
  }
  return { members, envelope: reader.envelope() };
}

const pieces = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
const indent = fc.constantFrom(0, 1, 4, "\t", "\r\n ");
/** Names that look like the list's, and texts full of what begins and ends things. */
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom("[", "]", "{", "}", ",", ":", '"', "\\", "data", " ", "é") }),
);
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false, 0, -1.5e-7),
    text,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constant("data"), text), tie("value"), { maxKeys: 4 }),
  ),
})).value;
const around = fc.dictionary(
  fc.oneof(
    text.filter((name) => name !== "data"),
    fc.constantFrom('x"data', ',"data', '{"data', 'data"', "Data", "data "),
  ),
  value,
  { maxKeys: 4 },
);

suite("reading a long list as it arrives", () => {
  test("agrees with JSON.parse, however the bytes are cut", () => {
    fc.assert(
      fc.property(
        around,
        fc.array(value, { maxLength: 6 }),
        around,
        indent,
        pieces,
        (before, data, after, space, cuts) => {
          const answer = { ...before, data, ...after };
          const { members, envelope } = read(JSON.stringify(answer, null, space), cuts);
          assert.deepEqual(
            members.map((member): unknown => JSON.parse(member)),
            JSON.parse(JSON.stringify(data)),
          );
          assert.deepEqual(
            JSON.parse(envelope),
            JSON.parse(JSON.stringify({ ...answer, data: [] })),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  test("an answer without a list is all envelope", () => {
    fc.assert(
      fc.property(around, pieces, (answer, cuts) => {
        const json = JSON.stringify({ ...answer, nested: { data: [1, 2] } });
        assert.deepEqual(read(json, cuts), { members: [], envelope: json });
      }),
      { numRuns: 300 },
    );
  });

  test("what is no JSON at all is handed on or refused, never a crash", () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      text.map((rest) => Buffer.from(`{"data":[${rest}`)),
    );
    fc.assert(
      fc.property(bytes, pieces, (junk, cuts) => {
        try {
          read(junk, cuts);
        } catch (error) {
          assert.ok(error instanceof ListError);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("sixty thousand lists around the list take no time", () => {
    const names = Array.from({ length: 60_000 }, (_, at) => `"k${at}":[]`);
    const json = `{${names.join(",")},"data":[1]}`;
    const fromMs = performance.now();
    assert.deepEqual(read(json, [65_536]).members, ["1"]);
    // It took over a minute while each of them was looked for in everything before it.
    assert.ok(performance.now() - fromMs < 10_000);
  });

  test("a member and all that is around the list have a megabyte each at most, the list 500,000 members", () => {
    const piece = 1_000;
    const member = (bytes: number) => `{"data":["${"x".repeat(bytes - 2)}"]}`;
    assert.equal(read(member(1_000_000), [piece]).members[0]?.length, 1_000_000);
    assert.throws(() => read(member(1_000_000 + 2 * piece), [piece]), ListError);
    // Whole in one piece and not yet at its end.
    const inOne = (bytes: number) => read(member(bytes), [`{"data":[`.length, bytes]);
    assert.equal(inOne(1_000_000).members[0]?.length, 1_000_000);
    assert.throws(() => inOne(1_000_001), ListError);
    const around = (bytes: number) => `{"message":"${"x".repeat(bytes)}","data":[1]}`;
    assert.deepEqual(read(around(999_900), [piece]).members, ["1"]);
    assert.throws(() => read(around(1_000_001), [piece]), ListError);
    const list = (members: number) => `{"data":[${"0,".repeat(members - 1)}0]}`;
    assert.equal(read(list(500_000), [65_536]).members.length, 500_000);
    assert.throws(() => read(list(500_001), [65_536]), ListError);
  });

  test("a list is found however far it is indented from its name, within reason", () => {
    const spaces = " ".repeat(18);
    assert.deepEqual(read(`{${spaces}"data"${spaces}:${spaces}[1]}`, [7]).members, ["1"]);
  });
});
