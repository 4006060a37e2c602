/** The page's line to its server. */

import type { PageEvent } from "../protocol.ts";
import { toast } from "./chat/toast.ts";
import { hasWord, words } from "./words/words.ts";

/** Does something on the server; a refusal is shown. Answers whether it was done. */
export async function act(path: string, body: unknown = {}): Promise<boolean> {
  return (await ask(path, body)) !== undefined;
}

/** The same for what has an answer; undefined when refused. */
export async function ask(path: string, body: unknown = {}): Promise<unknown> {
  return send(path, JSON.stringify(body), "application/json");
}

export function upload(path: string, file: File): Promise<unknown> {
  return send(`${path}?name=${encodeURIComponent(file.name)}`, file, file.type);
}

async function send(path: string, body: BodyInit, type: string): Promise<unknown> {
  try {
    const headers = { "content-type": type };
    const response = await fetch(`/api/${path}`, { method: "POST", headers, body });
    const answer: unknown = await response.json();
    if (response.ok && isObject(answer)) return answer["done"] ?? null;
    toast(problemIn(answer));
  } catch {
    toast(words.value.line.lost);
  }
  return undefined;
}

/** What the server names has words here; what an emulator says is said as it is. */
function problemIn(answer: unknown): string {
  const problem = isObject(answer) ? String(answer["problem"]) : "";
  const { problems } = words.value;
  return hasWord(problems, problem) ? problems[problem] : problem;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Follows the server for ever; a broken line is made again and begins with everything. */
export function follow(hear: (event: PageEvent) => void, connected: (yes: boolean) => void): void {
  const source = new EventSource("/api/events");
  source.addEventListener("message", ({ data }: MessageEvent<string>) => {
    const event: PageEvent = JSON.parse(data);
    connected(true);
    hear(event);
  });
  source.addEventListener("error", () => {
    connected(false);
    if (source.readyState !== EventSource.CLOSED) return;
    // Some browsers give up after a refused connection; a restarted sandbox should be found again.
    setTimeout(() => follow(hear, connected), 2000);
  });
}
