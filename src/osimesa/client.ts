import { createHash } from "node:crypto";
import type { Clock } from "../clock.ts";
import { reason } from "../reason.ts";
import { secretMark, withoutSecrets } from "../secrets.ts";
import { requestOnce } from "../web/request-once.ts";
import type {
  BalanceAnswer,
  ListAnswer,
  ListSink,
  OrderAnswer,
  PageAnswer,
  Trouble,
} from "./answers.ts";
import type { Destination, Line } from "./line.ts";
import { game } from "./lines/game.ts";
import { readOrderAnswer } from "./order-answer.ts";
import { createRateLimiter, type Priority } from "./rate.ts";
import { fetchBalance, fetchData, fetchList, isBusy, retryAfterMs } from "./read.ts";
import { parseTransactions } from "./schema.ts";

export interface OsimesaSettings {
  userId: string;
  apiKey: string;
  /** The line's path is appended. */
  baseUrl: string;
  timeoutMs: number;
  maxRequestsPerSecond: number;
}

/** The three calls of one product line of the OsiMesa API, and the account's balance. Expected failures are answers; nothing here throws for them. */
export interface Osimesa {
  /** Waits for a rate token for one order; false when `signal` was aborted first. */
  orderTurn(signal: AbortSignal): Promise<boolean>;
  /**
   * Sends at most one `type=order` request; takes no rate token (see `orderTurn`).
   * `mayBegin` is asked last, just before the request leaves.
   */
  order(service: string, destination: Destination, mayBegin: () => boolean): Promise<OrderAnswer>;
  /** The account's latest transactions, 15 at most. */
  page(signal?: AbortSignal): Promise<PageAnswer>;
  /** One of them. `priority`: beside what else waits. */
  transaction(
    ref: string,
    signal?: AbortSignal,
    priority?: Extract<Priority, "result" | "lookup">,
  ): Promise<PageAnswer>;
  /** The service list, member by member. */
  services(sink: ListSink, signal?: AbortSignal): Promise<ListAnswer>;
  /** Of the account, whatever the line. Whoever wants a rate token goes before it. */
  balance(signal?: AbortSignal): Promise<BalanceAnswer>;
}

type RequestType = "order" | "status" | "service" | "profile";

/** What a request was and how it went, for metrics. `outcome`: an answer's kind, or a trouble's cause. */
export type RequestObserver = (request: {
  type: RequestType;
  outcome: string;
  seconds: number;
}) => void;

/** The largest page the documentation offers. */
const pageLimit = 15;
/** What an answer may have, decompressed: far more than it needs, far less than would hurt. */
const maxOrderBytes = 64 * 1024;
const maxProfileBytes = 64 * 1024;
const maxStatusBytes = 1024 * 1024;
/** 20,000 services are some 25 MB. */
const maxServicesBytes = 64 * 1024 * 1024;
/** Below the base URL; it belongs to no line. */
const profilePath = "/api/profile";
/** A busy upstream that names no time is left alone this long. */
const busyPauseMs = 2_000;
const longestPauseMs = 60_000;

export function createOsimesa(
  settings: OsimesaSettings,
  ports: { clock: Clock; onRequest?: RequestObserver; line?: Line },
): Osimesa {
  const { clock, onRequest, line = game } = ports;
  const url = new URL(`${settings.baseUrl}${line.path}`);
  const credentials = {
    key: settings.apiKey,
    sign: signOf(settings),
  };
  /** The upstream's texts may repeat them; they are cut out where its answers are read, so that nobody later can forget it. */
  const secrets = [credentials.key, credentials.sign];
  const withoutOurSecrets = withoutSecrets(secrets, secretMark);
  const rate = createRateLimiter(settings.maxRequestsPerSecond, clock);

  const observe = (type: RequestType, startedMs: number, outcome: string) =>
    onRequest?.({ type, outcome, seconds: (clock.monotonicMs() - startedMs) / 1_000 });

  /** A read could safely be tried again, but its callers come back by themselves: one request, no retry. */
  async function read<T extends { kind: string }>(
    type: Exclude<RequestType, "order">,
    priority: Priority,
    signal: AbortSignal | undefined,
    request: () => Promise<T | Trouble>,
  ): Promise<T | Trouble> {
    if (!(await rate.take(priority, signal)))
      return { kind: "trouble", cause: "unreachable", why: reason("given-up") };
    const startedMs = clock.monotonicMs();
    const answer = await request();
    if (isTrouble(answer) && answer.cause === "busy") pause(answer.retryAfterMs);
    // What we gave up ourselves says nothing of the upstream.
    if (signal?.aborted !== true)
      observe(type, startedMs, isTrouble(answer) ? answer.cause : answer.kind);
    return answer;
  }

  const requestOf = (form: Record<string, string>, maxBytes: number, signal?: AbortSignal) => ({
    url,
    form: new URLSearchParams({ ...credentials, ...form }),
    timeoutMs: settings.timeoutMs,
    maxBytes,
    secrets,
    signal,
  });

  const pause = (askedMs = busyPauseMs) => rate.pause(Math.min(askedMs, longestPauseMs));

  async function status(
    form: Record<string, string>,
    priority: Priority,
    signal?: AbortSignal,
  ): Promise<PageAnswer> {
    const answer = await read("status", priority, signal, () =>
      fetchData(requestOf({ type: "status", ...form }, maxStatusBytes, signal)),
    );
    return answer.kind === "data" ? { kind: "page", ...parseTransactions(answer.data) } : answer;
  }

  return {
    orderTurn: (signal) => rate.take("order", signal),

    async order(service, destination, mayBegin) {
      if (!mayBegin()) return { kind: "not-sent", why: reason("deadline-missed") };
      const startedMs = clock.monotonicMs();
      const request = requestOf(
        { type: "order", ...line.encode(service, destination) },
        maxOrderBytes,
      );
      const result = await requestOnce(url, request);
      const answer = readOrderAnswer(result, withoutOurSecrets);
      if (result.kind === "answer" && isBusy(result.status)) pause(retryAfterMs(result.retryAfter));
      observe("order", startedMs, answer.kind);
      return answer;
    },

    page: (signal) => status({ limit: String(pageLimit) }, "status", signal),
    transaction: (ref, signal, priority = "lookup") => status({ ref_id: ref }, priority, signal),

    services: (sink, signal) =>
      read("service", "lookup", signal, () =>
        fetchList(requestOf({ type: "service" }, maxServicesBytes, signal), sink),
      ),

    balance: (signal) =>
      read("profile", "spare", signal, () =>
        fetchBalance({
          ...requestOf({}, maxProfileBytes, signal),
          url: new URL(`${settings.baseUrl}${profilePath}`),
        }),
      ),
  };
}

function isTrouble(answer: { kind: string } | Trouble): answer is Trouble {
  return answer.kind === "trouble";
}

/** md5 of user id followed by API key, as the upstream's documentation asks. As secret as the key. */
export function signOf({ userId, apiKey }: Pick<OsimesaSettings, "userId" | "apiKey">): string {
  return createHash("md5")
    .update(userId + apiKey)
    .digest("hex");
}
