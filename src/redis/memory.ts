/** What Redis says of itself, by section, as far as it may be asked. */
export interface InfoSource {
  info(section: "server" | "replication" | "memory"): Promise<string>;
}

/** How full Redis is; null where it does not say. `maxBytes` is 0 where no limit is set. */
export async function readRedisMemory(
  redis: InfoSource,
): Promise<{ usedBytes: number; maxBytes: number } | null> {
  const info = await redis.info("memory");
  const usedBytes = /^used_memory:(\d+)/m.exec(info)?.[1];
  const maxBytes = /^maxmemory:(\d+)/m.exec(info)?.[1];
  return usedBytes === undefined || maxBytes === undefined
    ? null
    : { usedBytes: Number(usedBytes), maxBytes: Number(maxBytes) };
}
