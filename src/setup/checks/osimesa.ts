import { systemClock } from "../../clock.ts";
import type { Trouble } from "../../osimesa/answers.ts";
import { createOsimesa, type OsimesaSettings } from "../../osimesa/client.ts";
import type { Reason } from "../../reason.ts";

/** What the supplier says of an account. Only reads: no call here can order anything. */
export type OsimesaCheck =
  | { kind: "good"; services: number; balanceRupiah: number | null }
  | OsimesaRefusal
  | OsimesaSilence;

interface OsimesaRefusal {
  kind: "refused";
  /** What its words are about; `key`: user id or API key. */
  about: "ip" | "key" | "other";
  /** Its own words, in which our secrets are cut out. */
  words: string;
}

/** No answer, or one that says nothing of the account. */
interface OsimesaSilence {
  kind: "silent";
  why: Reason;
}

export type OsimesaQuickCheck = { kind: "good" } | OsimesaRefusal | OsimesaSilence;

type Account = Pick<OsimesaSettings, "userId" | "apiKey" | "baseUrl">;

/** A list of 20,000 services is some 25 MB. */
const timeoutMs = 60_000;
const quickTimeoutMs = 15_000;

/** Get Service, and the balance where there is such a call. */
export async function checkOsimesa(account: Account): Promise<OsimesaCheck> {
  const osimesa = createOsimesa(
    { ...account, timeoutMs, maxRequestsPerSecond: 1 },
    { clock: systemClock },
  );
  const list = await osimesa.services({ member: () => undefined });
  if (list.kind === "trouble") return meaningOf(list);
  const balance = await osimesa.balance();
  return {
    kind: "good",
    services: list.members,
    balanceRupiah: balance.kind === "balance" ? balance.rupiah : null,
  };
}

/** The same question with a short answer: the latest transactions, which are not looked at. */
export async function askOsimesaQuickly(account: Account): Promise<OsimesaQuickCheck> {
  const osimesa = createOsimesa(
    { ...account, timeoutMs: quickTimeoutMs, maxRequestsPerSecond: 1 },
    { clock: systemClock },
  );
  const page = await osimesa.page();
  return page.kind === "trouble" ? meaningOf(page) : { kind: "good" };
}

function meaningOf({ cause, why }: Trouble): OsimesaRefusal | OsimesaSilence {
  if (cause !== "refused") return { kind: "silent", why };
  return { kind: "refused", about: aboutOf(why.detail), words: why.detail };
}

/** The upstream documents no refusal; `HTTP 4xx` stands where it says nothing. */
function aboutOf(words: string): OsimesaRefusal["about"] {
  if (/\b(?:ip|whitelist\w*)\b|^HTTP 403$/i.test(words)) return "ip";
  if (/\b(?:api ?key|key|sign(?:ature)?|kunci|user ?id|unauthori[sz]ed)\b|^HTTP 401$/i.test(words))
    return "key";
  return "other";
}
