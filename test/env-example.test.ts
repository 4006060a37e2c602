import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parseEnv } from "node:util";
import { readConfig } from "../src/config.ts";
import { environmentSchema } from "../src/environment.ts";

const settings = Object.entries(environmentSchema.shape);
const names = settings.map(([name]) => name);
/** What compose.yaml itself takes from .env: settings of ours, and its own. */
const ofCompose = [...read("compose.yaml").matchAll(/\$\{([A-Z_]+)/g)].map(([, name = ""]) => name);
const allNames = [...new Set([...names, ...ofCompose])];

function read(file: string): string {
  return readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
}

/** `NAME=value` where it is needed, `#NAME=default` where it is not. */
const lineOfSetting = /^(#?)([A-Z][A-Z_]*)=/gm;

/** As Node reads the file once every `#` before a setting is taken away. */
const valuesIn = (example: string) => parseEnv(example.replaceAll(lineOfSetting, "$2="));
const defaults = valuesIn(read(".env.example"));

for (const file of [".env.example", ".env.example.id"]) {
  const example = read(file);
  const values = valuesIn(example);

  test(`${file} holds every setting of the bot and of compose.yaml exactly once, and nothing else`, () => {
    const found = [...example.matchAll(lineOfSetting)].map(([, , name = ""]) => name);
    assert.deepEqual(found.toSorted(), allNames.toSorted());
    assert.deepEqual(Object.keys(values).toSorted(), allNames.toSorted());
  });

  for (const [name, schema] of settings) {
    const unset = schema.safeParse(undefined);
    if (unset.success) {
      test(`${file} shows ${name} as not needed and with its true default`, () => {
        assert.match(example, new RegExp(`^#${name}=`, "m"));
        const shown = values[name] ?? "";
        const nothing =
          unset.data === null || (Array.isArray(unset.data) && unset.data.length === 0);
        assert.equal(shown === "", nothing, `shown is ${JSON.stringify(shown)}`);
        if (!nothing) assert.deepEqual(schema.parse(shown), unset.data);
      });
    } else {
      test(`${file} shows ${name} as needed and empty`, () => {
        assert.match(example, new RegExp(`^${name}=$`, "m"));
      });
    }
  }

  test(`every setting of ${file} is explained right above it, or above its neighbour`, () => {
    for (const name of allNames)
      assert.match(example, new RegExp(`^# .+\\n(#?[A-Z_]+=.*\\n)*#?${name}=`, "m"), name);
  });

  test(`a fresh copy of ${file} asks for what is needed, and for nothing else`, () => {
    const result = readConfig(parseEnv(example));
    assert.ok(!result.ok);
    const needed = settings
      .filter(([, schema]) => !schema.safeParse(undefined).success)
      .map(([name]) => name);
    assert.deepEqual(
      result.problems.map((problem) => problem.split(" is missing; wanted: ")[0]),
      needed,
    );
  });
}

test("both languages' examples have the same settings in the same order", () => {
  const lines = (file: string) =>
    read(file)
      .split("\n")
      .filter((line) => /^#?[A-Z_]+=/.test(line));
  assert.deepEqual(lines(".env.example.id"), lines(".env.example"));
});

for (const file of ["docs/settings.md", "docs/pengaturan.md"]) {
  test(`${file} has every setting in its table exactly once, with its default`, () => {
    const rows = [...read(file).matchAll(/^\| `([A-Z][A-Z_]*)` \| (.*?) \|/gm)];
    assert.deepEqual(rows.map(([, name = ""]) => name).toSorted(), names.toSorted());
    for (const [, name = "", shown = ""] of rows) {
      const value = defaults[name] ?? "";
      if (value === "")
        assert.doesNotMatch(shown, /`/, `${name} has no default, ${file} shows ${shown}`);
      else assert.equal(shown, `\`${value}\``, name);
    }
  });
}
