import { otherAmounts, type Change, type Kind } from "./change.ts";

const otherWords: Readonly<Record<string, { kind: Kind; others: readonly string[] }>> = {
  "<": { kind: "comparison", others: ["<=", ">="] },
  "<=": { kind: "comparison", others: ["<", ">"] },
  ">": { kind: "comparison", others: [">=", "<="] },
  ">=": { kind: "comparison", others: [">", "<"] },
  "==": { kind: "comparison", others: ["~="] },
  "~=": { kind: "comparison", others: ["=="] },
  and: { kind: "operator", others: ["or"] },
  or: { kind: "operator", others: ["and"] },
  " + ": { kind: "operator", others: [" - "] },
  " - ": { kind: "operator", others: [" + "] },
  " * ": { kind: "operator", others: [" / "] },
  " / ": { kind: "operator", others: [" * "] },
  "math.min": { kind: "operator", others: ["math.max"] },
  "math.max": { kind: "operator", others: ["math.min"] },
  "not ": { kind: "boolean", others: [""] },
  true: { kind: "boolean", others: ["false"] },
  false: { kind: "boolean", others: ["true"] },
};

/** Comments and texts first, so that nothing within them is taken for code. */
const token =
  /--[^\n]*|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[<>=~]=| [-+*/] |math\.(?:min|max)|not |[A-Za-z_][\w.]*|\d+|\S/g;
const condition = /\bif (.*?) then\b/g;
/** One command as a statement of its own, on as many lines as its brackets are open. */
const command = /^[ \t]*(redis\.call\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))[ \t]*$/gm;
/** Two plain arguments side by side (names, numbers, texts), a command's own name aside. */
const pair = /(?<=(?<!redis\.call)\(|, )([\w.]+|'[^']*')(?=(, )([\w.]+|'[^']*')[,)])/g;

/** Every change that could be planted in a Lua script: by its tokens, which is enough for scripts as short and plain as ours. */
export function changesInLua(file: string, source: string): Change[] {
  const changes: Change[] = [];
  const add = (kind: Kind, start: number, length: number, replacement: string) =>
    changes.push({ file, kind, start, end: start + length, replacement });

  for (const { 0: word, index } of code(source)) {
    const known = Object.hasOwn(otherWords, word) ? otherWords[word] : undefined;
    for (const other of known?.others ?? [])
      add(known?.kind ?? "operator", index, word.length, other);
    if (/^\d+$/.test(word))
      for (const other of otherAmounts(Number(word)))
        add("constant", index, word.length, String(other));
  }
  for (const { 1: test = "", index } of source.matchAll(condition)) {
    add("branch", index + "if ".length, test.length, "false");
    add("branch", index + "if ".length, test.length, "true");
  }
  for (const { 0: line, 1: call = "", index } of source.matchAll(command))
    add("call", index + line.indexOf(call), call.length, "");
  for (const { 1: first = "", 2: comma = "", 3: second = "", index } of source.matchAll(pair))
    if (first !== second)
      add("argument", index, (first + comma + second).length, second + comma + first);
  return changes.filter(({ start }) => !inComment(source, start));
}

function code(source: string): RegExpExecArray[] {
  return [...source.matchAll(token)].filter(({ 0: word }) => !/^(?:--|['"])/.test(word));
}

function inComment(source: string, place: number): boolean {
  const before = source.slice(source.lastIndexOf("\n", place) + 1, place);
  return /(?:^|\s)--/.test(before.replaceAll(/'[^']*'/g, ""));
}
