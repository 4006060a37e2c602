import { once } from "node:events";
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import { freePort } from "./free-port.ts";

/** What stands before several processes: each request goes to the next of them, and what they do not answer is a 502. */
export interface Balancer {
  url: string;
  /** Ports that requests go to from now on, in turn. */
  sendTo(...ports: number[]): void;
  close(): Promise<void>;
}

export async function openBalancer(): Promise<Balancer> {
  let ports: readonly number[] = [];
  let turn = 0;
  const server = createServer((incoming, answer) => {
    const port = ports[turn % ports.length];
    turn += 1;
    if (port === undefined) return void answer.writeHead(502).end();
    pass(incoming, answer, port);
  });
  const port = await freePort();
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${port}`,
    sendTo: (...now) => void (ports = now),
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function pass(incoming: IncomingMessage, answer: ServerResponse, port: number): void {
  const { method, url: path, headers } = incoming;
  const passed = request({ host: "127.0.0.1", port, method, path, headers }, (theirs) => {
    answer.writeHead(theirs.statusCode ?? 502, theirs.headers);
    theirs.pipe(answer);
  });
  passed.on("error", () => {
    if (answer.headersSent) answer.destroy();
    else answer.writeHead(502).end();
  });
  answer.on("close", () => passed.destroy());
  incoming.pipe(passed);
}
