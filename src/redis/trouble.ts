import type { Log } from "../log.ts";

/** What Redis says instead of an answer, and what an operator can do about it. */
const words: Readonly<Record<string, string>> = {
  MOVED:
    "another node of the cluster has the account's keys now; the bot follows by itself. Where REDIS_URL names one server, name the cluster: redis+cluster://",
  ASK: "the account's slot is being moved to another node of the cluster, half of it at a time; nothing is done until it is there",
  TRYAGAIN: "a slot is being moved to another node of the cluster; it is tried again",
  LOADING: "Redis has started and reads its data from disk; the bot goes on when that is done",
  READONLY:
    "this Redis is a replica, which takes no orders; the bot looks for the primary. Where REDIS_URL names one server, name the primary or its sentinels",
  NOREPLICAS:
    "Redis takes no orders because too few of its replicas are connected (min-replicas-to-write); start them or see why they lag",
  CLUSTERDOWN:
    "the Redis Cluster does not work (cluster_state is not ok): a part of it has no primary, or this node is cut off from the others",
  MASTERDOWN: "this Redis is a replica cut off from its primary",
  NOAUTH: "Redis wants a password; set it in REDIS_URL",
  WRONGPASS: "Redis does not take the name or password of REDIS_URL",
  NOPERM: "Redis forbids the bot's user a command; see its ACL",
  OOM: "Redis is full and takes no orders; give it more maxmemory",
  MISCONF: "Redis cannot write to its disk and takes no orders; see its log and the space left",
};

const againAfterMs = 60_000;

/** What Redis refused with; null: it is none of these. */
function codeOf(error: unknown): string | null {
  const said = error instanceof Error ? error.message : "";
  // ioredis puts its own words before the last refusal where it was sent from node to node.
  const [, code = ""] = /(?:^|ReplyError: )([A-Z]+) /.exec(`${said} `) ?? [];
  return words[code] === undefined ? null : code;
}

/** Logs each of them in plain words once a minute at most, however many commands meet it. */
export interface TroubleLog {
  refused(error: unknown): void;
  /** What Redis says of itself: while it loads nothing is asked of it that it could refuse. */
  informed(info: unknown): void;
}

export function createTroubleLog(log: Log): TroubleLog {
  const saidAtMs = new Map<string, number>();
  const say = (code: string) => {
    const nowMs = performance.now();
    if (nowMs - (saidAtMs.get(code) ?? -Infinity) < againAfterMs) return;
    saidAtMs.set(code, nowMs);
    log.error(`redis: ${code}: ${words[code]}`);
  };
  return {
    refused(error) {
      const code = codeOf(error);
      if (code !== null) say(code);
    },
    informed(info) {
      if (/^loading:1\r?$/m.test(String(info))) say("LOADING");
    },
  };
}
