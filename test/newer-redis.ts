import { delimiter, join } from "node:path";
import { findRedis, type RedisProgram } from "../sandbox/redis/program.ts";

/** Where one is unpacked that the machine's own packages do not have. */
export const newerRedisFolder = join(import.meta.dirname, "../node_modules/.cache/newer-redis");

/** A server that can say what its replicas have on disk (`WAITAOF`), for tests of that; undefined: there is none. */
export function findNewerRedis(): Promise<RedisProgram | undefined> {
  const path = [process.env["PATH"], join(newerRedisFolder, "usr/bin")].join(delimiter);
  return findRedis({ PATH: path }, (version) => version >= 7.2);
}
