import { Command, Redis, type Cluster } from "ioredis";

/** The connection to the server that has the account's keys; rejects while there is none. */
export type AccountNode = () => Promise<Redis>;

/** Of a cluster it is looked up each time: the keys move from node to node. */
export function accountNodeOf(redis: Redis | Cluster, prefix: string): AccountNode {
  if (redis instanceof Redis) return () => Promise.resolve(redis);
  const slot = slotOf(prefix);
  return async () => {
    const [key] = redis.slots[slot] ?? [];
    const node = redis
      .nodes("master")
      .find(({ options }) => `${options.host}:${options.port}` === key);
    if (node?.status === "wait") await node.connect();
    // What waited for a connection would leave when nobody counts on it any more.
    if (node?.status !== "ready") throw new Error("no connection to the account's node");
    return node;
  };
}

/** What a server says of itself, so of the account's. */
const withoutKey = new Set(["ping", "info", "config"]);
const scripts = new Set(["eval", "evalsha"]);

/**
 * Has commands without a key go to the account's node. And no script goes where the account's slot is only being moved
 * to: half of what it reads would not be there, and it would take that for never written.
 */
export function keepToAccountNode(cluster: Cluster, prefix: string): void {
  const send = cluster.sendCommand.bind(cluster);
  const slot = slotOf(prefix);
  cluster.sendCommand = (command, stream, node?: unknown) => {
    if (withoutKey.has(command.name)) return send(command, stream, { slot });
    if (!scripts.has(command.name)) return send(command, stream, node);
    const refuse = command.reject;
    const sent = send(command, stream, node);
    const redirect = command.reject;
    command.reject = (error) =>
      (error.message.startsWith("ASK ") ? refuse : redirect).call(command, error);
    return sent;
  };
}

const slotOf = (prefix: string): number => new Command("get", [prefix]).getSlot() ?? 0;
