import { ofetch } from "ofetch";
import { z } from "zod";
import { bad, good, type Row, type Wording } from "../row.ts";

const timeoutMs = 5_000;
const readiness = z.object({ ready: z.boolean(), checks: z.record(z.string(), z.boolean()) });
/** Addresses that mean "every one of this machine". */
const everywhere = new Set(["0.0.0.0", "::"]);

/** Whether a bot runs with these settings on this machine, and what it says of itself. */
export async function runningRows(
  { host, port }: { host: string; port: number },
  { words }: Wording,
): Promise<Row[]> {
  if (port === 0) return [good(words.running, words.runningNoPort)];
  const name = everywhere.has(host) ? "127.0.0.1" : host;
  const address = `http://${name.includes(":") ? `[${name}]` : name}:${port}/readyz`;
  const answer = await ofetch
    .raw<unknown>(address, {
      retry: 0,
      redirect: "error",
      ignoreResponseError: true,
      signal: AbortSignal.timeout(timeoutMs),
    })
    .catch(() => null);
  const read = readiness.safeParse(answer?._data);
  if (!read.success) return [bad(words.running, words.runningNot(address), words.startIt)];
  if (read.data.ready) return [good(words.running, words.runningGood(address))];
  const failing = Object.entries(read.data.checks).flatMap(([check, holds]) =>
    holds ? [] : [check],
  );
  return [bad(words.running, words.runningSick(failing.join(", ")), words.sickChecks)];
}
