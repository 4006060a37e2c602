import { decodeReference } from "./html-references.ts";
import { byteOffset, cannotParse } from "./parse-error.ts";

export type Attributes = ReadonlyMap<string, string>;

interface Read {
  readonly attributes: Attributes;
  /** Index after the closing `>`. */
  readonly end: number;
}

/** The attributes from `at`, after a start tag's name, up to its `>`. `begin` is the tag's byte offset, for errors. */
export function readAttributes(source: string, at: number, tag: string, begin: number): Read {
  const attributes = new Map<string, string>();
  let next = skipSpace(source, at);
  while (source.charAt(next) !== ">") {
    const name = /^[^\s=>/"']*/.exec(source.slice(next))?.[0] ?? "";
    if (name === "") {
      throw cannotParse(`Empty attribute name in the tag "${tag}" at byte offset ${begin}`);
    }
    next = skipSpace(source, next + name.length);
    let value = "";
    if (source.charAt(next) === "=") {
      next = skipSpace(source, next + 1);
      const read = readValue(source, next);
      value = read.value;
      next = read.end;
    }
    if (next >= source.length) {
      throw cannotParse(`Unclosed start tag "${tag}" at byte offset ${begin}`);
    }
    attributes.set(name, value);
    next = skipSpace(source, next);
  }
  return { attributes, end: next + 1 };
}

function readValue(source: string, at: number): { value: string; end: number } {
  const quote = source.charAt(at);
  if (quote === '"' || quote === "'") return readQuoted(source, at + 1, quote);
  const token = /^[a-z0-9.-]*/i.exec(source.slice(at))?.[0] ?? "";
  const end = at + token.length;
  if (end < source.length && !/[\s>]/.test(source.charAt(end))) {
    throw cannotParse(`Unexpected end of name token at byte offset ${byteOffset(source, at)}`);
  }
  return { value: token.toLowerCase(), end };
}

function readQuoted(source: string, at: number, quote: string): { value: string; end: number } {
  let value = "";
  let next = at;
  while (next < source.length && source.charAt(next) !== quote) {
    if (source.charAt(next) === "&") {
      const reference = decodeReference(source, next);
      value += reference.text;
      next = reference.end;
    } else {
      value += source.charAt(next);
      next += 1;
    }
  }
  return { value, end: next + 1 };
}

function skipSpace(source: string, at: number): number {
  let next = at;
  while (next < source.length && /\s/.test(source.charAt(next))) next += 1;
  return next;
}
