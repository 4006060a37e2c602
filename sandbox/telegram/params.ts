import { refusal } from "./refusal.ts";

/** A file that came with a call as a part of its multipart body. */
export interface UploadedFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Buffer;
}

/** What a call's body held, before a method gives meaning to it. */
export interface CallBody {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly files: ReadonlyMap<string, UploadedFile>;
}

/** A call's parameters. Readers are as lenient as Telegram's: a parameter may come as text, number or JSON. */
export interface Params {
  has(name: string): boolean;
  /** Empty when absent: Telegram makes no difference. */
  text(name: string): string;
  /** Zero or `fallback` when absent or no number, which is what Telegram takes it for. */
  integer(name: string, fallback?: number): number;
  flag(name: string): boolean;
  /** @param failure Telegram's words when a text is not JSON */
  json(name: string, failure: string): unknown;
  /** The file uploaded for this parameter, under `attach://` or under its own name. */
  file(name: string): UploadedFile | undefined;
}

export function paramsOf(body: CallBody): Params {
  const raw = (name: string): unknown => body.fields[name] ?? undefined;

  const text = (name: string): string => {
    const value = raw(name);
    switch (typeof value) {
      case "undefined":
        return "";
      case "string":
        return value;
      case "number":
      case "boolean":
      case "bigint":
        return String(value);
      default:
        return JSON.stringify(value);
    }
  };

  return {
    has: (name) => raw(name) !== undefined || body.files.has(name),
    text,
    integer(name, fallback = 0) {
      const found = /^\s*[-+]?\d{1,15}/.exec(text(name));
      return found === null ? fallback : Number(found[0]);
    },
    flag: (name) => ["true", "yes", "1"].includes(text(name).trim().toLowerCase()),
    json(name, failure) {
      const value = raw(name);
      if (typeof value !== "string") return value;
      if (value === "") return undefined;
      try {
        const parsed: unknown = JSON.parse(value);
        return parsed;
      } catch {
        throw refusal(failure);
      }
    },
    file(name) {
      const value = text(name);
      return value.startsWith("attach://")
        ? body.files.get(value.slice("attach://".length))
        : body.files.get(name);
    },
  };
}
