import type { User } from "grammy/types";
import { fullName } from "../../bot/people/names.ts";
import { systemClock, systemRng } from "../../clock.ts";
import { environmentSchema } from "../../environment.ts";
import { languageFrom } from "../../words/dictionary.ts";
import { claimLink, newClaimCode, waitForClaim } from "../claim.ts";
import { setupWordsIn } from "../words/words.ts";
import { shapeOf, type Talk } from "./step.ts";
import type { BotFound } from "./token.ts";

/** How long a link is good. */
const openMinutes = 60;
const maxLinks = 10;

/** Who runs the shop; asked only where nobody does. `bot` is null where Telegram could not be asked. */
export async function settleOperator(talk: Talk, bot: BotFound | null): Promise<void> {
  const { terminal, words } = talk;
  const problemOf = shapeOf(environmentSchema.shape.ADMIN_IDS, words.operator.idsShape);
  const there = talk.setting("ADMIN_IDS");
  if (problemOf(there) === null) {
    terminal.good(`${words.operator.good(there)} (${words.kept})`);
    if (await terminal.confirm(words.keep, words)) return;
  }
  if (bot !== null && (await claims(talk, bot))) return;
  const typed = await terminal.ask(words.operator.askIds, { problemOf });
  await talk.save({ ADMIN_IDS: typed });
  terminal.good(`${words.operator.good(typed)}. ${words.operator.sayStart}`);
}

/** false: the ids have to be typed. */
async function claims(talk: Talk, bot: BotFound): Promise<boolean> {
  const { terminal, words } = talk;
  const { operator } = words;
  if (bot.broughtTo !== null) {
    terminal.bad(bot.broughtTo === "itself" ? operator.takenByItself : operator.taken);
    return false;
  }
  const way = await terminal.choose(operator.ask, [
    ["link", operator.byLink],
    ["id", operator.byId],
  ]);
  for (let link = 0; way === "link" && link < maxLinks; link += 1) {
    const person = await waitForPerson(talk, bot);
    if (person === "another link") continue;
    if (person === null) return false;
    await talk.save({ ADMIN_IDS: String(person.id) });
    terminal.good(operator.good(`${fullName(person)} (${person.id})`));
    await welcome(talk, bot, person);
    return true;
  }
  return false;
}

/** null: nobody can be heard here. */
async function waitForPerson(
  { terminal, words: { operator, yes, again, whatNow } }: Talk,
  { api, username }: BotFound,
): Promise<User | "another link" | null> {
  const code = newClaimCode(systemRng);
  terminal.say(operator.openLink(openMinutes));
  terminal.copyable(claimLink(username, code));
  terminal.say(operator.waiting);
  const claim = await waitForClaim({
    api,
    code,
    openMs: openMinutes * 60_000,
    clock: systemClock,
    onOther: () => terminal.say(operator.otherLink),
  });
  switch (claim.kind) {
    case "claimed": {
      const { person } = claim;
      const question = operator.isItYou(fullName(person), person.id);
      const isThem = await terminal.confirm(question, { yes, no: operator.notMe });
      return isThem ? person : "another link";
    }
    case "expired":
      terminal.bad(operator.expired);
      await terminal.choose(whatNow, [["again", again]]);
      return "another link";
    case "taken":
      terminal.bad(operator.taken);
      return null;
    case "failed":
      terminal.bad(claim.why);
      return null;
  }
}

/** They know then that it worked; whether they are told changes nothing. */
async function welcome(
  { language }: Talk,
  { api, username }: BotFound,
  person: User,
): Promise<void> {
  const words = setupWordsIn(languageFrom(person.language_code, language));
  await api.sendMessage(person.id, words.operator.welcome(username)).catch(() => undefined);
}
