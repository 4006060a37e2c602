import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { parseHtml } from "../../sandbox/telegram/text/html.ts";
import { rich, visibleLength } from "../../src/words/html.ts";
import { exact, fewLines, oneLine } from "../../src/words/shorten.ts";

/** Every UTF-16 unit, halves of letters too, and the letters that do harm on a screen more often than by chance. */
const anyText = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 3 }),
      fc.constantFrom(
        "\n",
        "\r\n",
        " ",
        "\t",
        "\u2028",
        "<",
        "&",
        '"',
        "&lt;",
        "\u202E",
        "\u200B",
        "\u3164",
        "\u2800",
        "\u{E0041}",
        "\0",
        "Z̷͖̐͒",
        "👨‍👩‍👧‍👦",
        "\uD83D",
      ),
    ),
    { maxLength: 60 },
  )
  .map((letters) => letters.join(""));
const max = fc.integer({ min: 1, max: 80 });

/** Control characters but tab and line break, and what nobody sees. */
const harmful =
  /(?![\t\n])\p{Cc}|\u00AD|\u115F|\u200B|\u2800|\u3164|[\u202A-\u202E\u2066-\u2069]|\uFEFF/u;

suite("text from outside on a screen", () => {
  test("is one harmless line within its length", () => {
    fc.assert(
      fc.property(anyText, max, (text, max) => {
        const line = oneLine(text, max);
        assert.ok(line.length <= max);
        assert.ok(line.isWellFormed());
        assert.doesNotMatch(line, harmful);
        assert.doesNotMatch(line, /[\n\u2028\u2029]|^\s|\s$|\s\s/);
        assert.equal(oneLine(line, max), line);
      }),
      { numRuns: 1_000 },
    );
  });

  test("is a few lines within their length and number", () => {
    fc.assert(
      fc.property(anyText, max, fc.integer({ min: 1, max: 5 }), (text, max, maxLines) => {
        const shortened = fewLines(text, max, maxLines);
        assert.ok(shortened.length <= max);
        assert.ok(shortened.isWellFormed());
        assert.doesNotMatch(shortened, harmful);
        const lines = shortened.split("\n");
        assert.ok(lines.length <= maxLines);
        assert.ok(shortened === "" || lines.every((line) => line.trim() === line && line !== ""));
      }),
      { numRuns: 1_000 },
    );
  });

  test("is cut only between letters, and says so", () => {
    const graphemes = new Intl.Segmenter("id", { granularity: "grapheme" });
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", " ", "é", "Z̷͖̐", "🇮🇩", "👨‍👩‍👧‍👦"), maxLength: 60 }),
        max,
        (text, max) => {
          const whole = oneLine(text, 10_000);
          const line = oneLine(text, max);
          if (whole.length <= max) return assert.equal(line, whole);
          assert.ok(line.endsWith("…"));
          const kept = line.slice(0, -1);
          const ends = new Set([0]);
          for (const { segment, index } of graphemes.segment(whole))
            ends.add(index + segment.length);
          assert.ok(
            whole.startsWith(kept) && ends.has(kept.length),
            JSON.stringify({ whole, line }),
          );
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test("is kept letter for letter where it is copied", () => {
    fc.assert(
      fc.property(anyText, max, (text, max) => {
        const copied = exact(text, max);
        assert.ok(copied.length <= max && copied.isWellFormed() && !copied.includes("\0"));
        if (text.length <= max && text.isWellFormed() && !text.includes("\0"))
          assert.equal(copied, text);
      }),
      { numRuns: 1_000 },
    );
  });

  test("stays text in Telegram's HTML, counted as Telegram counts it", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const line = oneLine(text, 200);
        const html = rich`${line}`;
        assert.equal(visibleLength(html), line.length);
        assert.deepEqual(parseHtml(html.html), { text: line, entities: [] });
      }),
      { numRuns: 1_000 },
    );
  });
});
