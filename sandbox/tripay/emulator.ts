/**
 * An emulated Tripay on loopback: closed payments as https://tripay.co.id/developer describes them, callbacks, and what
 * goes wrong between two companies.
 */

import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import {
  callbackOf,
  CHANNEL,
  detailOf,
  feesOf,
  rowOf,
  tripayPayment,
  type FeeOn,
  type TripayPayment,
  type TripayStatus,
} from "./payments.ts";

export interface TripayEmulatorOptions {
  readonly apiKey: string;
  readonly privateKey: string;
  readonly merchantCode: string;
  /** Where callbacks go; none until it is set. */
  readonly callbackUrl?: string;
  /** Default: the merchant. */
  readonly feeOn?: FeeOn;
  /** A payment is there or is another than before. */
  readonly changed?: () => void;
  /** Unix milliseconds; default: the machine's clock. */
  readonly now?: () => number;
}

/** `answer-lost`: it was done, and the connection broke. `dropped`: nothing was done. */
export type TripayFault =
  | "answer-lost"
  | "dropped"
  | "busy"
  | "server-error"
  | "html"
  | "empty"
  | { readonly says: string };

export interface Callback {
  /** Default: the one of the private key and what is sent. */
  readonly signature?: string;
  readonly event?: string;
  /** In place of what is true. */
  readonly change?: Record<string, unknown>;
}

type Call = "create" | "detail" | "transactions";

const calls: Readonly<Record<string, Call>> = {
  "POST /api/transaction/create": "create",
  "GET /api/transaction/detail": "detail",
  "GET /api/merchant/transactions": "transactions",
};

