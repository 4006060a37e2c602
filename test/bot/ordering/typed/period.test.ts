import assert from "node:assert/strict";
import { test } from "node:test";
import { readPeriod } from "../../../../src/bot/ordering/typed/period.ts";
import { periodName } from "../../../../src/period.ts";

/** What is typed at noon of a day in Jakarta, as the name of the period it means; null: none. */
function meant(text: string, on = "2026-11-29"): string | null {
  const found = readPeriod(text, Date.parse(`${on}T12:00:00+07:00`));
  return found && periodName(found);
}

test("nothing, today's number and today's date are today, up to its last second in Jakarta", () => {
  for (const text of ["", " ", "29", "29/11", "29-11-2026", "29.11.26"])
    assert.equal(meant(text), "2026-11-29", text);
  const at = (time: string) => readPeriod("", Date.parse(`2026-11-29T${time}+07:00`));
  assert.deepEqual(at("00:00:00"), at("23:59:59"));
});

test("a number is the latest such day that is not to come, in the latest month that has it", () => {
  assert.equal(meant("28"), "2026-11-28");
  assert.equal(meant("30"), "2026-10-30");
  assert.equal(meant("31"), "2026-10-31");
  assert.equal(meant("31", "2026-03-30"), "2026-01-31");
  assert.equal(meant("1"), "2026-11-01");
});

test("a day and a month without a year are the latest that are not to come", () => {
  assert.equal(meant("30/11"), "2025-11-30");
  assert.equal(meant("1/1"), "2026-01-01");
  assert.equal(meant("31/12"), "2025-12-31");
  assert.equal(meant("29/2"), "2024-02-29");
  assert.equal(meant("1/12"), "2025-12-01");
});

test("a month is named with its year, in four figures from 1970 on", () => {
  assert.equal(meant("1/2026"), "2026-01");
  assert.equal(meant("12/2026"), "2026-12");
  assert.equal(meant("1/1970"), "1970-01");
  for (const text of ["0/2026", "13/2026", "1/1969"]) assert.equal(meant(text), null, text);
});

test("a date is the day it names, whatever comes between its numbers", () => {
  for (const text of ["1/12/2025", "1-12-25", "1.12.2025", "1 12 2025", "01/12/0025"])
    assert.equal(meant(text), "2025-12-01", text);
  assert.equal(meant("31/1/2026"), "2026-01-31");
  assert.equal(meant("1/1/99"), "2099-01-01");
  assert.equal(meant("1/1/100"), "0100-01-01");
});

test("what is no day of any calendar, or is no date, is none", () => {
  for (const text of ["0", "32", "0/11", "32/1", "30/2", "1/0", "1/13", "0/1/2026", "31/4/2026"])
    assert.equal(meant(text), null, text);
  for (const text of ["1/0/2026", "1/13/2026", "1/2/3/4", "kemarin", "1x", "12345", "-1"])
    assert.equal(meant(text), null, text);
});
