import { join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { readConfig } from "../config.ts";
import { accountKeys } from "../redis/keys.ts";
import { setupWordsIn } from "../setup/words/words.ts";
import type { Language } from "../words/dictionary.ts";
import { bad, good, type Row, type Wording } from "./row.ts";
import { diskRow } from "./rows/disk.ts";
import { redisRows } from "./rows/redis.ts";
import { runningRows } from "./rows/running.ts";
import { fileRows, settingsRows } from "./rows/settings.ts";
import { supplierRows } from "./rows/supplier.ts";
import { telegramRows } from "./rows/telegram.ts";
import { doctorWordsIn } from "./words/words.ts";

const wantedNode = 24;

/** Looks at an installation from where it runs, and changes nothing in it or at its neighbours. */
export async function examine(
  environment: Readonly<Record<string, string | undefined>>,
  { language, folder }: { language: Language; folder: string },
): Promise<Row[]> {
  const wording: Wording = {
    language,
    words: doctorWordsIn(language),
    setupWords: setupWordsIn(language),
  };
  const read = readConfig(environment);
  const rows = await Promise.all([
    fileRows(join(folder, ".env"), wording),
    ...(read.ok ? neighbours(read.config, wording) : []),
    diskRow(folder, wording.words.ofBot, wording),
  ]);
  return [...versionRows(wording), ...settingsRows(read, environment, wording), ...rows.flat()];
}

type Config = Extract<ReturnType<typeof readConfig>, { ok: true }>["config"];

function neighbours(config: Config, wording: Wording): Promise<Row[]>[] {
  return [
    redisRows(config.redis, accountKeys(config.osimesa.userId).prefix, wording),
    telegramRows(
      {
        token: config.botToken,
        apiRoot: config.telegramApiRoot,
        intake: config.intake,
        operators: config.adminIds,
      },
      wording,
    ),
    supplierRows(config.osimesa, wording),
    runningRows(config.http, wording),
  ];
}

function versionRows({ words }: Wording): Row[] {
  const { node } = process.versions;
  const found = words.versionsFound(packageJson.version, node);
  return Number.parseInt(node, 10) < wantedNode
    ? [bad(words.versions, found, words.oldNode(wantedNode))]
    : [good(words.versions, found)];
}
