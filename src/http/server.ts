import { serve } from "@hono/node-server";
import { Hono } from "hono";
import type { Doorbell } from "./doorbell.ts";
import type { Figures } from "./figures.ts";
import type { Metrics } from "./metrics.ts";
import type { Readiness } from "./readiness.ts";

/** What the operator's tools ask over HTTP, the supplier's doorbell and the bells of payments. No personal data leaves here. */
export interface HttpServer {
  /** Rejects when the port is taken. Resolves to the port listened on. */
  listen(): Promise<number>;
  close(): Promise<void>;
}

/** For answers that are on their way when it closes. */
const lastAnswersMs = 500;

export function createHttpServer(options: {
  host: string;
  port: number;
  readiness(): Promise<Readiness>;
  metrics: Pick<Metrics, "text" | "contentType">;
  figures(): Promise<Figures>;
  doorbell: Pick<Doorbell, "knows" | "ring">;
  /** Add their paths; those of payments, where they are set. */
  hooks: readonly ((app: Hono) => void)[];
}): HttpServer {
  const app = new Hono();
  app.get("/healthz", (context) => context.json({ alive: true }));
  app.get("/readyz", async (context) => {
    const readiness = await options.readiness();
    return context.json(readiness, readiness.ready ? 200 : 503);
  });
  app.get("/metrics", async (context) =>
    context.body(await options.metrics.text(await options.figures()), 200, {
      "content-type": options.metrics.contentType,
    }),
  );
  app.post("/hook/osimesa/:secret", async (context) => {
    // As any path that does not exist.
    if (!options.doorbell.knows(context.req.param("secret"))) return context.notFound();
    const heard = await options.doorbell.ring();
    return context.json({ heard }, heard ? 200 : 503);
  });
  for (const mount of options.hooks) mount(app);
  let server: ReturnType<typeof serve> | null = null;
  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server = serve({ fetch: app.fetch, hostname: options.host, port: options.port }, (info) =>
          resolve(info.port),
        );
        server.on("error", reject);
      }),
    close: () =>
      new Promise((resolve) => {
        if (server === null) return resolve();
        const closing = server;
        const cutOff = setTimeout(() => {
          if ("closeAllConnections" in closing) closing.closeAllConnections();
        }, lastAnswersMs);
        closing.close(() => {
          clearTimeout(cutOff);
          resolve();
        });
        if ("closeIdleConnections" in closing) closing.closeIdleConnections();
      }),
  };
}
