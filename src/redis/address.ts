/** Where Redis is. */
export type RedisAddress =
  /** One server, which has all there is. */
  | { kind: "server"; url: string }
  /** Whichever server the sentinels call the primary of this name. */
  | ({ kind: "sentinels"; nodes: readonly HostPort[]; name: string } & Access & {
        database: number;
        /** To the sentinels themselves. */
        sentinelUsername: string | null;
        sentinelPassword: string | null;
      })
  /** `nodes`: those that are asked for the others. */
  | ({ kind: "cluster"; nodes: readonly HostPort[] } & Access);

export interface HostPort {
  host: string;
  port: number;
}

interface Access {
  username: string | null;
  password: string | null;
  tls: boolean;
}

/** Never with the text itself, which may hold a password. */
export type ReadAddress = { ok: true; address: RedisAddress } | { ok: false; problem: string };

const redisPort = 6_379;
const sentinelPort = 26_379;
/** More are a mistake. */
const mostNodes = 32;

const single = /^(rediss?|valkeys?):$/;
const several =
  /^(redis|valkey)(s?)\+(sentinel|cluster):\/\/(?:(.*)@)?([^@/?]+)(?:\/([^/?]*))?(?:\/(\d{1,4}))?(?:\?(.*))?$/;
const hostPort = /^(\[[0-9a-f:.]+\]|[^\s:[\]]+)(?::(\d{1,5}))?$/i;

const addressWanted =
  "redis://host:port, rediss://host:port, redis+sentinel://host:port,host:port,host:port/name or redis+cluster://host:port,host:port,host:port";

export function readRedisAddress(text: string): ReadAddress {
  const found = several.exec(text);
  if (found === null)
    return URL.canParse(text) && single.test(new URL(text).protocol)
      ? { ok: true, address: { kind: "server", url: text } }
      : wrong("is not a Redis address");
  const [, , tls, kind, access, list = "", name = "", database, query = ""] = found;
  const nodes = readNodes(list, kind === "sentinel" ? sentinelPort : redisPort);
  if (nodes === null) return wrong("names a host or a port that cannot be one");
  const credentials = readAccess(access);
  if (credentials === null) return wrong("has a % in its password that is not written as %25");
  const shared = { nodes, ...credentials, tls: tls === "s" };
  if (kind === "cluster")
    return name === "" && database === undefined
      ? { ok: true, address: { kind: "cluster", ...shared } }
      : wrong("names a database, of which a cluster has one only");
  if (name === "") return wrong("does not say which primary the sentinels are to name");
  const options = new URLSearchParams(query);
  return {
    ok: true,
    address: {
      kind: "sentinels",
      ...shared,
      name,
      database: Number(database ?? 0),
      sentinelUsername: options.get("sentinel_username"),
      sentinelPassword: options.get("sentinel_password"),
    },
  };
}

/** What no line of the log may hold. */
export function passwordsOf(address: RedisAddress): string[] {
  if (address.kind === "server") return [new URL(address.url).password];
  const ofSentinels = address.kind === "sentinels" ? [address.sentinelPassword] : [];
  return [address.password, ...ofSentinels].map((password) => password ?? "");
}

const wrong = (what: string): ReadAddress => ({
  ok: false,
  problem: `${what}; wanted: ${addressWanted}`,
});

function readNodes(list: string, usualPort: number): HostPort[] | null {
  const nodes = list.split(",").map((one) => {
    const [, host = "", port = usualPort] = hostPort.exec(one) ?? [];
    return { host: host.replaceAll(/[[\]]/g, ""), port: Number(port) };
  });
  const fine = nodes.every(({ host, port }) => host !== "" && port >= 1 && port <= 65_535);
  return fine && nodes.length <= mostNodes ? nodes : null;
}

function readAccess(text: string | undefined): Pick<Access, "username" | "password"> | null {
  if (text === undefined) return { username: null, password: null };
  const colon = text.indexOf(":");
  try {
    const username = decodeURIComponent(colon < 0 ? text : text.slice(0, colon));
    const password = colon < 0 ? null : decodeURIComponent(text.slice(colon + 1));
    return { username: username === "" ? null : username, password };
  } catch {
    return null;
  }
}
