/** What a well-formed "no" means, read from its words: the upstream documents none of them. */
export type Refusal =
  /** It says nothing of this order: the same order may go later. */
  | {
      kind: "not-now";
      /** `pace`: orders follow too closely; `collision`: two got the same number; `maintenance`: nobody's order works. */
      cause: "pace" | "maintenance" | "collision";
      /** Seconds it asks to wait, when it says how many. */
      waitS: number | null;
    }
  | {
      kind: "refused";
      /**
       * `order`: this order only. `shop`: key, IP, balance or rate; the next order would meet the same. `masked`: no
       * cause is named; often its own supplier is out of balance, and it does not want to say so.
       */
      cause: "order" | "shop" | "masked";
    };

/**
 * Words that are read as more than "this order is wrong", first match first. They come from relatives of this API, where
 * they were seen letter for letter, and from what an English one would say. Each needs a phrase, not a word: a product
 * may be called "Limit" or "Maintenance Kit". A phrase too few refuses one order that could have waited; one too many
 * makes an order wait that is refused again.
 */
const table: readonly [words: RegExp, meaning: Meaning][] = [
  // Maintenance of the whole system; that of one product is that order's trouble.
  [/\bpemeliharaan sistem\b/, "maintenance"],
  [
    /\bsistem (?:sedang |masih )?(?:dalam |di )?(?:pemeliharaan|perbaikan|maintenance)\b/,
    "maintenance",
  ],
  [
    /\b(?:system|server|api) (?:is )?(?:currently )?(?:under|in|down for) maintenance\b/,
    "maintenance",
  ],
  [/\bmaintenance (?:sistem|mode)\b/, "maintenance"],
  // Orders too close to one another.
  [/\btransaksi (?:anda )?dibatasi\b/, "pace"],
  [/\bterlalu (?:banyak permintaan|cepat)\b/, "pace"],
  [/\b(?:too many (?:requests|orders|transactions)|rate limit(?:ed| exceeded))\b/, "pace"],
  // Two orders were given the same transaction number.
  [/\bsistem bentrok\b/, "collision"],
  [/\btransaction (?:number|id) (?:collision|conflict)\b/, "collision"],
  [/\bsomething went wrong\b.*\bcontact (?:the )?admin\b/, "masked"],
  [/\bterjadi kesalahan\b.*\bhubungi admin\b/, "masked"],
  // A word too many here only pauses sending for a minute.
  [/\b(?:saldo|balance|deposit|api ?key|sign(?:ature)?|ip|whitelist|suspend\w*)\b/, "shop"],
  // How long to wait, whatever for.
  [/\b(?:coba|ulangi) (?:lagi )?dalam \d+ (?:detik|menit)\b/, "pace"],
  [/\btunggu \d+ (?:detik|menit)\b/, "pace"],
  [/\btry again (?:in|after) \d+ (?:s|sec|seconds?|minutes?)\b/, "pace"],
];
type Meaning = Exclude<Refusal["cause"], "order">;

/** HTTP status and JSON code of a "no" that is about the account, whatever it says. */
const accountCodes = new Set([401, 403]);
/** Without words of pace: too many requests of this account, orders or not. */
const busyCodes = new Set([429, 503]);

/** Far more than a "no" has: some patterns take with its length times itself. */
const mostRead = 2_000;

/** @param codes the HTTP status and the JSON code, as far as there is one */
export function readRefusal(message: string, codes: readonly number[]): Refusal {
  if (codes.some((code) => accountCodes.has(code))) return { kind: "refused", cause: "shop" };
  const words = message.slice(0, mostRead).toLowerCase().replaceAll(/\s+/g, " ");
  const meaning = table.find(([pattern]) => pattern.test(words))?.[1] ?? "order";
  switch (meaning) {
    case "pace":
    case "maintenance":
    case "collision":
      return { kind: "not-now", cause: meaning, waitS: waitIn(words) };
    case "masked":
    case "shop":
    case "order":
      return {
        kind: "refused",
        cause: codes.some((code) => busyCodes.has(code)) ? "shop" : meaning,
      };
  }
}

/** More than an hour is no pace. */
const longestWaitS = 3_600;

function waitIn(words: string): number | null {
  const [, amount, unit = ""] =
    /\b(\d{1,4}) ?(detik|menit|seconds?|sec|s|minutes?)\b/.exec(words) ?? [];
  if (amount === undefined) return null;
  const waitS = Number(amount) * (unit.startsWith("m") ? 60 : 1);
  return waitS > 0 && waitS <= longestWaitS ? waitS : null;
}
