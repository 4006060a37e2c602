import { randomBytes } from "node:crypto";
import { environmentSchema } from "../../environment.ts";
import { accountKeys } from "../../redis/keys.ts";
import { oneLine } from "../../words/shorten.ts";
import { checkRedis, type RedisCheck } from "../checks/redis.ts";
import type { SetupWords } from "../words/words.ts";
import { settle, shapeOf, type Talk, type Verdict } from "./step.ts";

const { REDIS_URL: addressSchema, REDIS_REPLICAS: replicasSchema } = environmentSchema.shape;
const usualUrl = "redis://127.0.0.1:6379";
const usualReplicas = "1";
const passwordBytes = 24;

/** Where orders are kept. `isStarting`: the bot is started here right after, so nobody is asked where. */
export async function settleRedis(
  talk: Talk,
  { isStarting }: { isStarting: boolean },
): Promise<"docker" | "here"> {
  const { terminal, words } = talk;
  const place = isStarting ? "here" : await terminal.choose(words.place.ask, placesOf(talk));
  if (place === "docker") await makePassword(talk);
  else await settleReplicas(talk, await settleUrl(talk));
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

async function settleUrl(talk: Talk): Promise<string> {
  const { terminal, words } = talk;
  const problemOf = shapeOf(addressSchema, words.redis.urlShape);
  const { prefix } = accountKeys(talk.setting("OSIMESA_USER_ID"));
  const check = (url: string) => checkRedis(addressSchema.parse(url), prefix);
  const there = talk.setting("REDIS_URL");
  let typed = usualUrl;
  const settled = await settle(talk, {
    what: "Redis",
    there: problemOf(there) === null ? { REDIS_URL: there } : null,
    async ask() {
      typed = await terminal.ask(words.redis.askUrl, { problemOf, initial: typed });
      if ((await check(typed)).kind !== "wants-password") return { REDIS_URL: typed };
      const password = await terminal.askSecret(words.redis.askPassword, (answer) =>
        answer === "" ? words.redis.passwordShape : null,
      );
      return { REDIS_URL: withPassword(typed, password) };
    },
    check: async ({ REDIS_URL }) => verdictOn(await check(REDIS_URL), words.redis),
  });
  return settled.REDIS_URL;
}

/** One server has none; without their number the bot does not start with several. */
async function settleReplicas(talk: Talk, url: string): Promise<void> {
  const { terminal, words } = talk;
  if (addressSchema.parse(url).kind === "server" || talk.setting("REDIS_REPLICAS") !== "") return;
  const problemOf = shapeOf(replicasSchema, words.redis.replicasShape);
  const replicas = await terminal.ask(words.redis.askReplicas, {
    problemOf,
    initial: usualReplicas,
  });
  await talk.save({ REDIS_REPLICAS: replicas });
}

/** The name before it, if any, stays. */
function withPassword(address: string, password: string): string {
  const secret = encodeURIComponent(password);
  return address.replace(
    /^([^/]*:\/\/)(?:([^:@/]*)(?::[^@/]*)?@)?/,
    (_, scheme: string, user = "") => `${scheme}${user}:${secret}@`,
  );
}

function verdictOn(check: RedisCheck, words: SetupWords["redis"]): Verdict {
  switch (check.kind) {
    case "wants-password":
      return { kind: "bad", lines: [words.askPassword], mayKeep: false };
    case "unreachable": {
      const why = oneLine(check.why, 100);
      return { kind: "bad", lines: [words.unreachable(why), words.startIt], mayKeep: true };
    }
    case "let-in":
      return verdictOnWhatItIs(check, words);
  }
}

function verdictOnWhatItIs(
  { version, role, durability }: Extract<RedisCheck, { kind: "let-in" }>,
  words: SetupWords["redis"],
): Verdict {
  if (role.kind === "unfit")
    return { kind: "bad", lines: [words.unfit, role.problem], mayKeep: false };
  if (durability.kind === "volatile")
    return {
      kind: "bad",
      lines: [
        words.volatile,
        ...durability.problems.map(
          ({ setting, wanted }) => `redis-cli config set ${setting} ${wanted}`,
        ),
        "redis-cli config rewrite",
        ...durability.problems.map(({ setting, found, wanted }) =>
          words.wasSet(setting, found, wanted),
        ),
      ],
      mayKeep: true,
    };
  const isKnown = durability.kind === "durable" && role.kind === "primary";
  return {
    kind: "good",
    line: isKnown ? words.good(version) : `Redis ${version}. ${words.unreadable}`,
  };
}
