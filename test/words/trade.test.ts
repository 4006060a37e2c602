import assert from "node:assert/strict";
import { globSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

/** Words that nobody behind a counter says, with what is said there. */
const strange: Record<string, string> = {
  pemasok: "supplier",
  layanan: "produk",
  isian: "pesanan, data",
  kedaluwarsa: "terlalu lama",
  biaya: "tidak ada yang terpotong: a biaya is a fee",
  bawaan: "default",
  peramban: "browser",
  saya: "kami",
};

test("the Indonesian texts speak as a counter does", () => {
  const folder = new URL("../../src/words/id/", import.meta.url);
  for (const file of readdirSync(folder)) {
    const text = readFileSync(new URL(file, folder), "utf8");
    for (const [word, instead] of Object.entries(strange))
      assert.doesNotMatch(text, new RegExp(`\\b${word}`, "i"), `${file}: ${word}, say ${instead}`);
  }
});

/** Those that a translator of pages falls for. */
const strangeOnPages: Record<string, string> = {
  pemasok: "supplier",
  layanan: "produk",
  isian: "kolom, data",
  kedaluwarsa: "terlalu lama",
  peramban: "browser",
  obrolan: "chat",
  berkas: "file",
  permainan: "game",
  zona: "zone",
};

test("so do the Indonesian pages", () => {
  const root = new URL("../../", import.meta.url);
  const pages = globSync(["*.id.md", "docs/*.md"], { cwd: root })
    .map((file) => ({ file, text: readFileSync(new URL(file, root), "utf8") }))
    .filter(({ text }) => text.includes("*[English]("));
  assert.ok(pages.length > 10);
  for (const { file, text } of pages)
    for (const [word, instead] of Object.entries(strangeOnPages))
      assert.doesNotMatch(text, new RegExp(`\\b${word}`, "i"), `${file}: ${word}, say ${instead}`);
});
