import { crowd } from "./crowd.ts";
import { measuredMs, pace, type Pace } from "./pace.ts";
import { buyARound, hasCatalogue, ordersARound, shopping, type Round } from "./shopping.ts";
import { openStage, type Stage } from "./stage.ts";
import { settings, spread, type Row } from "./table.ts";

const people = 3_000;
const atOnce = 100;
const rounds = 11;
const env = { CATALOGUE_REFRESH_S: "3600", OSIMESA_MAX_RPS: "100", POLL_INTERVAL_MS: "100" };
const life = { waitingMs: 1_500, processMs: 1_500 };

/** Browsing and ✅ of this bot beside those of another working copy (`--old folder`), the two in turn. */
export async function* before(old: string): AsyncGenerator<Row> {
  yield settings(
    `one process that polls, each with the semi-space of its start script; ${people.toLocaleString("en")} people, ${atOnce} at once; ${Object.entries(env).flat().join(" ")}; ${rounds} rounds, in turn, after one to warm up: ${measuredMs} ms of presses, as long of /order, ${ordersARound.count} orders, ${ordersARound.atOnce} at once`,
  );
  const stages: Stage[] = [];
  const open = async (project: string | undefined) => {
    const stage = await openStage({ people, life });
    stages.push(stage);
    const bot = await stage.startBot(env, { project });
    await hasCatalogue(bot);
    const { press, say } = crowd(stage);
    const shop = shopping(stage);
    const presses: Pace[] = [];
    const messages: Pace[] = [];
    const orders: Round[] = [];
    return {
      presses,
      messages,
      orders,
      async run(counted: boolean) {
        const pressed = await pace(press, stage, bot, atOnce);
        const said = await pace(say, stage, bot, atOnce);
        const bought = await buyARound(shop, bot);
        if (!counted) return;
        presses.push(pressed);
        messages.push(said);
        orders.push(bought);
      },
    };
  };
  try {
    const bots = [await open(undefined), await open(old)] as const;
    for (let round = 0; round <= rounds; round += 1)
      // Neither is always the first.
      for (const bot of round % 2 === 0 ? bots : bots.toReversed()) await bot.run(round > 0);
    const [now, then] = bots;
    for (const [what, kind] of [
      ["buttons", "presses"],
      ["/order", "messages"],
    ] as const) {
      const ratio = (figure: keyof Pace) =>
        spread(
          now[kind].map((one, round) => one[figure] / (then[kind][round]?.[figure] ?? Number.NaN)),
          2,
        );
      yield [`${what}: this bot's pace beside the old one's`, ratio("perSecond"), "≥ 0.95"];
      yield [`  CPU each; p99`, `${ratio("cpuMs")}; ${ratio("slowMs")}`];
    }
    const quicker = (figure: keyof Round) =>
      spread(
        now.orders.map((one, round) => (then.orders[round]?.[figure] ?? Number.NaN) / one[figure]),
        2,
      );
    yield [
      "✅ to the supplier: the old bot's time beside this one's",
      quicker("suppliedMs"),
      "≥ 0.95",
    ];
    yield ["  ✅ to placed on the card; CPU", `${quicker("placedMs")}; ${quicker("cpuMs")}`];
  } finally {
    for (const stage of stages) await stage.close();
  }
}
