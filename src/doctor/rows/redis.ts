import { isIP } from "node:net";
import type { RedisAddress } from "../../redis/address.ts";
import type { Durability } from "../../redis/durability.ts";
import { checkRedis, type RedisCheck } from "../../setup/checks/redis.ts";
import { startLine } from "../../setup/words/start-lines.ts";
import { oneLine } from "../../words/shorten.ts";
import { bad, doubtful, good, type Row, type Wording } from "../row.ts";
import { bytesText, clockRow } from "./amounts.ts";
import { diskRow } from "./disk.ts";

const what = "Redis";
const oldestVersion = 7;
/** As the running bot tells its operators. */
const fullShare = 0.8;

/** All that Redis says of itself. `prefix`: of the account's keys, whose server is asked. */
export async function redisRows(
  { address, replicas: wantedReplicas }: { address: RedisAddress; replicas: number },
  prefix: string,
  wording: Wording,
): Promise<Row[]> {
  const { words } = wording;
  const check = await checkRedis(address, prefix);
  switch (check.kind) {
    case "unreachable":
      return [bad(what, words.redisUnreachable(oneLine(check.why, 100)), words.fixUrl)];
    case "wants-password":
      return [bad(what, words.redisPassword, words.fixUrl)];
    case "let-in": {
      const { durability, replicas, memory, clockOffsetMs, folder } = check;
      return [
        roleRow(check, wording),
        durabilityRow(durability, wording),
        ...(wantedReplicas > 0 ? [replicasRow(replicas, wantedReplicas, wording)] : []),
        memoryRow(memory, wording),
        ...(clockOffsetMs === null ? [] : [clockRow("Redis", clockOffsetMs, wording)]),
        ...(folder !== null && isOfThisMachine(address)
          ? await diskRow(folder, words.ofRedis, wording)
          : []),
      ];
    }
  }
}

type LetIn = Extract<RedisCheck, { kind: "let-in" }>;

function roleRow({ version, role }: LetIn, { words, language }: Wording): Row {
  if (role.kind === "unfit") return bad(what, startLine(role.problem, language), words.fixUrl);
  const major = Number(/\d+/.exec(version)?.[0] ?? oldestVersion);
  if (role.kind === "unreadable")
    return doubtful(what, words.redisVersion(version, words.roleUnknown), words.makeSureOfRole);
  const found = words.redisVersion(version, words.primary);
  return major < oldestVersion ? bad(what, found, words.oldRedis) : good(what, found);
}

function durabilityRow(durability: Durability, { words, setupWords }: Wording): Row {
  switch (durability.kind) {
    case "durable":
      return good(words.durability, words.durable);
    case "unreadable":
      return doubtful(words.durability, words.notReadable, setupWords.redis.unreadable);
    case "volatile":
      return bad(
        words.durability,
        words.volatile,
        ...durability.problems.map(
          ({ setting, found, wanted }) =>
            `redis-cli config set ${setting} ${wanted}   (${setupWords.redis.wasSet(setting, found, wanted)})`,
        ),
        "redis-cli config rewrite",
      );
  }
}

function replicasRow(found: number | null, wanted: number, { words }: Wording): Row {
  if (found === null) return doubtful(words.replicas, words.notReadable, words.startReplicas);
  const text = words.replicasFound(found, wanted);
  return found < wanted
    ? bad(words.replicas, text, words.startReplicas)
    : good(words.replicas, text);
}

function memoryRow(memory: LetIn["memory"], { words }: Wording): Row {
  if (memory === null) return doubtful(words.memory, words.notReadable, words.raiseMemory);
  const { usedBytes, maxBytes } = memory;
  if (maxBytes === 0) return good(words.memory, words.memoryUnlimited(bytesText(usedBytes)));
  const found = words.memoryFound(bytesText(usedBytes), bytesText(maxBytes));
  return usedBytes > maxBytes * fullShare
    ? bad(words.memory, found, words.raiseMemory)
    : good(words.memory, found);
}

function isOfThisMachine(address: RedisAddress): boolean {
  if (address.kind !== "server") return false;
  const { hostname } = new URL(address.url);
  return (
    hostname === "localhost" ||
    hostname === "[::1]" ||
    (isIP(hostname) === 4 && hostname.startsWith("127."))
  );
}
