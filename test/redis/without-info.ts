import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RedisProcess } from "../../sandbox/redis/process.ts";
import { startPrivateRedis } from "../../sandbox/redis/server.ts";

/** A Redis whose `botUrl` lets a user in who may do all but INFO, also after it starts anew; `url` may do all. */
export async function startRedisWithoutInfo(): Promise<RedisProcess & { botUrl: string }> {
  const folder = await mkdtemp(join(tmpdir(), "osimesa-acl-"));
  const aclfile = join(folder, "users.acl");
  await writeFile(
    aclfile,
    "user default on nopass ~* &* +@all\nuser bot on >bot-password ~* &* +@all -info\n",
  );
  const server = await startPrivateRedis({ settings: { aclfile } });
  const botUrl = new URL(server.url);
  botUrl.username = "bot";
  botUrl.password = "bot-password";
  return {
    ...server,
    botUrl: botUrl.href,
    async close() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
