/** The web side of the sandbox: the page, what it may do, and a live line to it. Loopback only. */

import { once } from "node:events";
import { Server } from "node:http";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { streamSSE } from "hono/streaming";
import { followLive } from "./live.ts";
import { loopbackOnly } from "./loopback.ts";
import { importMapHash, libraryFile, pageFile, type PageFile } from "./page-files.ts";
import { chatRoutes } from "./routes/chat.ts";
import { paymentRoutes } from "./routes/payments.ts";
import { shopRoutes } from "./routes/shop.ts";
import { supplierRoutes } from "./routes/supplier.ts";
import { telegramRoutes } from "./routes/telegram.ts";
import type { Stage } from "./stage.ts";

export interface WebServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Keeps the line open through anything between that closes idle ones. */
const HEARTBEAT_MS = 15_000;
/** A page that lags so far behind is better told everything anew. */
const MAX_LAG = 2000;

/** Rejects with the system's error, e.g. EADDRINUSE, when it cannot listen. */
export async function startWebServer(stage: Stage, port: number): Promise<WebServer> {
  followLive(stage);
  const server = serve({ fetch: webApp(stage).fetch, hostname: "127.0.0.1", port });
  if (!(server instanceof Server)) throw new Error("expected a plain HTTP server");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening on a port");
  return {
    port: address.port,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function webApp(stage: Stage): Hono {
  const app = new Hono();
  app.use(loopbackOnly);
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", `'${importMapHash}'`],
        imgSrc: ["'self'", "data:"],
        frameAncestors: ["'none'"],
      },
      // Over plain HTTP on loopback there is nothing to upgrade to.
      strictTransportSecurity: false,
    }),
  );
  app.route("/api/chat", chatRoutes(stage));
  app.route("/api/shop", shopRoutes(stage));
  app.route("/api/supplier", supplierRoutes(stage));
  app.route("/api/payments", paymentRoutes(stage));
  app.route("/api/telegram", telegramRoutes(stage));
  app.get("/api/events", (c) => liveLine(c, stage));
  app.get("/api/file/:id", (c) => fileAnswer(c.req.param("id"), stage));
  app.get("/", async () => fileOr404(await pageFile("index.html")));
  app.get("/page/*", async (c) => fileOr404(await pageFile(c.req.path.slice("/page/".length))));
  app.get("/library/*", async (c) =>
    fileOr404(await libraryFile(c.req.path.slice("/library/".length))),
  );
  return app;
}

const liveLine = (context: Parameters<typeof streamSSE>[0], stage: Stage): Response =>
  streamSSE(context, async (stream) => {
    let lag = 0;
    let sending = Promise.resolve();
    const send = (data: string): void => {
      lag += 1;
      if (lag > MAX_LAG) return stream.abort();
      sending = write(sending, data);
    };
    const write = async (before: Promise<void>, data: string): Promise<void> => {
      await before;
      await stream.writeSSE({ data });
      lag -= 1;
    };
    await stage.look();
    // Nothing happens between the whole and the first change after it.
    send(JSON.stringify({ type: "hello", state: stage.state() }));
    const leave = stage.feed.join(send);
    const heartbeat = setInterval(() => void stream.write(": still here\n\n"), HEARTBEAT_MS);
    await new Promise<void>((resolve) => stream.onAbort(resolve));
    clearInterval(heartbeat);
    leave();
  });

function fileOr404(file: PageFile | undefined): Response {
  if (file === undefined) return new Response("Not found", { status: 404 });
  return new Response(file.body, {
    headers: { "content-type": file.type, "cache-control": "no-cache" },
  });
}

/** Pictures are shown, anything else is for saving: an uploaded page must not run as ours. */
function fileAnswer(id: string, { telegram }: Stage): Response {
  const file = telegram.file(id);
  if (file === undefined) return new Response("Not found", { status: 404 });
  const isPicture = /^image\/(png|jpeg|gif|webp)$/u.test(file.mime);
  const name = encodeURIComponent(file.name);
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      "content-type": isPicture ? file.mime : "application/octet-stream",
      ...(isPicture ? {} : { "content-disposition": `attachment; filename*=UTF-8''${name}` }),
    },
  });
}
