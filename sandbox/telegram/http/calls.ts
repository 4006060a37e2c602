import { setTimeout as delay } from "node:timers/promises";
import type { CallLog } from "../call-log.ts";
import type { FaultKind, FaultSource } from "../faults.ts";
import { findMethod } from "../methods/table.ts";
import { type CallBody, type Params, paramsOf } from "../params.ts";
import { isSending, type RateLimiter } from "../rate-limits.ts";
import { Refusal, refusal, tooManyRequests } from "../refusal.ts";
import type { World } from "../world.ts";

/** What goes back over the wire. `cut` means the connection ends without an answer. */
export type Reply =
  | { readonly kind: "json"; readonly status: number; readonly body: unknown }
  | { readonly kind: "html"; readonly status: number; readonly body: string }
  | { readonly kind: "cut" };

export interface CallHandler {
  /** Carries out one call, faults included, and logs it. */
  handle(method: string, body: CallBody, token: string, signal: AbortSignal): Promise<Reply>;
  /** Logs a call that could not even be read. */
  unreadable(method: string, error: Refusal): Reply;
}

export interface CallDependencies {
  readonly world: World;
  readonly token: string;
  readonly faults: FaultSource;
  readonly rateLimiter: RateLimiter;
  readonly log: CallLog;
}

export function createCallHandler(dependencies: CallDependencies): CallHandler {
  const { world, token, faults, rateLimiter, log } = dependencies;

  const execute = async (name: string, params: Params, signal: AbortSignal): Promise<unknown> => {
    const method = findMethod(name);
    if (method === undefined) throw new Refusal(404, "Not Found: method not found");
    if (isSending(name)) rateLimiter.count(params.text("chat_id"));
    return method({ world, params, signal });
  };

  const answer = async (name: string, params: Params, signal: AbortSignal): Promise<Reply> => {
    try {
      const result = await execute(name, params, signal);
      return { kind: "json", status: 200, body: { ok: true, result } };
    } catch (error) {
      if (error instanceof Refusal) return refused(error);
      throw error;
    }
  };

  const withFaults = async (
    name: string,
    params: Params,
    signal: AbortSignal,
    struck: readonly FaultKind[],
  ): Promise<Reply> => {
    for (const fault of struck) {
      const instead = await play(fault, signal);
      if (instead === "execute_and_cut") {
        await answer(name, params, signal);
        return { kind: "cut" };
      }
      if (instead !== undefined) return instead;
    }
    return answer(name, params, signal);
  };

  const record = (
    method: string,
    payload: CallBody,
    startedMs: number,
    reply: Reply,
    struck: readonly FaultKind[],
  ): void => {
    const entry = log.add({
      atMs: startedMs,
      durationMs: world.now() - startedMs,
      method,
      payload: shown(payload),
      status: reply.kind === "cut" ? 0 : reply.status,
      // A later edit changes the message in the answer; the log keeps what was sent.
      answer: reply.kind === "cut" ? undefined : structuredClone(reply.body),
      ...(struck.length === 0 ? {} : { fault: struck.map(({ kind }) => kind).join(" + ") }),
    });
    world.events.emit("call", entry);
  };

  return {
    async handle(method, body, givenToken, signal) {
      const startedMs = world.now();
      const params = paramsOf(body);
      const isOurs = givenToken === token;
      const struck = isOurs ? faults.strike(method, params.text("chat_id")) : [];
      const reply = isOurs
        ? await withFaults(method, params, signal, struck)
        : refused(new Refusal(401, "Unauthorized"));
      record(method, body, startedMs, reply, struck);
      return reply;
    },
    unreadable(method, error) {
      const reply = refused(error);
      record(method, { fields: {}, files: new Map() }, world.now(), reply, []);
      return reply;
    },
  };
}

export function refused(error: Refusal): Reply {
  return {
    kind: "json",
    status: error.code,
    body: {
      ok: false,
      error_code: error.code,
      description: error.message,
      ...(error.parameters === undefined ? {} : { parameters: error.parameters }),
    },
  };
}

/** What a fault answers instead of the call, or undefined when the call goes on. */
async function play(
  fault: FaultKind,
  signal: AbortSignal,
): Promise<Reply | "execute_and_cut" | undefined> {
  switch (fault.kind) {
    case "slow":
      // A client that hung up meanwhile changes nothing: Telegram has the call and carries it out.
      await delay(fault.delayMs, undefined, { signal }).catch(() => undefined);
      return undefined;
    case "too_many_requests":
      return refused(tooManyRequests(fault.retryAfterS));
    case "forbidden":
      return refused(refusal(fault.reason ?? "bot was blocked by the user", 403));
    case "bad_request":
      return refused(new Refusal(400, `Bad Request: ${fault.reason}`));
    case "server_error":
      return serverError(fault.status ?? 502, fault.body ?? "json");
    case "dropped":
      return { kind: "cut" };
    case "answer_lost":
      return "execute_and_cut";
    default: {
      const never: never = fault;
      throw new Error(`Unhandled fault ${JSON.stringify(never)}`);
    }
  }
}

function serverError(status: number, body: "json" | "html"): Reply {
  const words = status === 502 ? "Bad Gateway" : "Internal Server Error";
  if (body === "json") return refused(new Refusal(status, words));
  return {
    kind: "html",
    status,
    body: `<html>\r\n<head><title>${status} ${words}</title></head>\r\n<body><center><h1>${status} ${words}</h1></center><hr><center>nginx</center></body>\r\n</html>\r\n`,
  };
}

/** The parameters as a person can read them in the log. */
function shown({ fields, files }: CallBody): Record<string, unknown> {
  const uploads = [...files].map(([id, { name, bytes }]) => [
    id,
    { file: name, bytes: bytes.length },
  ]);
  return { ...fields, ...Object.fromEntries(uploads) };
}
