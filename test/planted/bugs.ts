import type { Change } from "./hook.ts";

/** A bug that lies where no simulation gets: how updates come in, and what Redis and its replicas are trusted with. */
export interface Bug extends Change {
  name: string;
  /** The test file that has to fail. */
  by: string;
}

const remembering = {
  file: "src/bot/intake/remembering.ts",
  by: "test/bot/intake/remembering.test.ts",
} as const;
const handledOnce = { ...remembering, by: "test/bot/intake/handled-once.test.ts" } as const;
const polling = {
  file: "src/bot/intake/polling.ts",
  by: "test/bot/intake/confirming-updates.test.ts",
} as const;
const inHand = {
  file: "src/bot/intake/in-hand.ts",
  by: "test/bot/intake/in-hand.test.ts",
} as const;
const leased = {
  file: "src/bot/intake/leased-chats.ts",
  by: "test/bot/intake/leased-chats.test.ts",
} as const;
const replicas = { file: "src/redis/replicas.ts", by: "test/replicas/client.test.ts" } as const;
const lease = { file: "src/redis/lease.ts", by: "test/redis/holding.test.ts" } as const;

export const bugs: readonly Bug[] = [
  {
    name: "an update is marked before it is handled",
    ...remembering,
    find: "    ctx.session = session;\n",
    replace:
      "    ctx.session = session;\n    await stored.write({ ...session, handled: [...marksOf(session), update.update_id] });\n",
  },
  {
    name: "an update is marked after what came of it was written",
    ...remembering,
    find: "    ctx.session.handled = [...marksOf(ctx.session), ...marks].slice(-remembered);\n",
    replace:
      "    await stored.write(ctx.session);\n    ctx.session.handled = [...marksOf(ctx.session), ...marks].slice(-remembered);\n",
  },
  {
    name: "only the last update of a chat is remembered",
    ...handledOnce,
    find: ".slice(-remembered);\n    delete ctx",
    replace: ".slice(-1);\n    delete ctx",
  },
  {
    name: "what was handled is remembered by the process only",
    ...handledOnce,
    find: "marksOf(session).includes(update.update_id) || ",
    replace: "",
  },
  {
    name: "updates are confirmed that are neither handled nor kept",
    ...polling,
    find: "unkept = !(await keepSlow());",
    replace: "void (await keepSlow());",
  },
  {
    name: "what Telegram brings again while nothing is confirmed is begun again",
    ...polling,
    find: "      begun.add(id);\n",
    replace: "",
  },
  {
    name: "an answer overtakes the question that is begun again",
    ...polling,
    find: "inTurn(update, signal).then(",
    replace: "seeThrough(update, signal).then(",
  },
  {
    name: "after a quiet week lower numbers are not asked for",
    ...polling,
    find: "offset = last === undefined ? 0 : last.update_id + 1;",
    replace: "offset = last === undefined ? offset : last.update_id + 1;",
  },
  {
    name: "an update that ends each process is begun for ever",
    ...inHand,
    find: "times: times + 1",
    replace: "times",
  },
  {
    name: "who lives and leaves an update counts as dead",
    ...polling,
    find: "    await leave().catch(() => undefined);\n",
    replace: "    leaving.clear();\n",
  },
  {
    name: "what was left in hand is not handled",
    ...inHand,
    find: "return { left: left.map(({ update }) => update), dropped };",
    replace: "return { left: [], dropped };",
  },
  {
    name: "a session is written under a lease that another has by now",
    file: "src/bot/intake/chats.ts",
    by: "test/bot/intake/leased-chats.test.ts",
    find: "const args = [found, read.mark, text,",
    replace: 'const args = [found, "", text,',
  },
  {
    name: "a chat's lease is not renewed",
    ...leased,
    find: "void keep(keys, ended.signal);",
    replace: "",
  },
  {
    name: "a chat that another process has is not waited for",
    ...leased,
    find: "if (clock.monotonicMs() - sinceMs >= waitMs) return",
    replace: "if (waitMs >= 0) return",
  },
  {
    name: "an update brought by webhook is answered before it is handled",
    file: "src/bot/intake/webhook.ts",
    by: "test/bot/intake/webhook.test.ts",
    find: "      places.take(handling);\n      return handling;\n",
    replace: '      places.take(handling);\n      return "handled";\n',
  },
  {
    name: "anybody may bring updates",
    file: "src/http/telegram-webhook.ts",
    by: "test/http/telegram-webhook.test.ts",
    find: "if (!timingSafeEqual(digest(said), secret))",
    replace: "if (!timingSafeEqual(digest(said), digest(said)))",
  },
  {
    name: "⭐ handled once more is taken back",
    file: "src/bot/ordering/favourites.ts",
    by: "test/bot/ordering/favourites.test.ts",
    find: 'press: idOf(ctx, "favourite") }',
    replace: "press: String(Math.random()).slice(2) }",
  },
  {
    name: "WAIT counts what another connection wrote",
    ...replicas,
    find: 'const received = one.call("WAIT", replicas, forMs);',
    replace: 'const received = one.duplicate().call("WAIT", replicas, forMs);',
  },
  {
    name: "disks of replicas are asked for before these have what was written",
    file: "src/redis/replicas.ts",
    by: "test/replicas/on-disk.test.ts",
    find: 'const received = one.call("WAIT", replicas, forMs);',
    replace:
      'const received = onDisk\n      ? areOnDisk(one, forMs).then((are) => (are ? replicas : 0))\n      : one.call("WAIT", replicas, forMs);',
  },
  {
    name: "an order goes though its WAIT came too late",
    ...replicas,
    find: 'else if (job.kind !== "awaited" && !enough) job.reject(new UnreplicatedError(true));',
    replace: "",
  },
  {
    name: "one acknowledgement is believed for ever",
    ...replicas,
    find: "    enough = await counted;\n",
    replace: "    enough ||= await counted;\n",
  },
  {
    name: "Redis's time is thought later than it is",
    ...lease,
    find: "(clock.monotonicMs() - renewed.answeredMs)",
    replace: "(clock.monotonicMs() - renewed.atMs)",
  },
  {
    name: "a lease is believed that was over when it was heard of",
    ...lease,
    find: "asked.answeredMs >= asked.atMs + leaseMs",
    replace: "asked.answeredMs < asked.atMs",
  },
  {
    name: "a connection to another server than the primary is left seconds after it was asked",
    file: "src/redis/primacy.ts",
    by: "test/replicas/left-connection.test.ts",
    find: "  if (!is) connection.disconnect(true);",
    replace:
      "  if (!is) await new Promise((resolve) => setTimeout(resolve, 4_000));\n  if (!is) connection.disconnect(true);",
  },
  {
    name: "nobody looks for an order that waited through a loss of memory",
    file: "src/orders/placing/submitter.ts",
    by: "test/orders/waited-through-loss.test.ts",
    find: 'reason("memory-lost") });\n    deps.onRecorded();\n',
    replace: 'reason("memory-lost") });\n',
  },
  {
    name: "nobody looks for an order whose claim was carried out late",
    file: "src/orders/placing/submitter.ts",
    by: "test/orders/late-claim.test.ts",
    find: "if (claimed === null) unanswered.add(order.id);",
    replace: "",
  },
];
