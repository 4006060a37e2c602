import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { test } from "node:test";
import { readOptions } from "../../../sandbox/options.ts";
import { sandboxWordsIn } from "../../../sandbox/words/words.ts";
import { runSandbox } from "./command.ts";

const TIMEOUT_MS = 120_000;

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

test(
  "npm run sandbox says where to go, and Ctrl-C leaves nothing running",
  { timeout: TIMEOUT_MS },
  async (t) => {
    const { child, said } = runSandbox(t, ["--port", "0", "--services", "2500"]);
    const output = await said(/Ctrl-C/u);
    const [, port] = /http:\/\/127\.0\.0\.1:(\d+)/u.exec(output) ?? [];
    const [, redisPort] = /Redis: .*?port (\d+)|Redis: 127\.0\.0\.1/u.exec(output) ?? [];
    assert.ok(port, output);
    assert.match(output, /2,500 services in 25 categories/u);
    assert.doesNotMatch(output, /"level"/u);
    const page = await fetch(`http://127.0.0.1:${port}/`);
    assert.match(await page.text(), /Sandbox bot order/u);
    child.kill("SIGINT");
    const [code] = await once(child, "close");
    assert.equal(code, 0);
    assert.equal(await answers(Number(port)), false);
    if (redisPort !== undefined) assert.equal(await answers(Number(redisPort)), false);
  },
);

test("a port that is taken is said in one line", { timeout: TIMEOUT_MS }, async (t) => {
  const squatter = createServer().listen(0, "127.0.0.1");
  await once(squatter, "listening");
  t.after(() => squatter.close());
  const address = squatter.address();
  assert.ok(address !== null && typeof address === "object");
  const { child, said } = runSandbox(t, ["--port", String(address.port)]);
  const [code] = await once(child, "close");
  assert.equal(code, 1);
  assert.match(
    await said(/^$/u),
    new RegExp(`--port ${address.port}: something else listens there`, "u"),
  );
});

test("--no-install: where there is no Redis, none is installed, and one line says what to type", async (t) => {
  // Neither a Redis nor apt-get is on it.
  const { child, said } = runSandbox(t, ["--no-install"], { PATH: import.meta.dirname });
  const [code] = await once(child, "close");
  assert.equal(code, 1);
  const output = await said(/^$/u);
  assert.match(output, /Belum ada Redis di mesin ini.*\nThere is no Redis on this machine/u);
  assert.doesNotMatch(output, /installing|apt-get could not/u);
});

test("wrong options are named with what is wanted", () => {
  const wrong = (...args: string[]) => {
    const read = readOptions(args, sandboxWordsIn("en").options);
    return read.kind === "wrong" ? read.problem : read.kind;
  };
  assert.match(
    wrong("--port", "http"),
    /--port is "http"; wanted: a whole number from 0 to 65535/u,
  );
  assert.match(wrong("--services", "0"), /--services is "0"/u);
  assert.match(wrong("--services", "5", "--catalogue", "x.json"), /exclude each other/u);
  assert.match(wrong("--loud"), /--loud/u);
  assert.equal(wrong("--keep"), "options");
});

test(
  "the terminal speaks the machine's language, and the other one where it is asked to",
  { timeout: TIMEOUT_MS },
  async (t) => {
    const inIndonesian = { ...process.env, LC_ALL: "id_ID.UTF-8" };
    const { child, said } = runSandbox(t, ["--port", "0", "--services", "2500"], inIndonesian);
    const output = await said(/Ctrl-C/u);
    assert.match(output, /Redis: (server sendiri di port \d+|\S+ dari REDIS_URL)/u);
    assert.match(output, /2\.500 produk dalam 25 kategori/u);
    assert.match(output, /START sebagai Budi/u);
    child.kill("SIGINT");
    const [code] = await once(child, "close");
    assert.equal(code, 0);
    assert.match(await said(/^$/u), /Mengakhiri …\n$/u);

    const ended = async (args: readonly string[], env?: NodeJS.ProcessEnv) => {
      const run = runSandbox(t, args, env);
      await once(run.child, "close");
      return run.said(/^$/u);
    };
    const wrong = await ended(["--port", "http"], inIndonesian);
    assert.match(wrong, /--port berisi "http"; yang diminta: bilangan bulat 0 sampai 65535/u);
    assert.match(wrong, /--services 20000 +daftar produk buatan/u);
    assert.match(
      await ended(["--lang", "id", "--catalogue", "/nowhere.json"]),
      /tidak bisa dibaca/u,
    );
    assert.match(await ended(["--lang=en", "--help"], inIndonesian), /where the page listens/u);
  },
);
