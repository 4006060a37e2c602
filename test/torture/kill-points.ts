import { reseller } from "../story/reseller.ts";
import { until } from "../story/until.ts";
import { openArena, type Arena } from "./arena.ts";
import { atRest, complaintsAbout, complaintsAboutBooks } from "./verdict.ts";

/** What one kill came to. `reached`: the bot lived long enough to come to that step. */
export interface KillReport {
  step: number;
  reached: boolean;
  complaints: string[];
}

const budiId = 7001;
/** Of what comes in seconds where nothing else is to be done. */
const withinMs = 60_000;

/**
 * One order for each kill point: the bot is killed at I/O step `step` counted from the moment ✅ is pressed, and
 * started again; the person presses ✅ once more where nothing came back.
 *
 * @param steps asked for the next only after the last was reported
 */
export async function killAtSteps(
  steps: Iterable<number>,
  report: (kill: KillReport) => void,
): Promise<void> {
  const arena = await openArena([budiId]);
  try {
    const budi = reseller(arena.telegram, { id: budiId, name: "Budi", timeoutMs: 30_000 });
    let orders = 0;
    for (const step of steps) {
      orders += 1;
      report(await killAtStep(arena, budi, step, `0812${String(34_000_000 + orders)}`));
    }
  } finally {
    await arena.close();
  }
}

async function killAtStep(
  arena: Arena,
  budi: ReturnType<typeof reseller>,
  step: number,
  number: string,
): Promise<KillReport> {
  const bot = await arena.startBot({ killAtStep: step });
  await budi.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
  await budi.sees(/Nomor HP tujuan\?|Which phone number\?/);
  budi.says(number);
  const card = await budi.sees(/^Cek/);
  const orderOf = async () =>
    (await arena.orders([budiId])).find((order) => order.destination[0]?.value === number);
  await bot.countSteps();
  void budi.taps("✅", { message: card }).catch(() => undefined);
  const told = async () => {
    const order = await orderOf();
    return order !== undefined && atRest(order) && complaintsAbout(arena, [order]).length === 0;
  };
  // Either it is killed, or it gets through everything before that step.
  await until(async () => !bot.alive() || (await told()), { withinMs });
  const reached = !bot.alive();
  await bot.kill();
  const again = await arena.startBot();
  if ((await orderOf()) === undefined)
    await budi.taps("✅", { message: card }).catch(() => undefined);
  const complaints = await comesToRest(arena, orderOf);
  await again.kill();
  return { step, reached, complaints };
}

async function comesToRest(
  arena: Arena,
  orderOf: () =>
    | ReturnType<Arena["read"]>
    | Promise<Awaited<ReturnType<Arena["read"]>> | undefined>,
): Promise<string[]> {
  let complaints: string[] = ["no order was made"];
  try {
    await until(
      async () => {
        const order = await orderOf();
        if (!order) return false;
        complaints = [...complaintsAbout(arena, [order]), ...(await complaintsAboutBooks(arena))];
        return complaints.length === 0;
      },
      { withinMs },
    );
  } catch {
    return complaints;
  }
  return [];
}
