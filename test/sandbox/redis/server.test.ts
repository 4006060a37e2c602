import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { commandForRedis } from "../../../sandbox/redis/how-to-get.ts";
import { findRedis, installRedis } from "../../../sandbox/redis/program.ts";
import { startRedisProcess } from "../../../sandbox/redis/process.ts";
import { openRedis, startPrivateRedis } from "../../../sandbox/redis/server.ts";
import { until } from "../../story/until.ts";

const quiet = { announce: () => undefined };

function clientOf(context: TestContext, url: string): Redis {
  const client = new Redis(url, { maxRetriesPerRequest: 20, retryStrategy: () => 30 });
  client.on("error", () => undefined);
  context.after(() => client.disconnect());
  return client;
}

async function temporaryFolder(context: TestContext): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "redis-test-"));
  context.after(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Sets REDIS_URL for one test. */
function withRedisUrl(context: TestContext, url: string | undefined): void {
  const before = process.env["REDIS_URL"];
  const set = (value: string | undefined) => {
    if (value === undefined) delete process.env["REDIS_URL"];
    else process.env["REDIS_URL"] = value;
  };
  set(url);
  context.after(() => set(before));
}

test("a private Redis is as durable as the bot demands, and on loopback only", async (t) => {
  withRedisUrl(t, undefined);
  const lines: string[] = [];
  const opened = await openRedis({ announce: (line) => lines.push(line) });
  t.after(() => opened.close());
  const client = clientOf(t, opened.url);
  for (const [name, value] of [
    ["appendonly", "yes"],
    ["appendfsync", "always"],
    ["maxmemory-policy", "noeviction"],
    ["save", ""],
    ["bind", "127.0.0.1"],
  ] as const) {
    assert.deepEqual(await client.config("GET", name), [name, value]);
  }
  assert.match(lines.join(), /private server on port \d+/u);
});

test("servers started at once get ports of their own, and leave nothing behind", async () => {
  const servers = await Promise.all([1, 2, 3, 4].map(() => startPrivateRedis()));
  assert.equal(new Set(servers.map(({ port }) => port)).size, 4);
  const pids = servers.map(({ pid }) => pid ?? 0);
  await Promise.all(servers.map((server) => server.close()));
  assert.deepEqual(pids.filter(isAlive), []);
  for (const { dir } of servers) await assert.rejects(access(dir));
});

test("killed, it comes back on the same port with the same data", async (t) => {
  const server = await startPrivateRedis();
  t.after(() => server.close());
  const client = clientOf(t, server.url);
  await client.set("order", "placed");
  await server.kill();
  assert.equal(server.pid, undefined);
  await server.start();
  assert.equal(await client.get("order"), "placed");
});

test("paused, it answers nothing until resumed; close works on a paused one", async (t) => {
  const server = await startPrivateRedis();
  const client = clientOf(t, server.url);
  await client.ping();
  server.pause();
  const answer = client.ping();
  assert.equal(await Promise.race([answer, sleep(150, "silence")]), "silence");
  server.resume();
  assert.equal(await answer, "PONG");
  server.pause();
  await server.close();
  assert.equal(server.pid, undefined);
});

test("a kept folder survives close and is not shared by two", async (t) => {
  const dir = await temporaryFolder(t);
  const first = await startPrivateRedis({ dir });
  await clientOf(t, first.url).set("kept", "yes");
  await assert.rejects(startPrivateRedis({ dir }), /in use by another sandbox/u);
  await first.close();
  const second = await startPrivateRedis({ dir });
  t.after(() => second.close());
  assert.equal(await clientOf(t, second.url).get("kept"), "yes");
});

test("dies with a parent that is killed without warning, folder and all", async (t) => {
  const module = new URL("../../../sandbox/redis/server.ts", import.meta.url).href;
  const script = `const { startPrivateRedis } = await import(${JSON.stringify(module)});
    const { url, dir } = await startPrivateRedis();
    console.log(JSON.stringify({ url, dir }));
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line]: unknown[] = await once(parent.stdout, "data");
  const [, url = "", dir = ""] = /"url":"(.+)","dir":"(.+)"/u.exec(String(line)) ?? [];
  const probe = () => {
    const client = new Redis(url, { retryStrategy: () => null });
    client.on("error", () => undefined);
    t.after(() => client.disconnect());
    return client.ping();
  };
  assert.equal(await probe(), "PONG");
  parent.kill("SIGKILL");
  // The folder goes last; the process id tells nothing where a zombie keeps it.
  await until(() =>
    access(dir).then(
      () => false,
      () => true,
    ),
  );
  await assert.rejects(probe());
});

test("REDIS_URL is used as it is, or by numbered databases that never meet", async (t) => {
  const server = await startPrivateRedis();
  t.after(() => server.close());
  withRedisUrl(t, server.url);
  const plain = await openRedis(quiet);
  assert.deepEqual([plain.url, plain.server], [server.url, undefined]);

  const stranger = clientOf(t, `${server.url}/1`);
  await stranger.set("not", "ours");
  const [a, b] = await Promise.all([
    openRedis({ ...quiet, ownDatabase: true }),
    openRedis({ ...quiet, ownDatabase: true }),
  ]);
  assert.notEqual(a.url, b.url);
  await clientOf(t, a.url).set("file", "a");
  assert.equal(await clientOf(t, b.url).get("file"), null);
  await a.close();
  assert.equal(await clientOf(t, a.url).dbsize(), 0);
  // Closed twice, it takes nothing from who has it by then.
  const next = await openRedis({ ...quiet, ownDatabase: true });
  assert.equal(next.url, a.url);
  await clientOf(t, next.url).set("file", "next");
  await a.close();
  assert.equal(await clientOf(t, next.url).get("file"), "next");
  await next.close();
  await b.close();
  assert.equal(await stranger.get("not"), "ours");
});

test("Debian's redis-tools alone are enough: the server under its other name", async (t) => {
  const here = await findRedis(process.env);
  assert.ok(here !== undefined);
  const dir = await temporaryFolder(t);
  await symlink(here.file, join(dir, "redis-check-rdb"));
  const program = await findRedis({ PATH: dir });
  assert.deepEqual(program, { file: join(dir, "redis-check-rdb"), startedAs: "redis-server" });
  const server = await startRedisProcess({ program, environment: process.env });
  t.after(() => server.close());
  assert.equal(await clientOf(t, server.url).ping(), "PONG");
});

test("without a Redis and without the right to install one, nothing is installed and one line says what to type", async () => {
  assert.equal(await findRedis({ PATH: "" }), undefined);
  const said: string[] = [];
  await assert.rejects(
    installRedis(
      { PATH: "" },
      (line) => said.push(line),
      async () => false,
    ),
    /Belum ada Redis di mesin ini[^]*There is no Redis on this machine[^]*\n\n {2}\S/u,
  );
  assert.deepEqual(said, []);
});

test("each platform has its own line", () => {
  const ofLinux = (release: string) => commandForRedis("linux", release);
  assert.equal(commandForRedis("darwin", ""), "brew install redis");
  assert.equal(commandForRedis("win32", ""), "wsl --install");
  assert.match(ofLinux('PRETTY_NAME="Debian"\nID=debian\n'), /^sudo apt-get install /u);
  assert.match(ofLinux('ID=linuxmint\nID_LIKE="ubuntu debian"'), /^sudo apt-get install /u);
  assert.match(ofLinux('ID="rocky"\nID_LIKE="rhel centos fedora"'), /^sudo dnf install /u);
  assert.match(ofLinux("ID=arch"), /^sudo pacman -S /u);
  assert.match(ofLinux("ID=alpine"), /^sudo apk add /u);
  for (const release of ["", "ID=plan9"])
    assert.match(ofLinux(release), /redis-server.*REDIS_URL/u);
});
