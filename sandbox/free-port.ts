import { once } from "node:events";
import { createServer } from "node:net";

/**
 * Below what systems give to connections of their own (Linux from 32768, macOS from 49152): nobody takes it by chance
 * while who listened there is down. The bus of a Redis Cluster, 10000 further up, is below it too.
 */
const firstPort = 10_000;
const ports = 10_000;

/** A port of this machine that nobody listens on now, another each time. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = firstPort + Math.floor(Math.random() * ports);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  const listening = once(probe, "listening").then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") return false;
      throw error;
    },
  );
  probe.listen(port, "127.0.0.1");
  if (!(await listening)) return false;
  const closed = once(probe, "close");
  probe.close();
  await closed;
  return true;
}
