import assert from "node:assert/strict";
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { installPackages, isOffered, unpackBackport, updateLists } from "../../sandbox/apt.ts";

/** A PATH with apt's programs on it as these shell lines have them; `calls` are the arguments of apt-get so far. */
async function machine(t: TestContext, programs: Readonly<Record<string, string>>) {
  const dir = await mkdtemp(join(tmpdir(), "apt-test-"));
  t.after(() => rm(dir, { recursive: true, force: true }));
  for (const [name, lines] of Object.entries(programs)) {
    await writeFile(join(dir, name), `#!/bin/sh\necho "$*" >> ${dir}/calls\n${lines}\n`);
    await chmod(join(dir, name), 0o755);
  }
  const said: string[] = [];
  return {
    said,
    options: {
      environment: { PATH: `${dir}:${process.env["PATH"] ?? ""}`, DIR: dir },
      announce: (line: string) => void said.push(line),
    },
    calls: async () => (await readFile(join(dir, "calls"), "utf8")).trim().split("\n"),
  };
}

/** Says this on the first two calls, as apt does while another one is at work. */
const lockedTwice = (what: string) => `
  [ "$(wc -l < "$DIR/calls")" -gt 2 ] && exit 0
  echo "${what}" >&2
  exit 100`;

for (const [lock, what] of [
  ["lists", "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 7 (apt-get)"],
  ["archives", "E: Unable to lock directory /var/cache/apt/archives/"],
  ["dpkg's", "E: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), is it?"],
] as const) {
  test(`while another program holds ${lock} lock it is waited for, and that is said once`, async (t) => {
    const { options, said, calls } = await machine(t, { "apt-get": lockedTwice(what) });
    await updateLists(options);
    assert.deepEqual(await calls(), ["update -qq", "update -qq", "update -qq"]);
    assert.deepEqual(said, ["Another program is installing packages: waiting for it …"]);
  });
}

test("what apt-get cannot do is told in its own words, at once", async (t) => {
  const { options, said, calls } = await machine(t, {
    "apt-get": 'echo "E: Unable to locate package chromium" >&2; exit 100',
  });
  await assert.rejects(
    installPackages(["chromium"], options),
    /Unable to locate package chromium/u,
  );
  assert.equal((await calls()).length, 1);
  assert.deepEqual(said, []);
});

test("a package is offered where apt has a candidate for it", async (t) => {
  const { options } = await machine(t, {
    "apt-cache": `
      case $2 in
        gcc) printf 'gcc:\\n  Installed: (none)\\n  Candidate: 4:12.2.0-3\\n' ;;
        named) printf 'named:\\n  Installed: (none)\\n  Candidate: (none)\\n' ;;
      esac`,
  });
  assert.equal(await isOffered("gcc", options), true);
  assert.equal(await isOffered("named", options), false);
  assert.equal(await isOffered("chromium", options), false);
});

test("what only the backports have is unpacked into a folder, from sources of its own, of which nothing stays", async (t) => {
  const { options, calls } = await machine(t, {
    "apt-get": `
      sources="\${1#-oDir::Etc::SourceList=}"
      cat "$sources" >> "$DIR/calls"
      case "$*" in *download*) touch valkey-tools_8.deb ;; esac`,
    dpkg: 'cp "$2" "$3"',
  });
  const folder = await mkdtemp(join(tmpdir(), "apt-test-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await unpackBackport("valkey-tools", folder, options);
  assert.deepEqual(await readdir(folder), ["valkey-tools_8.deb"]);
  const [update = "", source, download, , unpack] = await calls();
  const own =
    /SourceList=(\S+)\/sources\.list -oDir::Etc::SourceParts=\1\S+ -oDir::State::Lists=\1\S+ /u;
  const [, used = ""] = own.exec(update) ?? assert.fail(update);
  assert.match(source ?? "", /^deb http:\/\/deb\.debian\.org\/debian \w+-backports main$/u);
  assert.match(download ?? "", own);
  assert.equal(unpack, `-x ${used}/valkey-tools_8.deb ${folder}`);
  await assert.rejects(readdir(used), { code: "ENOENT" });
});

test("what the backports do not have either is told in apt-get's own words", async (t) => {
  const { options } = await machine(t, {
    "apt-get":
      'case "$*" in *download*) echo "E: Unable to locate package valkey-tools" >&2; exit 100 ;; esac',
  });
  await assert.rejects(
    unpackBackport("valkey-tools", tmpdir(), options),
    /Unable to locate package valkey-tools/u,
  );
});
