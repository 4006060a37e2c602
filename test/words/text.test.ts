import assert from "node:assert/strict";
import { test } from "node:test";
import { languageFrom, languages, wordsIn } from "../../src/words/dictionary.ts";
import { rich, visibleLength } from "../../src/words/html.ts";
import { decimal, rupiah } from "../../src/words/money.ts";
import { exact, fewLines, oneLine } from "../../src/words/shorten.ts";
import { timeText, type View } from "../../src/words/times.ts";
import { noon } from "./sample-orders.ts";

test("whatever is put into a template is escaped, templates in templates are not", () => {
  const inner = rich`<b>${"<&>"}</b>`;
  assert.equal(rich`${inner} ${'"x"'} ${5}`.html, "<b>&lt;&amp;&gt;</b> &quot;x&quot; 5");
  assert.equal(visibleLength(rich`${inner}`), 3);
});

test("shortening cuts between letters, never inside one", () => {
  assert.equal(oneLine("a\n b\t c", 10), "a b c");
  assert.equal(oneLine("abcdef", 4), "abc…");
  assert.equal(oneLine("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 12), "👨‍👩‍👧‍👦…");
  assert.equal(oneLine("\u202Eabc\u0000\uD800", 9), "abc\uFFFD");
  assert.equal(fewLines("a\n\n b \nc\nd", 50, 2), "a\nb …");
  assert.equal(exact("  A  B ", 50), "  A  B ");
  for (let max = 2; max < 40; max += 1) {
    const cut = oneLine("😀".repeat(30) + "Z̷͖̐͒".repeat(9), max);
    assert.ok(cut.length <= max && cut.isWellFormed(), cut);
  }
});

test("amounts and times read as people here write them", () => {
  assert.deepEqual([0, 950, 41_975, 1_150_900].map(rupiah), [
    "Rp0",
    "Rp950",
    "Rp41.975",
    "Rp1.150.900",
  ]);
  const id: View = { language: "id", timeZone: "Asia/Jakarta", nowMs: noon };
  const dayMs = 86_400_000;
  assert.equal(timeText(noon, id), "14:05 WIB");
  assert.equal(timeText(noon - dayMs, id), "2 Jun 14:05 WIB");
  assert.equal(timeText(noon - 400 * dayMs, { ...id, language: "en" }), "29 Apr 2025 14:05 WIB");
  assert.equal(timeText(noon, { ...id, timeZone: "Asia/Makassar" }), "15:05 WITA");
  assert.equal(timeText(noon, { ...id, timeZone: "Asia/Jayapura" }), "16:05 WIT");
});

test("each language writes numbers and plurals its own way", () => {
  assert.deepEqual(
    languages.map((language) => [12.34, 2, 0.96].map((n) => decimal(n, wordsIn(language).locale))),
    [
      ["12,3", "2", "1"],
      ["12.3", "2", "1"],
    ],
  );
  const { menu, admin } = wordsIn("en");
  assert.match(menu.open(1).html, /1 order not/);
  assert.match(menu.open(0).html, /0 orders not/);
  assert.match(menu.open(2_000).html, /2\.000 orders not/);
  assert.match(admin.review.title(1).html, /1 order needs/);
  assert.match(admin.review.title(21).html, /21 orders need a/);
});

test("a language is known by its code or Telegram's; any other is the one fallen back to", () => {
  const found = ["en", "en-GB", "ID", "de", "", "constructor", null, undefined].map((code) =>
    languageFrom(code, "id"),
  );
  assert.deepEqual(found, ["en", "en", "id", "id", "id", "id", "id", "id"]);
  assert.equal(languageFrom("id-ID", "en"), "id");
});

test("both languages have the same signs and command menu, within Telegram's limits", () => {
  const id = wordsIn("id");
  const en = wordsIn("en");
  const sign = (label: string) => label.split(" ")[0];
  assert.deepEqual(
    Object.values(id.menu.button).map(sign),
    Object.values(en.menu.button).map(sign),
  );
  for (const words of [id, en]) {
    for (const description of [
      ...Object.values(words.menu.commands),
      ...Object.values(words.admin.commands),
    ])
      assert.ok(description.length >= 3 && description.length <= 256);
    const toasts = [
      words.trouble.confirmUnclear,
      words.trouble.tryAgain,
      words.trouble.unknownButton,
      words.form.oldButton,
      words.order.alreadyOrdered,
      words.admin.access.waiting,
      words.admin.access.refusedUntil("31 Des 2026 23:59 WIB"),
      words.admin.access.busy,
      words.admin.limitReached(rupiah(999_999_999_999), rupiah(999_999_999_999)),
      words.admin.tooFast,
      words.admin.pause.closedBriefly(""),
      words.admin.review.refTaken("K7QXM-2PA4Z"),
      words.admin.review.refUnfit,
      words.admin.review.unreachable,
      words.admin.review.notThere,
      words.admin.review.decidedBefore,
    ];
    for (const toast of toasts) assert.ok(toast.length <= 200, toast);
  }
});
