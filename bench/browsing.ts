import { bigCatalogue } from "../sandbox/osimesa/catalogue/big.ts";
import type { RawService } from "../sandbox/osimesa/catalogue/raw-service.ts";
import { crowd } from "./crowd.ts";
import { measuredMs, pace, type Pace } from "./pace.ts";
import { openStage, startSemiSpaceMb, type BotProcess, type Stage } from "./stage.ts";
import { settings, spread, type Row } from "./table.ts";

/** Each person does one thing at a time, and nobody so often that the bot would ask them to slow down. */
const people = 3_000;
const atOnce = 100;
const rounds = 7;
/** A refresh in one bot's turn and not in another's would be measured as a difference between them. */
const env = { CATALOGUE_REFRESH_S: "3600" };

/** Menu browsing, with an ordinary catalogue and with 20,000 services, beside bare bots that do as many calls. */
export async function* browsing(): AsyncGenerator<Row> {
  yield settings(
    `${people.toLocaleString("en")} people, ${atOnce} at once, CATALOGUE_REFRESH_S=${env.CATALOGUE_REFRESH_S}, --max-semi-space-size=${startSemiSpaceMb()} for all; ${rounds} rounds of ${measuredMs} ms each after one to warm up, the bots in turn`,
  );
  const stages: Stage[] = [];
  const open = async (
    start: (stage: Stage) => Promise<BotProcess>,
    services?: readonly RawService[],
  ) => {
    const stage = await openStage({ people, ...(services ? { services } : {}) });
    stages.push(stage);
    const bot = await start(stage);
    const { say, press } = crowd(stage);
    return { messages: track(say, stage, bot), presses: track(press, stage, bot) };
  };
  try {
    const ours = await open((stage) => stage.startBot(env));
    const fair = await open((stage) => stage.startBare("fair"));
    const naive = await open((stage) => stage.startBare("naive"));
    const large = await open((stage) => stage.startBot(env), bigCatalogue(20_000));
    const bots = { ours, fair, naive, large };
    // In turn, so that whatever else the machine does meets all of them alike.
    for (let round = 0; round <= rounds; round += 1)
      for (const kind of ["messages", "presses"] as const)
        for (const bot of Object.values(bots)) await bot[kind].run(round > 0);
    for (const [kind, what] of [
      ["presses", "buttons (an edit and an answer)"],
      ["messages", "/order (one reply)"],
    ] as const) {
      yield* absolute(`this bot: ${what}`, ours[kind].paces);
      yield* absolute("fair bare bot", fair[kind].paces);
      yield* absolute("naive bare bot", naive[kind].paces);
      yield* absolute("this bot, 20,000 services", large[kind].paces);
      yield* beside("this bot beside the fair one", ours[kind].paces, fair[kind].paces, "≥ 0.8");
      yield* beside("this bot beside the naive one", ours[kind].paces, naive[kind].paces, "≥ 0.8");
      yield* beside("20,000 services beside 291", large[kind].paces, ours[kind].paces);
    }
    yield* beside(
      "this bot's buttons beside the fair one's replies, one call and not two",
      ours.presses.paces,
      fair.messages.paces,
      "≥ 0.8",
    );
  } finally {
    for (const stage of stages) await stage.close();
  }
}

/** One kind of update, measured in several rounds. */
function track(act: (id: number) => Promise<void>, stage: Stage, bot: BotProcess) {
  const paces: Pace[] = [];
  return {
    paces,
    async run(counted: boolean) {
      const measured = await pace(act, stage, bot, atOnce);
      if (counted) paces.push(measured);
    },
  };
}

function* absolute(name: string, paces: readonly Pace[]): Generator<Row> {
  const each = (figure: keyof Pace) => paces.map((one) => one[figure]);
  yield [
    name,
    `${spread(each("perSecond"))} /s, CPU ${spread(each("cpuMs"), 2)} ms each, p99 ${spread(each("slowMs"))} ms`,
  ];
}

/** Round by round: what slowed a whole round says nothing about either. */
function* beside(
  name: string,
  ours: readonly Pace[],
  other: readonly Pace[],
  aim?: string,
): Generator<Row> {
  const ratios = (figure: keyof Pace) =>
    spread(
      ours.map((one, round) => one[figure] / (other[round]?.[figure] ?? Number.NaN)),
      2,
    );
  const paceRow = [`  ${name}: how many a second`, ratios("perSecond")] as const;
  yield aim === undefined ? paceRow : [...paceRow, aim];
  yield [`  ${name}: CPU each`, ratios("cpuMs")];
}
