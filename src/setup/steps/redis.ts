import { randomBytes } from "node:crypto";
import { environmentSchema } from "../../config.ts";
import { checkRedis, type RedisCheck } from "../checks/redis.ts";
import type { SetupWords } from "../words/words.ts";
import { settle, shapeOf, type Talk, type Verdict } from "./step.ts";

const usualUrl = "redis://127.0.0.1:6379";
const passwordBytes = 24;

/** Where orders are kept. `isStarting`: the bot is started here right after, so nobody is asked where. */
export async function settleRedis(
  talk: Talk,
  { isStarting }: { isStarting: boolean },
): Promise<"docker" | "here"> {
  const { terminal, words } = talk;
  const place = isStarting ? "here" : await terminal.choose(words.place.ask, placesOf(talk));
  if (place === "docker") await makePassword(talk);
  else await settleUrl(talk);
  return place;
}

/** What was chosen before comes first. */
function placesOf({ words, setting }: Talk) {
  const docker = ["docker", words.place.docker] as const;
  const here = ["here", words.place.here] as const;
  return setting("REDIS_PASSWORD") !== "" && setting("REDIS_URL") === ""
    ? [docker, here]
    : [here, docker];
}

/** compose.yaml makes the address of it. */
async function makePassword(talk: Talk): Promise<void> {
  if (talk.setting("REDIS_PASSWORD") !== "") return;
  await talk.save({ REDIS_PASSWORD: randomBytes(passwordBytes).toString("hex") });
  talk.terminal.good(talk.words.place.password);
}

async function settleUrl(talk: Talk): Promise<void> {
  const { terminal, words } = talk;
  const problemOf = shapeOf(environmentSchema.shape.REDIS_URL, words.redis.urlShape);
  const url = talk.setting("REDIS_URL");
  let typed = usualUrl;
  let wantsPassword = false;
  await settle(talk, {
    what: "Redis",
    there: problemOf(url) === null ? { REDIS_URL: url } : null,
    async ask() {
      typed = await terminal.ask(words.redis.askUrl, { problemOf, initial: typed });
      if (!wantsPassword) wantsPassword = (await checkRedis(typed)).kind === "wants-password";
      if (!wantsPassword) return { REDIS_URL: typed };
      const password = await terminal.askSecret(words.redis.askPassword, (answer) =>
        answer === "" ? words.redis.passwordShape : null,
      );
      return { REDIS_URL: withPassword(typed, password) };
    },
    check: async ({ REDIS_URL }) => verdictOn(await checkRedis(REDIS_URL), words.redis),
  });
}

function withPassword(address: string, password: string): string {
  const url = new URL(address);
  url.password = encodeURIComponent(password);
  return url.href;
}

function verdictOn(check: RedisCheck, words: SetupWords["redis"]): Verdict {
  switch (check.kind) {
    case "good": {
      const line = words.good(check.version);
      return {
        kind: "good",
        line: check.readable ? line : `Redis ${check.version}. ${words.unreadable}`,
      };
    }
    case "wants-password":
      return { kind: "bad", lines: [words.askPassword], mayKeep: false };
    case "unreachable":
      return { kind: "bad", lines: [words.unreachable(check.why), words.startIt], mayKeep: true };
    case "unfit":
      return { kind: "bad", lines: [words.unfit, check.problem], mayKeep: false };
    case "volatile":
      return {
        kind: "bad",
        lines: [
          words.volatile,
          ...check.problems.map(
            ({ setting, wanted }) => `redis-cli config set ${setting} ${wanted}`,
          ),
          "redis-cli config rewrite",
          ...check.problems.map(({ setting, found, wanted }) =>
            words.wasSet(setting, found, wanted),
          ),
        ],
        mayKeep: true,
      };
  }
}
