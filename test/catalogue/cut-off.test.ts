import assert from "node:assert/strict";
import { test } from "node:test";
import { closedUntilMs, parseCutOff } from "../../src/catalogue/cut-off.ts";

const jakarta = (text: string) => Date.parse(`${text}+07:00`);
const until = (start: string, end: string, now: string) => {
  const ms = closedUntilMs(parseCutOff(start, end), jakarta(now));
  return ms === null ? null : new Date(ms + 7 * 3_600_000).toISOString().slice(0, 16);
};

test("a cut-off that crosses midnight is closed on both sides of it, until the right day", () => {
  assert.equal(until("23:30", "00:15", "2026-03-01T23:29:59"), null);
  assert.equal(until("23:30", "00:15", "2026-03-01T23:30:00"), "2026-03-02T00:15");
  assert.equal(until("23:30", "00:15", "2026-03-02T00:14:59"), "2026-03-02T00:15");
  assert.equal(until("23:30", "00:15", "2026-03-02T00:15:00"), null);
});

test("a cut-off within a day", () => {
  assert.equal(until("01:00", "02:30", "2026-03-01T00:59:00"), null);
  assert.equal(until("01:00", "02:30", "2026-03-01T01:00:00"), "2026-03-01T02:30");
  assert.equal(until("01:00", "02:30", "2026-03-01T02:30:00"), null);
});

test("empty, equal and malformed bounds mean never closed", () => {
  for (const [start, end] of [
    ["", ""],
    ["00:00", "00:00"],
    ["12:00", ""],
    ["25:00", "26:00"],
    ["noon", "night"],
    ["24:00", "00:00"],
  ]) {
    assert.equal(parseCutOff(start, end), null, `${start}-${end}`);
  }
  assert.equal(parseCutOff(undefined, undefined), null);
});

test("midnight may be written as 24:00", () => {
  assert.equal(until("23:00", "24:00", "2026-03-01T23:30:00"), "2026-03-02T00:00");
});
