import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { atMost, decoded, textOf } from "./body.ts";

/**
 * One POST that leaves at most once and knows whether it left.
 *
 * `node:http(s)` with `agent: false`: a socket of its own, no pool, no redirect, no retry. The global fetch
 * would send a second POST on HTTP 421 and on 307, and cannot tell "no connection" from "no answer".
 */
export type PostResult =
  | { kind: "answer"; status: number; retryAfter: string | undefined; body: string }
  /** No connection was made, so no byte of the request left. */
  | { kind: "not-sent"; why: string }
  /** It left, at least in part, and no whole answer came. */
  | { kind: "no-answer"; why: string };

/** `timeoutMs` covers connecting, headers and the whole body; `maxBytes` the body as it comes and as it is meant. */
export function postOnce(
  url: URL,
  form: URLSearchParams,
  { timeoutMs, maxBytes }: { timeoutMs: number; maxBytes: number },
): Promise<PostResult> {
  const payload = form.toString();
  const secure = url.protocol === "https:";
  return new Promise((resolve) => {
    let connected = false;
    const request = (secure ? httpsRequest : httpRequest)(url, {
      method: "POST",
      agent: false,
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        "content-length": Buffer.byteLength(payload),
        accept: "application/json",
        connection: "close",
      },
    });
    const finish = (result: PostResult) => {
      clearTimeout(deadline);
      request.destroy();
      resolve(result);
    };
    const fail = (why: string) =>
      finish(connected ? { kind: "no-answer", why } : { kind: "not-sent", why });
    const deadline = setTimeout(() => fail(`no answer within ${timeoutMs} ms`), timeoutMs);

    request.on("socket", (socket) => {
      // Node writes the request once the socket is usable: after the TLS handshake where there is one.
      socket.once(secure ? "secureConnect" : "connect", () => (connected = true));
    });
    request.on("error", (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
    request.on("response", (response) => {
      readBody(response, maxBytes).then(
        (body) =>
          finish({
            kind: "answer",
            status: response.statusCode ?? 0,
            retryAfter: response.headers["retry-after"],
            body,
          }),
        (error: unknown) => fail(error instanceof Error ? error.message : String(error)),
      );
    });
    request.end(payload);
  });
}

async function readBody(response: IncomingMessage, maxBytes: number): Promise<string> {
  const body = decoded(atMost(maxBytes, response), response.headers["content-encoding"]);
  const text = await textOf(atMost(maxBytes, body));
  if (!response.complete) throw new Error("answer cut short");
  return text;
}
