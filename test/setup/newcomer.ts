import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";
import {
  createOsimesaEmulator,
  type OsimesaEmulatorOptions,
} from "../../sandbox/osimesa/emulator.ts";
import { createTelegramEmulator } from "../../sandbox/telegram/emulator.ts";
import { goods } from "../story/goods.ts";
import { apiKey, botToken } from "../story/shop.ts";
import { onTerminal, type Conversation } from "./pseudo-terminal.ts";

const main = (path: string) => fileURLToPath(new URL(`../../src/${path}`, import.meta.url));

/** Somebody who has the bot's folder, an account at each neighbour, and has set nothing yet. */
export async function newcomer(
  t: TestContext,
  options: { env?: string; upstream?: Partial<OsimesaEmulatorOptions> } = {},
) {
  const folder = await mkdtemp(join(tmpdir(), "setup-test-"));
  const telegram = createTelegramEmulator({ token: botToken });
  const osimesa = createOsimesaEmulator({
    userId: "10001",
    apiKey,
    services: goods,
    ...options.upstream,
  });
  await telegram.listen(0);
  await osimesa.listen();
  t.after(async () => {
    await telegram.close();
    await osimesa.close();
    await rm(folder, { recursive: true, force: true });
  });
  const path = join(folder, ".env");
  if (options.env !== undefined) await writeFile(path, options.env, { mode: 0o644 });
  const env = {
    TELEGRAM_API_ROOT: telegram.apiRoot,
    OSIMESA_BASE_URL: osimesa.url,
  };
  const text = () => readFile(path, "utf8");
  return {
    telegram,
    osimesa,
    folder,
    env,
    /** `npm run setup -- --lang …`, in its folder. */
    setUp: (language: "id" | "en" = "en"): Conversation =>
      onTerminal(t, [process.execPath, main("setup/main.ts"), "--lang", language], {
        cwd: folder,
        env,
      }),
    /** `npm start` there. */
    start: (more: Readonly<Record<string, string>> = {}): Conversation =>
      onTerminal(t, [process.execPath, "--env-file-if-exists=.env", main("main.ts")], {
        cwd: folder,
        env: { ...env, ...more },
      }),
    text,
    settings: async () => parseEnv(await text()),
    mode: async () => ((await stat(path)).mode & 0o777).toString(8),
  };
}

interface Answered {
  /** What was answered already. */
  after?: "token";
}

/** Answers the questions up to Redis rightly. */
export async function answerKeys(talk: Conversation, { after }: Answered = {}): Promise<void> {
  if (after !== "token") {
    await talk.says(/token from @BotFather/);
    talk.answers(botToken);
  }
  await talk.says(/Kept in \.env: BOT_TOKEN/);
  await talk.says(/user ID\?/);
  talk.answers("10001");
  await talk.says(/API key\?/);
  talk.answers(apiKey);
  await talk.says(/Kept in \.env: OSIMESA_USER_ID, OSIMESA_API_KEY/);
}

/** Answers all of them but who the operator is. */
export async function answerAll(
  talk: Conversation,
  redisUrl: string,
  answered: Answered = {},
): Promise<void> {
  await answerKeys(talk, answered);
  await talk.says(/Where will the bot run[^]*Docker/);
  talk.answers();
  await talk.says(/Where is Redis/);
  talk.answers(`\u0015${redisUrl}`);
  await talk.says(/Kept in \.env: REDIS_URL/);
  await talk.says(/Who is the operator[^]*Telegram ID/);
}
