/**
 * What can go wrong between a client and the upstream. Each fault is switched on for a number of
 * requests of certain types, and off again by itself or by hand.
 */

export type RequestType = "order" | "status" | "service" | "profile";

/** Decides the course of a request; at most one applies to it, the one switched on first. */
export type CourseFault =
  /** Executed, then the connection is destroyed without an answer. */
  | { readonly kind: "answer-lost" }
  /** The connection is destroyed and nothing executed. */
  | { readonly kind: "dropped" }
  /** Answered at once (or never, or by a destroyed connection), executed `delayMs` later. */
  | {
      readonly kind: "executed-late";
      readonly delayMs: number;
      readonly answer: "never" | "destroyed" | 500 | 502 | 503 | 504;
    }
  /** Executed at once; headers after `headersMs`, the second half of the body `bodyMs` after them. */
  | { readonly kind: "slow"; readonly headersMs?: number; readonly bodyMs?: number }
  /** Executed at once; answered when this resolves: a test decides how long a request is under way. */
  | { readonly kind: "held"; readonly until: Promise<unknown> }
  /** The connection stays open without an answer. */
  | { readonly kind: "never-answers"; readonly executed: boolean }
  /** Any HTTP status. Default: an HTML body, nothing executed, no Retry-After. */
  | {
      readonly kind: "http-error";
      readonly status: number;
      readonly body?: "html" | "json" | "empty";
      readonly executed?: boolean;
      readonly retryAfterS?: number;
    }
  /** A redirect to the same address, which a careless client follows by sending again. */
  | { readonly kind: "redirect"; readonly status: 301 | 302 | 307 | 308 }
  /** HTTP 200 with an unreadable body. Default: executed. */
  | {
      readonly kind: "garbled";
      readonly how: "truncated" | "malformed" | "html" | "empty";
      readonly executed?: boolean;
    }
  /** A well-formed refusal; `code` is repeated as the HTTP status unless `httpStatus` says else. */
  | {
      readonly kind: "refused";
      readonly code: number;
      readonly message: string;
      readonly httpStatus?: number;
    };

/** Changes the shape of an otherwise good answer; all that are on apply, in the order switched on. */
export type ShapeFault =
  /** An order's `status: true` without `ref_id`. */
  | { readonly kind: "no-ref-id" }
  | { readonly kind: "data-not-array" }
  | { readonly kind: "data-empty" }
  | { readonly kind: "data-null" }
  /** The entry at `index` (default 0) of a list loses what identifies it. */
  | { readonly kind: "bad-entry"; readonly index?: number }
  /** The page as it was `ageMs` ago. */
  | { readonly kind: "stale-page"; readonly ageMs: number }
  /** At most `size` entries, fewer than asked. */
  | { readonly kind: "short-page"; readonly size: number }
  | { readonly kind: "shuffled-page" }
  | { readonly kind: "numbers-as-strings" }
  /** A status asked by `ref_id` answers an object instead of a list. */
  | { readonly kind: "status-as-object" }
  /** `data` of a transaction without its empty positions. */
  | { readonly kind: "data-compacted" }
  /** `data` of a transaction with 08… rewritten to 628…. */
  | { readonly kind: "data-rewritten" };

export type Fault = CourseFault | ShapeFault;

/** The refusals that concern the shop's account, not the order. */
export const BALANCE_EMPTY: Fault = {
  kind: "refused",
  code: 400,
  message: "Saldo tidak mencukupi.",
};
export const KEY_REFUSED: Fault = { kind: "refused", code: 401, message: "API Key tidak valid." };
export const IP_BLOCKED: Fault = {
  kind: "refused",
  code: 403,
  message: "IP 203.0.113.7 tidak diizinkan mengakses API.",
};

/** What relatives of this API refuse whatever the order, as HTTP 200; their texts letter for letter. */
export const MAINTENANCE: Fault = {
  kind: "refused",
  code: 200,
  message: "Ada pemeliharaan sistem transaksi, coba lagi nanti.",
};
export const COLLISION: Fault = {
  kind: "refused",
  code: 200,
  message: "Sistem Bentrok, coba lagi nanti!",
};
/** Its own supplier said no, and it does not say why. */
export const MASKED: Fault = {
  kind: "refused",
  code: 200,
  message: "Something went wrong, please contact the admin.",
};

export interface FaultScope {
  /** Default: all. */
  readonly types?: readonly RequestType[];
  /** How many requests it meets before it is off; default 1, `Infinity` until switched off. */
  readonly count?: number;
  /** Requests of these types let through first; default 0. */
  readonly skip?: number;
  /** How likely each of the rest meets it, 0–1; default 1. */
  readonly chance?: number;
}

/** A fault that is on. */
interface ActiveFault {
  readonly id: number;
  readonly fault: Fault;
  readonly types: readonly RequestType[];
  readonly left: number;
  readonly met: number;
}

export interface FaultBoard {
  /** Answers the id with which `off` takes it away. */
  on(fault: Fault, scope?: FaultScope): number;
  off(id: number): void;
  clear(): void;
  list(): readonly ActiveFault[];
  /** Uses up one count of every fault that applies to a request of this type. */
  take(type: RequestType | "other"): {
    readonly course: CourseFault | undefined;
    readonly shapes: readonly ShapeFault[];
  };
}

/** More switches than this at once is a mistake. */
const MAX_ACTIVE = 200;
const ALL_TYPES: readonly RequestType[] = ["order", "status", "service", "profile"];
const COURSES: ReadonlySet<string> = new Set<CourseFault["kind"]>([
  "answer-lost",
  "dropped",
  "executed-late",
  "slow",
  "held",
  "never-answers",
  "http-error",
  "redirect",
  "garbled",
  "refused",
]);

interface Switch {
  readonly id: number;
  readonly fault: Fault;
  readonly types: readonly RequestType[];
  left: number;
  readonly chance: number;
  skip: number;
  met: number;
}

export function createFaultBoard(changed: () => void, random = Math.random): FaultBoard {
  let switches: Switch[] = [];
  let lastId = 0;
  return {
    on(fault, scope = {}) {
      if (switches.length >= MAX_ACTIVE) throw new Error(`more than ${MAX_ACTIVE} faults are on`);
      lastId += 1;
      const { types = ALL_TYPES, count = 1, skip = 0, chance = 1 } = scope;
      switches.push({ id: lastId, fault, types, left: count, skip, chance, met: 0 });
      changed();
      return lastId;
    },
    off(id) {
      switches = switches.filter((one) => one.id !== id);
      changed();
    },
    clear() {
      switches = [];
      changed();
    },
    list: () => switches.map(({ skip: _skip, chance: _chance, ...shown }) => shown),
    take(type) {
      if (type === "other") return { course: undefined, shapes: [] };
      let course: CourseFault | undefined;
      const shapes: ShapeFault[] = [];
      const meet = (one: Switch) => {
        one.left -= 1;
        one.met += 1;
      };
      for (const one of switches.filter((each) => each.types.includes(type))) {
        if (one.skip > 0) one.skip -= 1;
        else if (random() >= one.chance) continue;
        else if (isShape(one.fault)) {
          meet(one);
          shapes.push(one.fault);
        } else if (course === undefined) {
          meet(one);
          course = one.fault;
        }
      }
      switches = switches.filter((one) => one.left > 0);
      if (course !== undefined || shapes.length > 0) changed();
      return { course, shapes };
    },
  };
}

function isShape(fault: Fault): fault is ShapeFault {
  return !COURSES.has(fault.kind);
}
