import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Refusal } from "../refusal.ts";
import type { World } from "../world.ts";
import { readBody } from "./body.ts";
import { type CallHandler, refused, type Reply } from "./calls.ts";

export interface TelegramServer {
  /** Resolves to the port listened on. Only 127.0.0.1 is listened on. */
  listen(port: number): Promise<number>;
  /** Cuts every connection, waiting polls included. */
  close(): Promise<void>;
}

/** `node:http` and nothing over it: faults must be able to cut a connection at any moment. */
export function createTelegramServer(
  world: World,
  token: string,
  calls: CallHandler,
): TelegramServer {
  const server = createServer((request, response) => {
    serve(world, token, calls, request, response).catch((error: unknown) => {
      // A bug here must be seen by the test or person that caused it, not hang their bot.
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      send(response, refused(new Refusal(500, `Internal Server Error: ${words}`)));
    });
  });
  // The bot decides how long a connection lives; a timer of ours would keep a test process alive.
  server.keepAliveTimeout = 0;

  return {
    async listen(port) {
      server.listen(port, "127.0.0.1");
      await once(server, "listening");
      return portOf(server);
    },
    async close() {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      world.updates.end();
      server.closeAllConnections();
      await closed;
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("Not listening on a port");
  return address.port;
}

async function serve(
  world: World,
  token: string,
  calls: CallHandler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://localhost");
  const file = /^\/file\/bot([^/]+)\/(.+)$/.exec(url.pathname);
  if (file !== null) {
    sendFile(world, file[1] === token, file[2] ?? "", response);
    return;
  }
  const call = /^\/bot([^/]+)\/(?:test\/)?([^/]+)\/?$/.exec(url.pathname);
  if (call === null) {
    send(response, refused(new Refusal(404, "Not Found")));
    return;
  }
  const [, givenToken = "", method = ""] = call;
  const gone = new AbortController();
  // Most are answered first; an error made for each of those would be read by nobody.
  response.on("close", () => response.writableFinished || gone.abort());
  send(response, await carryOut(calls, request, url, givenToken, method, gone.signal));
}

async function carryOut(
  calls: CallHandler,
  request: IncomingMessage,
  url: URL,
  token: string,
  method: string,
  signal: AbortSignal,
): Promise<Reply> {
  try {
    const body = await readBody(request, url.searchParams);
    return await calls.handle(method, body, token, signal);
  } catch (error) {
    if (error instanceof Refusal) return calls.unreadable(method, error);
    // The client hung up while sending: nobody is left to answer.
    if (request.destroyed && !request.complete) return { kind: "cut" };
    throw error;
  }
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply.kind === "cut" || response.destroyed) {
    response.destroy();
    return;
  }
  const isJson = reply.kind === "json";
  const body = isJson ? JSON.stringify(reply.body) : reply.body;
  response.writeHead(reply.status, {
    "content-type": isJson ? "application/json" : "text/html",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}

function sendFile(world: World, isOurs: boolean, path: string, response: ServerResponse): void {
  const file = [...world.files.values()].find((known) => known.path === decodeURIComponent(path));
  if (!isOurs || file === undefined) {
    send(
      response,
      refused(isOurs ? new Refusal(404, "Not Found") : new Refusal(401, "Unauthorized")),
    );
    return;
  }
  response.writeHead(200, { "content-type": file.mime, "content-length": file.bytes.length });
  response.end(file.bytes);
}
