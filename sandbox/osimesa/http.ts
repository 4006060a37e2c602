/**
 * The emulated upstream's HTTP side: takes requests in, and lets faults happen to connections.
 */

import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { refusal, type Answer } from "./answer.ts";
import type { Api } from "./api.ts";
import type { Clock } from "./clock.ts";
import type { CourseFault, FaultBoard } from "./faults.ts";
import { parseForm, readBody } from "./form.ts";
import type { RequestRecorder } from "./request-log.ts";

export interface HttpOptions {
  readonly api: Api;
  readonly clock: Clock;
  readonly faults: FaultBoard;
  readonly requests: RequestRecorder;
  /** null: there is no such call. */
  readonly profile: () => Answer | null;
}

/** One request on its way: what it would do, and where its answer goes. */
interface Visit {
  readonly id: number;
  readonly response: ServerResponse;
  /** Does what was asked for; call it at most once. */
  readonly execute: () => Answer;
}

const HTML = `<!DOCTYPE html><html lang="en"><head><title>Server Error</title></head>
<body><h1>Server Error</h1><p>cloudflare</p></body></html>`;

export function createHttpSide({ api, clock, faults, requests, profile }: HttpOptions) {
  let server: Server | undefined;
  let port = 0;

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    if (body === undefined) {
      // The client left in the middle, or sent too much: it arrived, and did nothing.
      const seen = { atMs: clock.now(), type: "other", form: {}, fault: undefined } as const;
      const id = requests.arrived(seen);
      requests.update(id, { answered: "body cut off" });
      return void response.destroy();
    }
    const path = request.url?.split("?")[0];
    if (path !== "/api/game" && path !== "/api/profile")
      return send(response, 404, HTML, "text/html");
    const form = await parseForm(body, request.headers["content-type"] ?? "");
    const asksProfile = path === "/api/profile";
    const asked = asksProfile ? "profile" : api.typeOf(form);
    const type = request.method === "POST" ? asked : "other";
    const missing = asksProfile && profile() === null;
    const { course, shapes } = faults.take(missing ? "other" : type);
    const id = requests.arrived({
      atMs: clock.now(),
      type,
      form: api.withoutSecrets(form),
      fault: course?.kind ?? shapes[0]?.kind,
    });
    if (missing) {
      requests.update(id, { answered: "404" });
      return send(response, 404, HTML, "text/html");
    }
    const execute = () => {
      if (request.method !== "POST") return refusal({ code: 405, message: "Method not allowed." });
      const denied = api.authorize(form);
      if (denied !== undefined) return denied;
      requests.update(id, { executed: true });
      return (asksProfile ? profile() : null) ?? api.execute(form, shapes, id);
    };
    const visit = { id, response, execute };
    if (course === undefined) return answer(visit, execute());
    await follow(visit, course);
  }

  async function follow(visit: Visit, course: CourseFault): Promise<void> {
    const { response, execute } = visit;
    switch (course.kind) {
      case "dropped":
        return destroy(visit);
      case "answer-lost":
        execute();
        return destroy(visit);
      case "executed-late":
        clock.after(course.delayMs, () => void execute());
        if (course.answer === "never") return;
        if (course.answer === "destroyed") return destroy(visit);
        return answerWith(visit, course.answer, HTML, "text/html");
      case "slow":
        return answerSlowly(visit, execute(), course);
      case "held": {
        const executed = execute();
        await course.until;
        return answer(visit, executed);
      }
      case "never-answers":
        if (course.executed) execute();
        return;
      case "http-error":
        if (course.executed === true) execute();
        if (course.retryAfterS !== undefined) response.setHeader("retry-after", course.retryAfterS);
        return answerError(visit, course.status, course.body ?? "html");
      case "redirect":
        response.setHeader("location", "/api/game");
        return answerWith(visit, course.status, "", "text/html");
      case "garbled": {
        const good = course.executed === false ? refusal({ code: 500, message: "" }) : execute();
        return answerGarbled(visit, good.body, course.how);
      }
      case "refused":
        return answer(visit, refusal(course, course.httpStatus));
    }
  }

  function answer({ id, response }: Visit, { httpStatus, message, body }: Answer): void {
    requests.update(id, { answered: String(httpStatus), message });
    send(response, httpStatus, body, "application/json");
  }

  function answerWith({ id, response }: Visit, status: number, body: string, type: string): void {
    requests.update(id, { answered: String(status) });
    send(response, status, body, type);
  }

  function answerError(visit: Visit, status: number, body: "html" | "json" | "empty"): void {
    if (body === "html") return answerWith(visit, status, HTML, "text/html");
    const json = JSON.stringify({ code: status, status: false, message: "Server error." });
    answerWith(visit, status, body === "json" ? json : "", "application/json");
  }

  function answerGarbled(
    visit: Visit,
    good: string,
    how: "truncated" | "malformed" | "html" | "empty",
  ): void {
    const bodies = {
      truncated: good.slice(0, Math.floor(good.length / 2)),
      malformed: `<br />\n<b>Warning</b>: Undefined index in game.php\n${good}`,
      html: HTML,
      empty: "",
    };
    answerWith(visit, 200, bodies[how], how === "html" ? "text/html" : "application/json");
  }

  async function answerSlowly(
    visit: Visit,
    { httpStatus, message, body }: Answer,
    { headersMs = 0, bodyMs = 0 }: { readonly headersMs?: number; readonly bodyMs?: number },
  ): Promise<void> {
    const { id, response } = visit;
    await new Promise<void>((resolve) => void clock.after(headersMs, resolve));
    const bytes = Buffer.from(body);
    const half = Math.floor(bytes.length / 2);
    response.writeHead(httpStatus, {
      "content-type": "application/json",
      "content-length": bytes.length,
    });
    response.write(bytes.subarray(0, half));
    await new Promise<void>((resolve) => void clock.after(bodyMs, resolve));
    requests.update(id, { answered: String(httpStatus), message });
    response.end(bytes.subarray(half));
  }

  function destroy({ id, response }: Visit): void {
    requests.update(id, { answered: "connection destroyed" });
    response.destroy();
  }

  return {
    /** Listens on 127.0.0.1; 0 takes a free port. Answers the port. */
    async listen(wanted: number): Promise<number> {
      if (server !== undefined) return port;
      const next = createServer((request, response) => {
        response.on("error", () => undefined);
        void receive(request, response).catch((error: unknown) => {
          response.destroy();
          process.emitWarning(`emulated OsiMesa: ${String(error)}`);
        });
      });
      next.listen(wanted, "127.0.0.1");
      await once(next, "listening");
      const address = next.address();
      if (address === null || typeof address === "string") throw new Error("no port");
      server = next;
      ({ port } = address);
      return port;
    },
    /** Stops listening and ends every connection at once: the next ones are refused. */
    async close(): Promise<void> {
      const closing = server;
      server = undefined;
      if (closing === undefined) return;
      const closed = once(closing, "close");
      closing.close();
      closing.closeAllConnections();
      await closed;
    },
    port: () => port,
    isUp: () => server !== undefined,
  };
}

function send(response: ServerResponse, status: number, body: string, type: string): void {
  response.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(body) });
  response.end(body);
}
