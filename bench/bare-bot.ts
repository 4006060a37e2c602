/**
 * What the bot is measured against: grammY with runner and a session in Redis, nothing else. `naive`: as the documentation
 * of grammY shows it. `fair`: on the connections this bot has, its calls at once. Neither keeps the updates of a chat in
 * order, which costs this bot something.
 */
import { createServer } from "node:http";
import { run } from "@grammyjs/runner";
import { RedisAdapter } from "@grammyjs/storage-redis";
import { Bot, session, type Context, type SessionFlavor } from "grammy";
import { Redis } from "ioredis";
import { collectDefaultMetrics, register } from "prom-client";
import { createConnections } from "../src/telegram/connections.ts";

interface Seen {
  count: number;
}

/** As many buttons as a page of categories has, so that both bots send as much. */
const menu = {
  inline_keyboard: Array.from({ length: 10 }, (_unused, index) => [
    { text: `Category number ${index}`, callback_data: `1s:abcdefgh:${index}` },
  ]),
};

const isFair = process.argv[2] === "fair";
const { BOT_TOKEN = "", TELEGRAM_API_ROOT = "", REDIS_URL = "" } = process.env;
const bot = new Bot<Context & SessionFlavor<Seen>>(BOT_TOKEN, {
  client: {
    apiRoot: TELEGRAM_API_ROOT,
    ...(isFair ? { fetch: createConnections(TELEGRAM_API_ROOT) } : {}),
  },
});
bot.use(
  session({
    initial: (): Seen => ({ count: 0 }),
    storage: new RedisAdapter<Seen>({ instance: new Redis(REDIS_URL) }),
  }),
);
bot.on("message", async (ctx) => {
  ctx.session.count += 1;
  await ctx.reply(`Message ${ctx.session.count}`, { reply_markup: menu });
});
bot.on("callback_query", async (ctx) => {
  ctx.session.count += 1;
  const edit = () => ctx.editMessageText(`Page ${ctx.session.count}`, { reply_markup: menu });
  const answer = () => ctx.answerCallbackQuery();
  if (isFair) return void (await Promise.all([edit(), answer()]));
  await edit();
  await answer();
});
await bot.init();
// The runner handles up to 500 updates at once: as with this bot, more than a bench ever has under way.
const runner = run(bot);
collectDefaultMetrics();
const server = createServer(
  (_request, response) => void register.metrics().then((text) => response.end(text)),
);
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object") console.log(JSON.stringify({ httpPort: address?.port }));
});
process.on("SIGTERM", () => void runner.stop().then(() => process.exit(0)));
