import type { Base } from "./base.ts";
import type { Config } from "./config.ts";
import type { HttpServer } from "./http/server.ts";
import { openRedis, startReason, StartError } from "./redis/open.ts";

/** The bot as one thing that can be started and stopped. */
export interface App {
  /** Resolves when it works; rejects with a `StartError` whose lines tell the operator what to do. */
  start(): Promise<{ httpPort: number }>;
  /** No new work, requests in flight end and are recorded, then everything is closed. */
  stop(): Promise<void>;
}

interface Worker {
  run(signal: AbortSignal): Promise<void>;
}

/** What is started is stopped in the opposite order. */
export function lifecycle(
  config: Config,
  { redisClient, log }: Base,
  parts: {
    http: HttpServer;
    catalogue: Worker & { load(): Promise<void> };
    shift: Worker;
    intake: Worker;
  },
): App {
  const { http, catalogue, shift, intake } = parts;
  const stopping = new AbortController();
  /** What was started is stopped in the opposite order, also when a later step fails. */
  const started: (() => unknown)[] = [];
  const stop = async () => {
    stopping.abort();
    for (const end of started.splice(0).toReversed()) await end();
  };

  async function start(): Promise<{ httpPort: number }> {
    started.push(() => redisClient.disconnect());
    await openRedis(redisClient, { allowVolatile: config.allowVolatileRedis, log });
    const httpPort = await http.listen().catch((error: unknown) => {
      throw new StartError([
        `PORT is ${config.http.port}, HTTP_HOST is ${config.http.host}: cannot listen there (${startReason(error)}); wanted: a free port at an address of this machine`,
      ]);
    });
    started.push(http.close);
    await catalogue.load();
    const working = [catalogue, shift, intake].map((one) => one.run(stopping.signal));
    started.push(async () => {
      for (const result of await Promise.allSettled(working))
        if (result.status === "rejected") log.error({ err: result.reason }, "did not end well");
    });
    log.info(
      { httpPort, resellers: config.resellerIds.length, operators: config.adminIds.length },
      "started",
    );
    return { httpPort };
  }

  return {
    async start() {
      try {
        return await start();
      } catch (error) {
        await stop();
        throw error;
      }
    },
    async stop() {
      await stop();
      log.info("stopped");
    },
  };
}
