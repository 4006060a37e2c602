/** Something that goes wrong on the way between the bot and Telegram. */
export type FaultKind =
  /** 429; `retryAfterS` in seconds. Not executed. */
  | { readonly kind: "too_many_requests"; readonly retryAfterS: number }
  /** A gateway's error, as JSON from Telegram or as a page from a proxy. Not executed. */
  | { readonly kind: "server_error"; readonly status?: number; readonly body?: "json" | "html" }
  /** Executed, then the connection is cut before the answer. */
  | { readonly kind: "answer_lost" }
  /** The connection is cut before anything is executed. */
  | { readonly kind: "dropped" }
  /** Executed after this many milliseconds. */
  | { readonly kind: "slow"; readonly delayMs: number }
  /** 403 with a reason, e.g. "bot was blocked by the user". Not executed. */
  | { readonly kind: "forbidden"; readonly reason?: string }
  /** 400 with a reason as Telegram words it after "Bad Request: ". Not executed. */
  | { readonly kind: "bad_request"; readonly reason: string };

export type FaultRequest = FaultKind & {
  /** Only this method. Without it: every method but getUpdates, which would stop the bot altogether. */
  readonly method?: string;
  /** Only calls with this `chat_id`. */
  readonly chatId?: number;
  /** Calls it strikes before it is over. Default 1; `Infinity` until removed. */
  readonly times?: number;
  /** Matching calls it lets pass first. Default 0. */
  readonly after?: number;
};

interface Fault {
  readonly id: number;
  readonly request: FaultRequest;
  /** Calls it will still strike. */
  readonly left: number;
}

export interface Faults {
  /** Switches a fault on. Returns its id. */
  add(request: FaultRequest): number;
  list(): readonly Fault[];
  /** Switches one off, or all. */
  clear(id?: number): void;
}

export interface FaultSource extends Faults {
  /** The faults that strike this call; each is used up by one. */
  strike(method: string, chatId: string): readonly FaultKind[];
}

interface Armed {
  readonly id: number;
  readonly request: FaultRequest;
  left: number;
  pass: number;
}

const FAULTS_MAX = 100;

export function createFaults(onChange: () => void): FaultSource {
  let armed: Armed[] = [];
  let lastId = 0;

  const matches = (fault: Armed, method: string, chatId: string): boolean => {
    const { request } = fault;
    const isMethod =
      request.method === undefined
        ? method !== "getupdates"
        : request.method.toLowerCase() === method;
    return isMethod && (request.chatId === undefined || String(request.chatId) === chatId);
  };

  return {
    add(request) {
      if (armed.length >= FAULTS_MAX) throw new Error(`More than ${FAULTS_MAX} faults at once`);
      lastId += 1;
      armed.push({ id: lastId, request, left: request.times ?? 1, pass: request.after ?? 0 });
      onChange();
      return lastId;
    },
    list: () => armed.map(({ id, request, left }) => ({ id, request, left })),
    clear(id) {
      armed = id === undefined ? [] : armed.filter((fault) => fault.id !== id);
      onChange();
    },
    strike(method, chatId) {
      const struck: FaultKind[] = [];
      for (const fault of armed) {
        if (!matches(fault, method.toLowerCase(), chatId)) continue;
        if (fault.pass > 0) {
          fault.pass -= 1;
          continue;
        }
        fault.left -= 1;
        struck.push(fault.request);
        // Slowness goes with whatever else is wrong; any other fault is the answer.
        if (fault.request.kind !== "slow") break;
      }
      if (struck.length > 0) {
        armed = armed.filter((fault) => fault.left > 0);
        onChange();
      }
      return struck;
    },
  };
}