export function createTripayEmulator(options: TripayEmulatorOptions) {
  const { apiKey, privateKey, merchantCode, now = Date.now } = options;
  const payments = new Map<string, TripayPayment>();
  const asked: { call: Call; values: Record<string, string> }[] = [];
  const faults = new Map<Call, TripayFault[]>();
  let channel: string = CHANNEL.code;
  let feeOn = options.feeOn ?? "merchant";
  let { callbackUrl } = options;
  let port = 0;

  const server = createServer((request, response) => {
    void receive(request, response).catch(() => response.destroy());
  });

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://localhost");
    const body = await text(request);
    const call = calls[`${request.method} ${url.pathname}`];
    if (call === undefined) return send(response, 404, "<h1>Not Found</h1>", "text/html");
    const values = Object.fromEntries(new URLSearchParams(call === "create" ? body : url.search));
    asked.push({ call, values });
    const fault = faults.get(call)?.shift();
    if (fault === "dropped") return void response.destroy();
    if (fault === "busy") return say(response, 429, false, "Too Many Attempts.");
    if (fault === "server-error") return say(response, 500, false, "Server Error");
    if (typeof fault === "object") return say(response, 400, false, fault.says);
    const authorized = request.headers.authorization === `Bearer ${apiKey}`;
    const answer = authorized ? execute(call, values) : "Invalid API Key";
    if (fault === "answer-lost") return void response.destroy();
    if (fault === "html") return send(response, 200, "<html>cloudflare</html>", "text/html");
    if (fault === "empty") return send(response, 200, "", "application/json");
    if (typeof answer === "string") return say(response, 400, false, answer);
    say(response, 200, true, "", answer.data);
  }

  /** A text is a refusal. */
  function execute(call: Call, values: Record<string, string>): { data: unknown } | string {
    switch (call) {
      case "create":
        return create(values);
      case "detail": {
        const payment = payments.get(values["reference"] ?? "");
        return payment === undefined ? "Transaction not found" : { data: detailOf(payment) };
      }
      case "transactions": {
        const part = values["merchant_ref"] ?? "";
        const rows = [...payments.values()].filter(({ merchantRef }) => merchantRef.includes(part));
        return {
          data: rows
            .toReversed()
            .map(rowOf)
            .slice(0, Number(values["per_page"] ?? 25)),
        };
      }
    }
  }

  function put(payment: TripayPayment): void {
    payments.set(payment.reference, payment);
    options.changed?.();
  }

  function create(values: Record<string, string>): { data: unknown } | string {
    const { merchant_ref: merchantRef = "", method = "", amount = "", signature } = values;
    if (signature !== hmac(merchantCode + merchantRef + amount)) return "Invalid signature";
    if (method !== channel) return "Payment channel is not enabled";
    if (!/^\d+$/.test(amount) || Number(amount) < 1_000) return "Minimum amount is Rp 1.000";
    if (Number(amount) > 5_000_000) return "Maximum amount is Rp 5.000.000";
    for (const needed of ["customer_name", "customer_email", "order_items[0][name]"])
      if ((values[needed] ?? "") === "") return `The ${needed} field is required.`;
    if (
      Number(values["order_items[0][price]"]) * Number(values["order_items[0][quantity]"]) !==
      Number(amount)
    )
      return "Total amount of order items is not equal to amount";
    const seconds = Math.floor(now() / 1_000);
    const reference = `T0001${String(payments.size + 1).padStart(11, "0")}`;
    const payment: TripayPayment = {
      reference,
      merchantRef,
      amount: Number(amount),
      fees: feesOf(Number(amount), feeOn),
      channel: method,
      createdAt: seconds,
      expiredTime: Number(values["expired_time"] ?? seconds + 86_400),
      status: "UNPAID",
      paidAt: null,
    };
    put(payment);
    return { data: detailOf(payment) };
  }

  const hmac = (said: string) => createHmac("sha256", privateKey).update(said).digest("hex");

  function known(reference: string): TripayPayment {
    const payment = payments.get(reference);
    if (payment === undefined) throw new Error(`no payment ${reference}`);
    return payment;
  }

  return {
    /** Valid once listening; what clients call the base URL. */
    get url(): string {
      return `http://127.0.0.1:${port}/api`;
    },
    async listen(): Promise<string> {
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const address = server.address();
      if (address === null || typeof address === "string") throw new Error("no port");
      ({ port } = address);
      return `http://127.0.0.1:${port}/api`;
    },
    async close(): Promise<void> {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
    /** The truth, oldest first; JSON too. */
    payments: (): TripayPayment[] => [...payments.values()],
    /** Takes parsed JSON of an earlier `payments`; throws when it is none. */
    restore(saved: unknown): void {
      for (const payment of tripayPayment.array().parse(saved)) put(payment);
    },
    /** What was asked, oldest first. */
    asked: (call: Call) => asked.filter((one) => one.call === call).map(({ values }) => values),
    /** Happens to the next such calls, one after another. */
    fault: (call: Call, ...next: TripayFault[]) =>
      void faults.set(call, [...(faults.get(call) ?? []), ...next]),
    /** Which channel is switched on. */
    setChannel: (code: string) => void (channel = code),
    setFeeOn: (next: FeeOn) => void (feeOn = next),
    setCallbackUrl: (next: string) => void (callbackUrl = next),
    /** What the payer, time or the merchant does to it; nobody is called back by this alone. */
    become(reference: string, status: TripayStatus): void {
      const payment = known(reference);
      const paidAt = status === "PAID" ? Math.floor(now() / 1_000) : payment.paidAt;
      put({ ...payment, status, paidAt });
    },
    /** Calls the merchant back, once. Answers what the merchant answered. */
    async callBack(
      reference: string,
      how: Callback = {},
    ): Promise<{ status: number; body: string }> {
      if (callbackUrl === undefined) throw new Error("no callback URL");
      const body = JSON.stringify({ ...callbackOf(known(reference)), ...how.change });
      const answer = await fetch(callbackUrl, {
        method: "POST",
        body,
        headers: {
          "content-type": "application/json",
          "x-callback-event": how.event ?? "payment_status",
          "x-callback-signature": how.signature ?? hmac(body),
        },
      });
      return { status: answer.status, body: await answer.text() };
    },
  };
}

function say(
  response: ServerResponse,
  status: number,
  success: boolean,
  message: string,
  data?: unknown,
): void {
  send(response, status, JSON.stringify({ success, message, data }), "application/json");
}

function send(response: ServerResponse, status: number, body: string, type: string): void {
  response.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(body) });
  response.end(body);
}
