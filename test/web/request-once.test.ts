import assert from "node:assert/strict";
import { createServer, type Socket } from "node:net";
import { test, type TestContext } from "node:test";
import { requestOnce } from "../../src/web/request-once.ts";
import { listenOn } from "../osimesa/supplier.ts";

/** A server below HTTP: what it does with each connection once a request has come. */
async function listen(context: TestContext, onRequest: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const requests: string[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString();
      if (!text.endsWith("\r\n\r\na=1")) return;
      requests.push(text);
      onRequest(socket);
    });
  });
  const port = await listenOn(server);
  context.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: new URL(`http://127.0.0.1:${port}/api/game`), requests };
}

const form = new URLSearchParams({ a: "1" });
const post = (url: URL, timeoutMs = 10_000) =>
  requestOnce(url, { form, timeoutMs, maxBytes: 1_000 });
const says = (head: string, body = "") => `HTTP/1.1 ${head}\r\n\r\n${body}`;

const broken: [what: string, onRequest: (socket: Socket) => void][] = [
  ["resets the connection", (socket) => socket.resetAndDestroy()],
  ["closes the connection without a word", (socket) => socket.end()],
  ["answers in no HTTP", (socket) => socket.end("oops\r\n\r\n")],
  [
    "resets after the headers",
    (socket) =>
      socket.write(says("200 OK\r\ncontent-length: 5", "ab"), () => socket.resetAndDestroy()),
  ],
  [
    "ends in the middle of the body",
    (socket) => socket.end(says("200 OK\r\ncontent-length: 5", "ab")),
  ],
];
for (const [what, onRequest] of broken) {
  test(`a supplier that ${what} gave no answer to a request that left once`, async (t) => {
    const { url, requests } = await listen(t, onRequest);
    assert.equal((await post(url)).kind, "no-answer");
    assert.equal(requests.length, 1);
  });
}

for (const when of ["before the headers", "in the body"]) {
  test(`a supplier silent ${when} is given up at the deadline, and asked once`, async (t) => {
    const giveUpAfter = async (timeoutMs: number) => {
      const { url, requests } = await listen(t, (socket) => {
        if (when === "in the body") socket.write(says("200 OK\r\ncontent-length: 5", "ab"));
      });
      return { result: await post(url, timeoutMs), requests };
    };
    let given = await giveUpAfter(200);
    // A busy machine may not have got as far by then.
    if (given.requests.length === 0) given = await giveUpAfter(5_000);
    assert.equal(given.result.kind, "no-answer");
    assert.equal(given.requests.length, 1);
  });
}

for (const head of [
  "301 Moved\r\nlocation: /elsewhere",
  "307 Temporary\r\nlocation: /elsewhere",
  "308 Permanent\r\nlocation: /elsewhere",
  "408 Request Timeout",
  "421 Misdirected",
  "429 Too Many\r\nretry-after: 3",
  "503 Busy\r\nretry-after: 3",
]) {
  test(`HTTP ${head.slice(0, 3)} is an answer, and no second request follows`, async (t) => {
    const { url, requests } = await listen(t, (socket) =>
      socket.end(says(`${head}\r\ncontent-length: 2`, "{}")),
    );
    const result = await post(url);
    assert.deepEqual(result, {
      kind: "answer",
      status: Number(head.slice(0, 3)),
      retryAfter: head.includes("retry-after") ? "3" : undefined,
      body: "{}",
    });
    assert.equal(requests.length, 1);
  });
}

test("the request is one POST with the form, on a connection of its own", async (t) => {
  const { url, requests } = await listen(t, (socket) =>
    socket.end(says("200 OK\r\ncontent-length: 2", "{}")),
  );
  await post(url);
  await post(url);
  assert.equal(requests.length, 2);
  assert.match(requests[0] ?? "", /^POST \/api\/game HTTP\/1\.1\r\n/);
  assert.match(requests[0] ?? "", /content-type: application\/x-www-form-urlencoded\r\n/i);
  assert.match(requests[0] ?? "", /connection: close\r\n/i);
});

test("where nobody listens nothing was sent", async (t) => {
  const { url } = await listen(t, () => undefined);
  const silent = createServer();
  url.port = String(await listenOn(silent));
  await new Promise<void>((resolve) => silent.close(() => resolve()));
  assert.equal((await post(url)).kind, "not-sent");
});

test("a connection whose encryption never begins carried nothing", async (t) => {
  const { url } = await listen(t, () => undefined);
  url.protocol = "https:";
  assert.equal((await post(url, 300)).kind, "not-sent");
});

test("without a form it is one GET, with the headers it was given", async (t) => {
  const heads: string[] = [];
  const server = createServer((socket) => {
    socket.once("data", (chunk) => {
      heads.push(chunk.toString());
      socket.end(says("200 OK\r\ncontent-length: 2", "{}"));
    });
  });
  const port = await listenOn(server);
  t.after(() => server.close());
  const result = await requestOnce(new URL(`http://127.0.0.1:${port}/detail?reference=T1`), {
    headers: { authorization: "Bearer key" },
    timeoutMs: 10_000,
    maxBytes: 1_000,
  });
  assert.equal(result.kind, "answer");
  assert.equal(heads.length, 1);
  assert.match(heads[0] ?? "", /^GET \/detail\?reference=T1 HTTP\/1\.1\r\n/);
  assert.match(heads[0] ?? "", /authorization: Bearer key\r\n/i);
  assert.doesNotMatch(heads[0] ?? "", /content-(type|length)/i);
});
