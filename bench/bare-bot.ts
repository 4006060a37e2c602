/** What the bot is measured against: grammY with runner and a session in Redis, one reply for each update. */
import { run } from "@grammyjs/runner";
import { RedisAdapter } from "@grammyjs/storage-redis";
import { Bot, session, type Context, type SessionFlavor } from "grammy";
import { Redis } from "ioredis";

interface Seen {
  count: number;
}

const { BOT_TOKEN = "", TELEGRAM_API_ROOT = "", REDIS_URL = "" } = process.env;
const bot = new Bot<Context & SessionFlavor<Seen>>(BOT_TOKEN, { client: { apiRoot: TELEGRAM_API_ROOT } });
bot.use(session({ initial: (): Seen => ({ count: 0 }), storage: new RedisAdapter<Seen>({ instance: new Redis(REDIS_URL) }) }));
bot.on("message", async (ctx) => {
  ctx.session.count += 1;
  await ctx.reply(`Message ${ctx.session.count}`);
});
await bot.init();
const runner = run(bot);
console.log("ready");
process.on("SIGTERM", () => void runner.stop().then(() => process.exit(0)));
