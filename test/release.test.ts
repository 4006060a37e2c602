import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import packageJson from "../package.json" with { type: "json" };
import lock from "../package-lock.json" with { type: "json" };

const { version } = packageJson;
const dockerfile = read("Dockerfile");

function read(file: string): string {
  return readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
}

function label(name: string): string | undefined {
  return new RegExp(`org\\.opencontainers\\.image\\.${name}="([^"]*)"`).exec(dockerfile)?.[1];
}

test("one version stands in package.json, its lock and the image's labels", () => {
  assert.equal(lock.version, version);
  assert.equal(lock.packages[""].version, version);
  assert.equal(label("version"), version);
});

for (const file of ["CHANGELOG.md", "CHANGELOG.id.md"]) {
  test(`${file} says what is new in this version, its newest`, () => {
    const [, newest] = /^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d{2}-\d{2}$/m.exec(read(file)) ?? [];
    assert.equal(newest, version);
  });
}

test("the image says its licence and its base, and that base is the Node the project brings", () => {
  assert.equal(label("licenses"), packageJson.license);
  const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, name = ""]) => name);
  const minor = packageJson.devDependencies.node.split(".").slice(0, 2).join(".");
  for (const base of bases) assert.equal(base, `node:${minor}-slim`);
  assert.equal(label("base\\.name"), `docker.io/library/${bases.at(-1)}`);
});
