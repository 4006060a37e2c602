import { hash } from "node:crypto";
import { exactJson } from "../json.ts";
import type { LineName } from "../line.ts";
import { rawServiceSchema } from "../osimesa/schema.ts";
import { parseService } from "./parse.ts";
import { listed, type ListedService } from "./snapshot.ts";

/**
 * Reads the services of one list after another. A service whose text did not change is the one read before: most of
 * a list is the same from minute to minute, and checking a text against its hash costs a tenth of reading it.
 */
export interface ServiceReader {
  /** Begins the next list; takes its members one by one. */
  begin(): ListUnderWay;
}

interface ListUnderWay {
  member(text: Buffer): void;
  /** Whether every member read so far was known, in the same order, and none is gone. */
  unchanged(): boolean;
  services(): readonly ListedService[];
  /** Members that could not be read, with what was wrong of the first few. */
  malformed(): Malformed;
  /** From now on this list is what the next is compared with. */
  accept(): void;
}

export interface Malformed {
  count: number;
  examples: string[];
}

/** Of a list with malformed services, so many are described. */
const malformedExamples = 5;
const maxShared = 20_000;

const listedService = exactJson().pipe(rawServiceSchema);

export function createServiceReader(line: LineName = "game"): ServiceReader {
  /** The accepted list: hash of a member's text -> its service, in the list's order. */
  let known: ReadonlyMap<string, ListedService> = new Map();
  const share = createSharing();

  return {
    begin() {
      const read = new Map<string, ListedService>();
      const order = known.keys();
      const malformed: Malformed = { count: 0, examples: [] };
      let same = true;
      let index = -1;
      return {
        member(text) {
          index += 1;
          const digest = hash("sha1", text, "base64");
          let service = known.get(digest);
          if (service === undefined) {
            const parsed = listedService.safeParse(text.toString("utf8"));
            if (!parsed.success) {
              malformed.count += 1;
              const issue = parsed.error.issues[0];
              if (malformed.examples.length < malformedExamples) {
                malformed.examples.push(
                  `service ${index}: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`,
                );
              }
              return;
            }
            service = share(listed(parseService(parsed.data, line)));
          }
          if (read.has(digest)) return;
          if (same && order.next().value !== digest) same = false;
          read.set(digest, service);
        },
        unchanged: () => same && read.size === known.size,
        services: () => [...read.values()],
        malformed: () => malformed,
        accept: () => void (known = read),
      };
    },
  };
}

/** Services of one kind ask the same fields: kept once, 20,000 of them need a third of the memory. */
function createSharing(): (service: ListedService) => ListedService {
  const shared = new Map<string, unknown>();
  const one = <T>(value: T): T => {
    const key = JSON.stringify(value);
    const found = shared.get(key);
    // Equal text was made from an equal value of the same shape.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    if (found !== undefined) return found as T;
    if (shared.size >= maxShared) shared.clear();
    shared.set(key, value);
    return value;
  };
  return (service) => ({
    ...service,
    note: one(service.note),
    title: one(service.title),
    info: one(service.info),
    category: one(service.category),
    fields: one(service.fields),
    cutOff: one(service.cutOff),
  });
}
