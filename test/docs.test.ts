import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { everybodysCommands } from "../src/bot/command-list.ts";
import { environmentSchema } from "../src/environment.ts";
import { operatorCommands } from "../src/screens/operator/commands.ts";
import packageJson from "../package.json" with { type: "json" };

const root = join(import.meta.dirname, "..");
const pages = ["*.md", "docs/**/*.md", "{src,sandbox,test,bench}/**/*.md"]
  .flatMap((pattern) => globSync(pattern, { cwd: root }))
  .toSorted();
const index = read("docs/README.md");

function read(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

/** Without what is shown as code, in which a bracket is no link and a `#` no heading. */
function prose(page: string): string {
  return page
    .replaceAll(/^```[\s\S]*?^```$/gm, "")
    .replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[[\]()]/g, ""));
}

function linksOf(page: string): string[] {
  const targets = [
    ...page.matchAll(/\]\(([^)\s]+)\)/g),
    ...page.matchAll(/\b(?:src|srcset)="([^"]+)"/g),
  ].map(([, target = ""]) => target);
  return targets.filter((target) => !/^[a-z]+:/.test(target));
}

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(page: string): string[] {
  return [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

for (const file of pages) {
  test(`every link of ${file} leads somewhere`, () => {
    for (const link of linksOf(prose(read(file)))) {
      const [path = "", anchor] = link.split("#");
      const target = path === "" ? file : join(dirname(file), path);
      assert.ok(existsSync(join(root, target)), `${link}: there is no ${target}`);
      if (anchor !== undefined)
        assert.ok(anchorsOf(prose(read(target))).includes(anchor), `${link}: no such heading`);
    }
  });
}

test("the index names every page of docs/", () => {
  const named = linksOf(index).map((link) => join("docs", link));
  const missing = pages
    .filter((file) => /^docs\/[^/]+\.md$/.test(file) && file !== "docs/README.md")
    .filter((file) => !named.includes(file));
  assert.deepEqual(missing, []);
});

test("the index of decisions names each of them, by its title", () => {
  const rows = read("docs/decisions/README.md");
  const decisions = pages.filter((file) => /^docs\/decisions\/\d+/.test(file));
  assert.ok(decisions.length > 0);
  for (const file of decisions) {
    const [, number = "", title = ""] = /^# (\d+)\. (.+)$/m.exec(read(file)) ?? [];
    assert.equal(Number.parseInt(file.slice("docs/decisions/".length), 10), Number(number), file);
    assert.ok(
      rows.includes(`| ${number} | [${title}](${file.slice("docs/decisions/".length)}) |`),
      file,
    );
  }
});

/** Pages of the index that are there in both languages: English, Indonesian. */
const pairs = index
  .split("\n")
  .filter((line) => line.startsWith("|"))
  .map(linksOf)
  .filter((links) => links.length === 2)
  .map((links) => links.map((link) => join("docs", link)))
  .map(([english = "", indonesian = ""]) => ({ english, indonesian }));

/** What a translation has as often as its original. */
function shapeOf(page: string) {
  const count = (pattern: RegExp) => (page.match(pattern) ?? []).length;
  return {
    headings: [...prose(page).matchAll(/^(#+) /gm)].map(([, level = ""]) => level.length),
    tableRows: count(/^\|/gm),
    listItems: count(/^(?:- |\d+\. )/gm),
    codeBlocks: count(/^```/gm),
  };
}

test("pages are there in both languages at all", () => assert.ok(pairs.length >= 10));

for (const { english, indonesian } of pairs) {
  test(`${english} and ${indonesian} name each other and have the same parts`, () => {
    const shown = { english: read(english), indonesian: read(indonesian) };
    const link = (from: string, to: string) => linksOf(from).some((target) => target === to);
    assert.ok(link(shown.english, indonesian.replace("docs/", "")), english);
    assert.ok(link(shown.indonesian, english.replace("docs/", "")), indonesian);
    assert.deepEqual(shapeOf(shown.indonesian), shapeOf(shown.english));
  });
}

test("each command people see in their menus stands in both tables of commands", () => {
  for (const file of ["docs/commands.md", "docs/perintah.md"]) {
    const page = read(file);
    for (const command of [...everybodysCommands, ...operatorCommands])
      assert.match(page, new RegExp(`^\\|[^|]*\`/${command}\\b`, "m"), `${file}: /${command}`);
  }
});

test("no page asks for an npm script that there is not", () => {
  for (const file of pages)
    for (const [, name = ""] of read(file).matchAll(/\bnpm run (?:--silent )?([a-z][a-z:-]*)/g))
      assert.ok(name in packageJson.scripts, `${file}: npm run ${name}`);
});

test("no page names a setting that there is not", () => {
  const known = new Set([
    ...Object.keys(environmentSchema.shape),
    ...[...read(".env.example").matchAll(/^#?([A-Z_]+)=/gm)].map(([, name = ""]) => name),
  ]);
  const ofOurs =
    /`((?:OSIMESA|TRIPAY|REDIS|TELEGRAM|DEPOSIT|UNKNOWN|CONFIRMED|ADMIN|RESELLER|DEFAULT|LOW)_[A-Z_]*[A-Z])`/g;
  for (const file of pages)
    for (const [, name = ""] of read(file).matchAll(ofOurs))
      assert.ok(known.has(name), `${file}: ${name}`);
});

test("each package has a row that says what it is for", () => {
  const rows = [...read("docs/dependencies.md").matchAll(/^\| ([a-z@][^|]*) \|/gm)]
    .flatMap(([, names = ""]) => names.split(","))
    .map((name) => name.trim())
    .filter((name) => name !== "package");
  const used = [
    ...Object.keys(packageJson.dependencies),
    ...Object.keys(packageJson.devDependencies),
  ];
  assert.deepEqual(rows.toSorted(), used.toSorted());
});
