/** The words that every transaction server has, and what they ask for. */
export type Word =
  /** Prices of a code, or of all that begin so. */
  | { kind: "price"; code: string; sure: boolean }
  | { kind: "balance" }
  /** Of a number, a ref, an id; empty: of all that is open. */
  | { kind: "status"; query: string }
  /** Of a day as it was typed; empty: today. */
  | { kind: "recap"; day: string }
  | { kind: "statement" }
  /** Of an order to this number; empty: of none in particular. */
  | { kind: "take-back"; number: string }
  | { kind: "talk"; text: string }
  | { kind: "help" }
  /** What other servers have and this one does differently or not at all. */
  | { kind: "elsewhere"; instead: "top-up" | "none" };

type Kind = Word["kind"];

const kinds: Readonly<Record<string, Kind>> = {
  h: "price",
  ch: "price",
  hrg: "price",
  harga: "price",
  s: "balance",
  sal: "balance",
  saldo: "balance",
  sta: "status",
  status: "status",
  cek: "status",
  r: "recap",
  lap: "recap",
  rekap: "recap",
  rek: "statement",
  mutasi: "statement",
  btl: "take-back",
  batal: "take-back",
  k: "talk",
  info: "talk",
  komplain: "talk",
  format: "help",
  help: "help",
  bantuan: "help",
  kode: "help",
  dep: "elsewhere",
  deposit: "elsewhere",
  bank: "elsewhere",
  daftar: "elsewhere",
  reg: "elsewhere",
  trf: "elsewhere",
  trdep: "elsewhere",
  tukar: "elsewhere",
  ldl: "elsewhere",
};

const topUps = new Set(["dep", "deposit", "bank"]);

export const isWord = (text: string): boolean => Object.hasOwn(kinds, text.toLowerCase());

/** `S`, `CEK.0812…`, `R.23/11`; null: none of these words, or words to search for that begin like one. */
export function readWord(line: string): Word | null {
  const [, word = "", separator = "", rest = ""] =
    /^\s*(\p{L}+)(?:([\s.,#*]+)(.*))?$/su.exec(line) ?? [];
  const name = word.toLowerCase();
  const kind = isWord(name) ? kinds[name] : undefined;
  if (kind === undefined) return null;
  const text = rest.replace(/[\s.,#*]+$/, "");
  return meaning(kind, name, { text, sure: /[.,#*]/.test(separator) });
}

/** `sure`: a sign stands behind the word, so that it was meant as one. */
function meaning(kind: Kind, name: string, { text, sure }: { text: string; sure: boolean }) {
  const isNumber = /^[\d\s+().-]+$/.test(text);
  const asks = (found: Word, clear: boolean): Word | null =>
    text === "" || sure || clear ? found : null;
  switch (kind) {
    case "price":
      return text === ""
        ? ({ kind: "help" } as const)
        : ({ kind, code: text.replace(/[.,#*]+\d{4,6}$/, ""), sure } as const);
    case "balance":
      if (text === "" || /^\d{4,6}$/.test(text)) return { kind } as const;
      // `S.0812…`: somebody's short word for a status; `SAL.kode.jumlah`: of other servers.
      if (/^\+?\d[\d\s-]{7,}$/.test(text))
        return { kind: "status", query: withoutPin(text) } as const;
      return asks({ kind: "elsewhere", instead: "none" }, false);
    case "status":
      return asks({ kind, query: withoutPin(text) }, isNumber);
    case "recap":
      return asks({ kind, day: text }, isNumber || /^\d+[/-]\d+/.test(text));
    case "statement":
      return asks({ kind }, /^[\d/.-]+$/.test(text));
    case "take-back":
      return asks({ kind, number: withoutPin(text) }, isNumber);
    case "talk":
      // `k` alone asks nothing; `info axis` is searched for.
      if (text === "") return { kind: "help" } as const;
      return sure || name !== "info" ? ({ kind, text } as const) : null;
    case "help":
      return asks({ kind }, false);
    case "elsewhere":
      return asks({ kind, instead: topUps.has(name) ? "top-up" : "none" }, isNumber);
  }
}

/** `081234567890.1234` */
const withoutPin = (text: string): string =>
  text.replace(/^(\S{8,}?)[\s.,#*]+\d{4,6}$/, "$1").trim();
