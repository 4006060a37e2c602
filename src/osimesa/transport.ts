import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";

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

/** A price list of 20,000 services is some 25 MB; anything beyond this is not an answer. */
const maxBodyBytes = 256 * 1024 * 1024;

/** `timeoutMs` covers connecting, headers and the whole body. */
export function postOnce(url: URL, form: URLSearchParams, timeoutMs: number): Promise<PostResult> {
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
      readBody(response).then(
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

async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    const buffer = Buffer.from(chunk);
    bytes += buffer.length;
    if (bytes > maxBodyBytes) throw new Error("answer too large");
    chunks.push(buffer);
  }
  if (!response.complete) throw new Error("answer cut short");
  return Buffer.concat(chunks).toString("utf8");
}
