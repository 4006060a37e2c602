import { z } from "zod";
import type { Clock } from "../clock.ts";
import { exactJson, json } from "../json.ts";
import { reason, type Reason } from "../reason.ts";
import { secretMark, withoutSecrets } from "../secrets.ts";
import { requestOnce, type OnceResult } from "../web/request-once.ts";
import type {
  Gateway,
  GatewayTrouble,
  LookUpAnswer,
  OpenAnswer,
  WantedPayment,
} from "./gateway.ts";
import { isSameSignature, signatureOf } from "./signature.ts";
import { paymentSchema, paymentsSchema, ringSchema } from "./tripay-answers.ts";

/** As the merchant's page at Tripay shows them. */
export interface TripaySettings {
  apiKey: string;
  privateKey: string;
  merchantCode: string;
  /** Every payment names a customer's address, and resellers have given none: the operator's. */
  customerEmail: string;
  /** Channels whose payments are QRIS. */
  channel: keyof typeof longestLifeMs;
  /** Without a slash at its end: `https://tripay.co.id/api`, or `…/api-sandbox`. */
  baseUrl: string;
}

const timeoutMs = 15_000;
/** A page of 50 payments with all their instructions is far less. */
const maxAnswerBytes = 512 * 1024;
const minuteMs = 60_000;
/** By channel; a minute less, for a clock that is not theirs. */
const longestLifeMs = { QRIS: 59 * minuteMs, QRIS2: 1_439 * minuteMs, QRISC: 1_439 * minuteMs };
const rowsAtOnce = 50;

/** Tripay's closed payments, as https://tripay.co.id/developer describes them. */
export function createTripay(
  settings: TripaySettings,
  { clock }: { clock: Pick<Clock, "wallMs"> },
): Gateway {
  const { apiKey, privateKey, merchantCode, baseUrl, channel } = settings;
  const clean = withoutSecrets([apiKey, privateKey], secretMark);

  const ask = (path: string, values: Record<string, string> = {}, form?: URLSearchParams) => {
    const url = new URL(`${baseUrl}${path}`);
    url.search = new URLSearchParams(values).toString();
    return requestOnce(url, {
      ...(form === undefined ? {} : { form }),
      headers: { authorization: `Bearer ${apiKey}` },
      timeoutMs,
      maxBytes: maxAnswerBytes,
    });
  };

  async function read<T>(
    schema: z.ZodType<T>,
    path: string,
    values: Record<string, string>,
  ): Promise<{ kind: "read"; data: T } | GatewayTrouble> {
    const answer = readAnswer(await ask(path, values), clean);
    if (answer.kind !== "yes") return { kind: "trouble", why: answer.why };
    const data = schema.safeParse(answer.data);
    return data.success
      ? { kind: "read", data: data.data }
      : { kind: "trouble", why: reason("answer-unreadable", path) };
  }

  function formOf({ ticketId, amountRupiah, customerName, expiresAtMs }: WantedPayment) {
    const untilMs = Math.min(expiresAtMs, clock.wallMs() + longestLifeMs[channel]);
    return new URLSearchParams({
      method: channel,
      merchant_ref: ticketId,
      amount: String(amountRupiah),
      customer_name: customerName,
      customer_email: settings.customerEmail,
      "order_items[0][name]": `Deposit ${ticketId}`,
      "order_items[0][price]": String(amountRupiah),
      "order_items[0][quantity]": "1",
      expired_time: String(Math.floor(untilMs / 1_000)),
      signature: signatureOf(privateKey, merchantCode, ticketId, String(amountRupiah)),
    });
  }

  return {
    method: "tripay",

    async open(wanted): Promise<OpenAnswer> {
      const result = await ask("/transaction/create", {}, formOf(wanted));
      if (result.kind === "not-sent") return { kind: "refused", why: result.why };
      const answer = readAnswer(result, clean);
      if (answer.kind === "no") return { kind: "refused", why: answer.why };
      if (answer.kind === "unclear") return answer;
      const payment = paymentSchema.safeParse(answer.data);
      return payment.success && isFor(wanted, payment.data)
        ? { kind: "opened", payment: payment.data }
        : { kind: "unclear", why: reason("answer-unreadable", "/transaction/create") };
    },

    async find(ticketId): Promise<LookUpAnswer> {
      const answer = await read(paymentsSchema, "/merchant/transactions", {
        merchant_ref: ticketId,
        per_page: String(rowsAtOnce),
      });
      if (answer.kind === "trouble") return answer;
      // Whether their filter takes a part of a reference for the whole is not said.
      const found = answer.data.filter((payment) => payment.ticketId === ticketId);
      const payment = found.find(({ state }) => state === "paid") ?? found[0];
      return payment === undefined ? { kind: "none" } : { kind: "payment", payment };
    },

    async lookUp(reference) {
      const answer = await read(paymentSchema, "/transaction/detail", { reference });
      if (answer.kind === "trouble") return answer;
      return answer.data.reference === reference
        ? { kind: "payment", payment: answer.data }
        : { kind: "trouble", why: reason("answer-unreadable", "/transaction/detail") };
    },

    readRing({ header, body }) {
      if (!isSameSignature(header("x-callback-signature"), signatureOf(privateKey, body)))
        return {
          kind: "unsigned",
          why: "the signature is not the one of this private key and body",
        };
      const event = header("x-callback-event");
      if (event !== "payment_status")
        return {
          kind: "malformed",
          why: `the event is ${event ?? "none"}; wanted: payment_status`,
        };
      const ring = json.pipe(ringSchema).safeParse(new TextDecoder().decode(body));
      if (!ring.success) return { kind: "malformed", why: "wanted JSON with reference and status" };
      const { reference, status } = ring.data;
      return { kind: "ring", reference, saysPaid: status.toUpperCase() === "PAID" };
    },

    ringAnswer: (heard) => ({ success: heard }),
  };
}

/** That an answer is about something else than was asked for is not ours to explain. */
const isFor = (wanted: WantedPayment, got: { ticketId: string; amountRupiah: number }) =>
  got.ticketId === wanted.ticketId && got.amountRupiah === wanted.amountRupiah;

const envelopeSchema = z.object({
  success: z.boolean(),
  message: z.string().catch(""),
  data: z.unknown().optional(),
});

type TripayAnswer =
  | { kind: "yes"; data: unknown }
  /** A well-formed no. */
  | { kind: "no"; why: Reason }
  | { kind: "unclear"; why: Reason };

function readAnswer(result: OnceResult, clean: (text: string) => string): TripayAnswer {
  if (result.kind !== "answer") return { kind: "unclear", why: result.why };
  const { status, body } = result;
  if (status === 429 || status === 503)
    return { kind: "unclear", why: reason("busy", `HTTP ${status}`) };
  const envelope = exactJson(clean).pipe(envelopeSchema).safeParse(body);
  if (!envelope.success)
    return { kind: "unclear", why: reason("answer-unreadable", `HTTP ${status}`) };
  const { success, message, data } = envelope.data;
  if (success) return { kind: "yes", data };
  const words = message === "" ? `HTTP ${status}` : message.slice(0, 200);
  return status >= 500
    ? { kind: "unclear", why: reason("server-error", words) }
    : { kind: "no", why: reason("refused", words) };
}
