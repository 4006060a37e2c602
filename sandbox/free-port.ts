import { createSocket } from "node:dgram";
import { once, type EventEmitter } from "node:events";
import { createServer } from "node:net";

/**
 * Below what systems give to connections of their own (Linux from 32768, macOS from 49152): nobody takes it by chance
 * while who listened there is down. The bus of a Redis Cluster, 10000 further up, is below it too.
 */
const firstPort = 10_000;
const ports = 10_000;
/** Where fetch asks nobody, whoever listens there ("bad port"). */
const refusedByFetch = 10_080;

/**
 * A TCP port of this machine that nobody listens on now and that nobody else is given by this while the process lives,
 * also if who is to listen there is a process yet to start, or down for a while.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = firstPort + Math.floor(Math.random() * ports);
    if (port === refusedByFetch) continue;
    if ((await reserve(port)) && (await isFree(port))) return port;
  }
}

/** By the UDP port of the same number, which ends with the process and is in nobody's way. Whether it was still to be had. */
async function reserve(port: number): Promise<boolean> {
  const mark = createSocket("udp4").unref();
  const bound = isGiven(mark, "listening");
  mark.bind({ port, address: "127.0.0.1", exclusive: true });
  if (!(await bound)) mark.close();
  return bound;
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  const listening = isGiven(probe, "listening");
  probe.listen(port, "127.0.0.1");
  if (!(await listening)) return false;
  const closed = once(probe, "close");
  probe.close();
  await closed;
  return true;
}

/** Whether it is ours, not another's. */
async function isGiven(taker: EventEmitter, event: string): Promise<boolean> {
  try {
    await once(taker, event);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") return false;
    throw error;
  }
}
