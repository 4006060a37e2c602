import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { suite, test, type TestContext } from "node:test";
import { Api, GrammyError, HttpError, InputFile } from "grammy";
import { createConnections } from "../../src/telegram/connections.ts";

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** A Bot API server that answers as it is told, and grammY's API before it. */
async function serve(context: TestContext, answer: Answer) {
  const seen: { path: string; body: string; type: string }[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    sockets.add(request.socket);
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      seen.push({
        path: request.url ?? "",
        body,
        type: request.headers["content-type"] ?? "",
      });
      answer(request, response, body);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  const apiRoot = `http://127.0.0.1:${address.port}`;
  const fetch = createConnections(apiRoot);
  const api = new Api("1:SECRET", { apiRoot, fetch, timeoutSeconds: 10 });
  return { server, seen, sockets, api, apiRoot, fetch };
}

const message = { message_id: 1, date: 1, chat: { id: 7, type: "private" }, text: "x" };
const ok: Answer = (_request, response) =>
  void response.end(JSON.stringify({ ok: true, result: message }));

const closing = (socket: Socket) =>
  new Promise<void>((end) => void socket.once("close", () => end()));

suite("the connections below Bot API calls", () => {
  test("connections are used again for the next calls", async (context) => {
    const { api, sockets, seen } = await serve(context, ok);
    for (const text of ["a", "b", "c", "d", "e", "f", "g", "h"])
      assert.equal((await api.sendMessage(7, text)).text, "x");
    // The next call may leave a moment before the last connection is free again.
    assert.ok(sockets.size <= 2, `${sockets.size} connections`);
    assert.deepEqual(JSON.parse(seen[2]?.body ?? ""), { chat_id: 7, text: "c" });
    assert.equal(seen[2]?.path, "/bot1:SECRET/sendMessage");
    assert.match(seen[2]?.type ?? "", /^application\/json/);
  });

  test("a Bot API server below a path of its own is called there, and no other host is", async (context) => {
    const { apiRoot, fetch, seen } = await serve(context, ok);
    const below = createConnections(`${apiRoot}/telegram`);
    const answer = await below(`${apiRoot}/telegram/bot1:SECRET/getMe?x=1`);
    assert.equal(answer.status, 200);
    assert.equal(seen[0]?.path, "/telegram/bot1:SECRET/getMe?x=1");
    await assert.rejects(fetch("http://localhost:1/bot1:SECRET/getMe"), /Bot API only/);
    assert.equal(seen.length, 1);
  });

  test("a connection that the other side has closed is not used again", async (context) => {
    const { api, server, sockets } = await serve(context, ok);
    await api.sendMessage(7, "a");
    const closed = [...sockets].map(closing);
    server.closeIdleConnections();
    await Promise.all(closed);
    await api.sendMessage(7, "b");
    assert.equal(sockets.size, 2);
  });

  test("calls at once do not wait for each other", async (context) => {
    const waiting: ServerResponse[] = [];
    const { api } = await serve(context, (request, response, body) => {
      waiting.push(response);
      // None is answered before all have come.
      if (waiting.length === 20) for (const one of waiting) ok(request, one, body);
    });
    await Promise.all(Array.from({ length: 20 }, (_, at) => api.sendMessage(7, String(at))));
  });

  test("a call whose connection breaks is not sent again", async (context) => {
    const { api, seen } = await serve(context, (request, response, body) => {
      if (seen.length === 1) ok(request, response, body);
      else request.socket.destroy();
    });
    await api.sendMessage(7, "a");
    await assert.rejects(api.sendMessage(7, "b"), HttpError);
    assert.equal(seen.length, 2);
  });

  for (const status of [301, 307, 421]) {
    test(`HTTP ${status} sends nothing a second time`, async (context) => {
      const { api, seen } = await serve(context, (_request, response) => {
        response.writeHead(status, { location: "/elsewhere" }).end("{}");
      });
      await assert.rejects(api.sendMessage(7, "a"));
      assert.equal(seen.length, 1);
    });
  }

  test("a refusal is read, whatever its status", async (context) => {
    const { api } = await serve(context, (_request, response) => {
      response.writeHead(403, { "content-type": "application/json" });
      response.end(JSON.stringify({ ok: false, error_code: 403, description: "Forbidden: gone" }));
    });
    await assert.rejects(
      api.sendMessage(7, "a"),
      (error) => error instanceof GrammyError && error.description === "Forbidden: gone",
    );
  });

  for (const [what, status, body] of [
    ["a page of a proxy", 502, "<html>Bad Gateway</html>"],
    ["half an answer", 200, '{"ok":tr'],
    ["nothing", 204, ""],
    ["a status that is none", 799, "{}"],
  ] as const) {
    test(`${what} is no answer`, async (context) => {
      const { api } = await serve(context, (_request, response) => {
        response.writeHead(status).end(body);
      });
      await assert.rejects(api.sendMessage(7, "a"), HttpError);
    });
  }

  test("an answer without end is given up after 16 MiB", async (context) => {
    let mebibytes = 0;
    const { api } = await serve(context, (_request, response) => {
      const chunk = Buffer.alloc(1024 * 1024, " ");
      const pour = () => {
        while (!response.destroyed && mebibytes < 200) {
          mebibytes += 1;
          if (!response.write(chunk)) return void response.once("drain", pour);
        }
        response.destroy();
      };
      pour();
    });
    await assert.rejects(api.sendMessage(7, "a"), HttpError);
    // What was on its way in the sockets' buffers counts too.
    assert.ok(mebibytes > 16 && mebibytes < 64, `${mebibytes} MiB were sent`);
  });

  for (const [when, begin] of [
    ["before any answer", () => undefined],
    ["in the middle of the answer", (response: ServerResponse) => void response.write('{"ok":')],
  ] as const) {
    test(`giving up ${when} ends the call and its connection`, async (context) => {
      const giveUp = new AbortController();
      let closed: Promise<unknown> = Promise.resolve();
      const { fetch, apiRoot } = await serve(context, (request, response) => {
        closed = closing(request.socket);
        begin(response);
        setImmediate(() => giveUp.abort());
      });
      const url = `${apiRoot}/bot1:SECRET/getMe`;
      await assert.rejects(fetch(url, { method: "POST", signal: giveUp.signal }), {
        name: "AbortError",
      });
      await closed;
      await assert.rejects(fetch(url, { signal: giveUp.signal }), { name: "AbortError" });
    });
  }

  test("grammY's own time limit covers the body too", async (context) => {
    const { apiRoot, fetch } = await serve(context, (_request, response) => {
      response.write('{"ok":true,');
    });
    const hasty = new Api("1:SECRET", { apiRoot, fetch, timeoutSeconds: 0.1 });
    await assert.rejects(hasty.sendMessage(7, "a"), HttpError);
  });

  test("a document is streamed whole", async (context) => {
    const { api, seen } = await serve(context, ok);
    async function* pieces() {
      yield Buffer.from("kode;harga\n");
      yield Buffer.from("BR2;41975\n");
    }
    await api.sendDocument(7, new InputFile(pieces(), "daftar.csv"));
    assert.match(seen[0]?.type ?? "", /^multipart\/form-data; boundary=/);
    assert.match(seen[0]?.body ?? "", /kode;harga\nBR2;41975\n/);
  });

  test("an upload that breaks off is an error of the call", async (context) => {
    const { api } = await serve(context, ok);
    async function* pieces() {
      yield Buffer.from("kode");
      throw new Error("the list is gone");
    }
    await assert.rejects(api.sendDocument(7, new InputFile(pieces(), "daftar.csv")), HttpError);
  });

  test("what went wrong is told without the token", async (context) => {
    const { server, api } = await serve(context, ok);
    server.close();
    await once(server, "close");
    await assert.rejects(api.sendMessage(7, "a"), (error) => {
      assert.ok(error instanceof HttpError && error.error instanceof Error);
      assert.doesNotMatch(`${error.message} ${error.error.message} ${error.error.stack}`, /SECRET/);
      return true;
    });
  });
});
