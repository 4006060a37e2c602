import { makeFile } from "../files.ts";
import { InputFile } from "grammy";
import type { Order } from "../../orders/state/order.ts";
import type { Press } from "../../screens/buttons/buttons.ts";
import { forgetScreen, forgottenScreen, ownDataScreen } from "../../screens/own-data.ts";
import type { Screen } from "../../screens/screen.ts";
import { answerText } from "../../words/destination.ts";
import type { Words } from "../../words/dictionary.ts";
import { orderNumber } from "../../words/order-number.ts";
import type { BotContext, EarlyContext } from "../context.ts";
import type { PressHandlers } from "../handlers.ts";
import { leaveForm } from "../ordering/entering.ts";
import { answer, say, show } from "../replying.ts";

export const ownDataPresses = {
  ownData: { form: "stays", handle: handleOwnData },
} satisfies Partial<PressHandlers>;

async function handleOwnData(ctx: BotContext, { act }: Press<"ownData">): Promise<void> {
  const { words } = ctx.person;
  switch (act) {
    case "show":
      ctx.onlyShows = true;
      return void (await show(ctx, ownDataScreen(words)));
    case "ask":
      return askToForget(ctx);
    case "export":
      return exportMine(ctx);
    case "erase":
      await leaveForm(ctx);
      if (!(await erase(ctx, ctx.person.userId, words))) return;
      ctx.stored.erased();
      // What is written of it after this update knows nothing more than which updates were handled.
      for (const name of Object.keys(ctx.session))
        if (name !== "v" && name !== "handled") Reflect.deleteProperty(ctx.session, name);
  }
}

/** /forget_me: says what it would do, and asks. */
export async function askToForget(ctx: BotContext): Promise<void> {
  await show(ctx, forgetScreen(ctx.person.words, ctx.shop.keepOrdersDays));
}

/** /export_me */
export async function exportMine(ctx: BotContext): Promise<void> {
  await sendOwnData(ctx, ctx.person.userId, ctx.person.words);
}

/** Of whom the bot does not let in it may keep something all the same. null: it is about something else. */
export function strangersWish(ctx: EarlyContext, press: Press | null): Press<"ownData"> | null {
  const [, command] = /^\/(export|forget)_me(?:@\w+)?\s*$/.exec(ctx.message?.text ?? "") ?? [];
  if (press?.to === "ownData") return press;
  if (command === undefined) return null;
  return { to: "ownData", act: command === "export" ? "export" : "ask" };
}

export async function answerStranger(
  ctx: EarlyContext,
  { act }: Press<"ownData">,
  userId: number,
  words: Words,
): Promise<void> {
  if (act === "export") return sendOwnData(ctx, userId, words);
  if (act === "erase") return void (await erase(ctx, userId, words));
  const screen =
    act === "ask" ? forgetScreen(words, ctx.shop.keepOrdersDays) : ownDataScreen(words);
  await answer(ctx, withoutWayBack(screen));
}

/** A stranger has no first screen. */
function withoutWayBack(screen: Screen): Screen {
  return { ...screen, keyboard: screen.keyboard.slice(0, -1) };
}

async function erase(ctx: EarlyContext, userId: number, words: Words): Promise<boolean> {
  try {
    await ctx.shop.ownData.erase(userId);
    // In a private chat the chat is the person; sessions and forms are kept by chat.
    await answer(ctx, forgottenScreen(words));
    return true;
  } catch (error) {
    ctx.shop.log.error({ err: error }, "whether a person's data is erased is not known");
    await say(ctx, words.trouble.tryAgain);
    return false;
  }
}

const pageSize = 200;
const mostOrders = 10_000;
const mostEntries = 20_000;

/** One JSON file. Long ones are read in pages, so that everybody else has their turn between. */
async function sendOwnData(ctx: EarlyContext, userId: number, words: Words): Promise<void> {
  const { shop, chat } = ctx;
  if (chat === undefined) return;
  if ((await shop.limits.exports.take(userId)) !== "allowed") return say(ctx, words.ownData.often);
  ctx.onlyShows = false;
  const chatId = chat.id;
  await makeFile(ctx, { userId, chatId, words }, () =>
    writeOwnData(ctx, { userId, chatId, words }),
  );
}

async function writeOwnData(
  { shop, api }: EarlyContext,
  { userId, chatId, words }: { userId: number; chatId: number; words: Words },
): Promise<void> {
  const orders: object[] = [];
  let total = 0;
  for (let page = 0; page * pageSize < mostOrders; page += 1) {
    const found = await shop.desk.history(userId, { page, size: pageSize });
    total = found.total;
    if (page > found.page) break;
    orders.push(...found.items.map(orderForItsOwner));
    if ((page + 1) * pageSize >= total) break;
  }
  const statement: object[] = [];
  for await (const entry of shop.statements.all(userId)) {
    if (statement.length >= mostEntries) break;
    statement.push({ ...entry, at: time(entry.atMs) });
  }
  const left = Math.max(0, total - orders.length);
  const data = {
    userId,
    madeAt: time(shop.clock.wallMs()),
    shop: shop.shopName,
    ...(await shop.ownData.read(userId)),
    orders,
    ...(left > 0 && { ordersLeftOut: left }),
    statement,
  };
  const name = `${words.ownData.file}-${userId}.json`;
  const file = new InputFile(Buffer.from(JSON.stringify(data, null, 2)), name);
  await api.sendDocument(chatId, file, {
    caption: words.ownData.caption(orders.length, left),
  });
}

/** What a reseller was shown of it: what they paid, and not what the shop did; no secret. */
function orderForItsOwner(order: Order): object {
  const { state } = order;
  return {
    number: orderNumber(order.id),
    product: order.service.name,
    code: order.service.code,
    category: order.service.category,
    destination: order.destination.map((one) => ({ label: one.label, value: answerText(one) })),
    priceRupiah: order.priceRupiah,
    confirmedAt: time(order.confirmedAtMs),
    changedAt: time(order.changedAtMs),
    state: state.name,
    ...("ref" in state && { ref: state.ref }),
    ...("voucher" in state && { voucher: state.voucher }),
  };
}

const time = (ms: number) => new Date(ms).toISOString();
