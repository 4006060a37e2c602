import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { reason, type Reason } from "../reason.ts";
import { atMost, BodyError, decoded, textOf } from "./body.ts";

/**
 * One request that leaves at most once and knows whether it left.
 *
 * `node:http(s)` with `agent: false`: a socket of its own, no pool, no redirect, no retry. The global fetch
 * would send a second POST on HTTP 421 and on 307, and cannot tell "no connection" from "no answer".
 */
export type OnceResult =
  | { kind: "answer"; status: number; retryAfter: string | undefined; body: string }
  /** No connection was made, so no byte of the request left. */
  | { kind: "not-sent"; why: Reason }
  /** It left, at least in part, and no whole answer came. */
  | { kind: "no-answer"; why: Reason };

/** `timeoutMs` covers connecting, headers and the whole body; `maxBytes` the body as it comes and as it is meant. */
export function requestOnce(
  url: URL,
  {
    form,
    headers,
    timeoutMs,
    maxBytes,
  }: {
    /** With one it is a POST, without a GET. */
    form?: URLSearchParams;
    headers?: Record<string, string>;
    timeoutMs: number;
    maxBytes: number;
  },
): Promise<OnceResult> {
  const payload = form?.toString();
  const secure = url.protocol === "https:";
  return new Promise((resolve) => {
    let connected = false;
    const request = (secure ? httpsRequest : httpRequest)(url, {
      method: payload === undefined ? "GET" : "POST",
      agent: false,
      headers: {
        ...headers,
        ...(payload === undefined
          ? {}
          : {
              "content-type": "application/x-www-form-urlencoded",
              "content-length": Buffer.byteLength(payload),
            }),
        accept: "application/json",
        connection: "close",
      },
    });
    const finish = (result: OnceResult) => {
      clearTimeout(deadline);
      request.destroy();
      resolve(result);
    };
    const fail = (why: Reason) =>
      finish(
        connected
          ? { kind: "no-answer", why }
          : { kind: "not-sent", why: reason("connection-failed", why.detail) },
      );
    const failAs = (error: NodeJS.ErrnoException) =>
      fail(reason("connection-lost", error.code ?? error.message));
    const deadline = setTimeout(() => fail(reason("timeout", `${timeoutMs} ms`)), timeoutMs);

    request.on("socket", (socket) => {
      // Node writes the request once the socket is usable: after the TLS handshake where there is one.
      socket.once(secure ? "secureConnect" : "connect", () => (connected = true));
    });
    request.on("error", failAs);
    request.on("response", (response) => {
      readBody(response, maxBytes).then((body) => {
        if (typeof body !== "string") return fail(body);
        finish({
          kind: "answer",
          status: response.statusCode ?? 0,
          retryAfter: response.headers["retry-after"],
          body,
        });
      }, failAs);
    });
    request.end(payload);
  });
}

/** The body, or why there is no whole one. */
async function readBody(response: IncomingMessage, maxBytes: number): Promise<string | Reason> {
  const body = decoded(atMost(maxBytes, response), response.headers["content-encoding"]);
  try {
    const text = await textOf(atMost(maxBytes, body));
    return response.complete ? text : reason("answer-cut");
  } catch (error) {
    if (error instanceof BodyError) return reason("answer-too-large", error.message);
    throw error;
  }
}
