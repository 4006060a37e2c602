import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Server } from "node:net";
import { text } from "node:stream/consumers";
import type { TestContext } from "node:test";
import { systemClock, type Clock } from "../../src/clock.ts";
import {
  createOsimesa,
  signOf,
  type Osimesa,
  type RequestObserver,
} from "../../src/osimesa/client.ts";

/** A supplier that answers whatever a test wants, byte for byte, over HTTP. */
export interface Supplier {
  osimesa: Osimesa;
  baseUrl: string;
  /** The forms that arrived, oldest first. */
  requests: URLSearchParams[];
  /** What was told of each, for metrics. */
  observed: Parameters<RequestObserver>[0][];
  /** How the next requests are answered. */
  answers(answer: Answer): void;
}

export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

export const account = { userId: "10001", apiKey: "k3y/with?odd=chars&more" };
export const sign = signOf(account);

export async function openSupplier(
  context: TestContext,
  options: { clock?: Clock; timeoutMs?: number; maxRequestsPerSecond?: number } = {},
): Promise<Supplier> {
  const requests: URLSearchParams[] = [];
  const observed: Supplier["observed"] = [];
  let answer: Answer = (response) => response.end("{}");
  const server = createServer((request, response) => {
    void text(request).then((form) => {
      requests.push(new URLSearchParams(form));
      answer(response, request);
    });
  });
  const port = await listenOn(server);
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const baseUrl = `http://127.0.0.1:${port}`;
  const osimesa = createOsimesa(
    {
      ...account,
      baseUrl,
      timeoutMs: options.timeoutMs ?? 20_000,
      maxRequestsPerSecond: options.maxRequestsPerSecond ?? 1_000,
    },
    { clock: options.clock ?? systemClock, onRequest: (request) => observed.push(request) },
  );
  return { osimesa, baseUrl, requests, observed, answers: (next) => (answer = next) };
}

/** On a free port of this machine; answers which. */
export async function listenOn(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** The same answer for every request. */
export const says =
  (body: string | Buffer, headers: Record<string, string> = {}, status = 200): Answer =>
  (response) =>
    response.writeHead(status, headers).end(body);

/** What became of one order. */
export const orders = ({ osimesa }: Pick<Supplier, "osimesa">) =>
  osimesa.order("S1", [{ position: 1, value: "081234567890" }], () => true);

/** The service list, with the bytes that would be kept. */
export async function lists({ osimesa }: Pick<Supplier, "osimesa">) {
  const members: string[] = [];
  const bytes: Buffer[] = [];
  const answer = await osimesa.services({
    member: (json) => members.push(json.toString()),
    bytes: async (chunk) => void bytes.push(Buffer.from(chunk)),
  });
  return { answer, members, kept: Buffer.concat(bytes).toString() };
}
