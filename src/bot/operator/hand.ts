import { readTypedAmount, typedAmount } from "../../money/typed-amount.ts";
import { operator, type OperatorAct } from "../../screens/buttons/buttons.ts";
import { textOnly } from "../../screens/screen.ts";
import { lines, paragraphs } from "../../words/html.ts";
import { rupiah } from "../../words/money.ts";
import { personLink } from "../../words/person.ts";
import { oneLine } from "../../words/shorten.ts";
import type { BotContext } from "../context.ts";
import { idOf } from "../intake/same-update.ts";
import type { OperatorHandlers } from "../handlers.ts";
import type { ByHand } from "../intake/session.ts";
import { send, show, toast } from "../replying.ts";
import { personMeant, typedPerson } from "./meant.ts";
import { unlessTrouble } from "./operator.ts";

/** Money that operators move by hand: typed with its reason, shown with what comes of it, done by one tap. */
export const handPresses = { hand: finish, refund } satisfies Partial<OperatorHandlers>;

const maxWhy = 200;
const maxRupiah = 1_000_000_000;

const correction = new RegExp(
  String.raw`^\s*(${typedPerson})\s+([-−+]?)(${typedAmount})\s+(\S[^]*)$`,
  "i",
);

/** `/correct 7001 -25.000 wrong transfer`, `/correct @budi 100rb in cash` */
export async function correctByCommand(ctx: BotContext, text: string): Promise<void> {
  const [, who, sign, amount = "", why = ""] = correction.exec(text) ?? [];
  const moved = readTypedAmount(amount);
  if (who === undefined || moved === null || moved === 0 || moved > maxRupiah)
    return void (await send(ctx, textOnly(ctx.person.words.purse.hand.usageCorrect)));
  const member = await personMeant(ctx, who);
  if (member === null) return;
  const isOff = sign === "-" || sign === "−";
  await ask(ctx, {
    kind: "correction",
    fromId: isOff ? member.userId : null,
    toId: isOff ? null : member.userId,
    rupiah: moved,
    why: oneLine(why, maxWhy),
  });
}

/** Each person is one word here: where one of two names ends would be a guess. */
const transfer = new RegExp(
  String.raw`^\s*(\S{1,64})\s+(\S{1,64})\s+(${typedAmount})\s+(\S[^]*)$`,
  "i",
);

/** `/transfer 7001 @sari 50.000 sent to the wrong one` */
export async function transferByCommand(ctx: BotContext, text: string): Promise<void> {
  const { usageTransfer } = ctx.person.words.purse.hand;
  const [, from, to, amount = "", why = ""] = transfer.exec(text) ?? [];
  const moved = readTypedAmount(amount);
  if (from === undefined || to === undefined || moved === null || moved === 0 || moved > maxRupiah)
    return void (await send(ctx, textOnly(usageTransfer)));
  const giver = await personMeant(ctx, from);
  const taker = giver === null ? null : await personMeant(ctx, to);
  if (giver === null || taker === null) return;
  if (giver.userId === taker.userId) return void (await send(ctx, textOnly(usageTransfer)));
  await ask(ctx, {
    kind: "transfer",
    fromId: giver.userId,
    toId: taker.userId,
    rupiah: moved,
    why: oneLine(why, maxWhy),
  });
}

/** ↩️ in the alarm of an order that failed after it had succeeded. */
async function refund(ctx: BotContext, { orderId }: OperatorAct<"refund">): Promise<void> {
  const { userId, words } = ctx.person;
  const say = words.purse.hand;
  const order = await ctx.shop.desk.find(orderId, { userId, operator: true });
  if (order?.state.name !== "succeeded") return toast(ctx, say.notRefunded, "window");
  const chargedRupiah = order.state.chargedRupiah ?? order.costRupiah;
  const outcome = await unlessTrouble(ctx, () =>
    ctx.shop.admin.transfers.refund({ ...order, chargedRupiah }, userId),
  );
  if (outcome === undefined) return;
  await toast(ctx, outcome === "done" ? say.refunded : say.refundedBefore, "window");
}

/** Shows whose purse would have what, and asks. */
async function ask(ctx: BotContext, move: Omit<ByHand, "question">): Promise<void> {
  const { words } = ctx.person;
  const say = words.purse.hand;
  const people = [move.fromId, move.toId].filter((id) => id !== null);
  const names = await ctx.shop.roster.namesOf(people);
  const nameOf = (id: number) => personLink(id, names);
  const after = await Promise.all(
    people.map(async (id) => {
      const { balanceRupiah } = await ctx.shop.purses.read(id);
      const moved = id === move.fromId ? -move.rupiah : move.rupiah;
      return say.after(nameOf(id), rupiah(balanceRupiah + moved));
    }),
  );
  const question = idOf(ctx, `hand ${JSON.stringify(move)}`, 12);
  ctx.session.hand = { ...move, question };
  const { fromId, toId } = move;
  await send(ctx, {
    text: paragraphs(
      fromId !== null && toId !== null
        ? say.transfer(nameOf(fromId), nameOf(toId))
        : say.correct(nameOf(fromId ?? toId ?? 0)),
      lines(
        say.amount(rupiah(fromId !== null && toId === null ? -move.rupiah : move.rupiah)),
        say.why(move.why),
        ...after,
      ),
      say.told,
    ),
    keyboard: [
      [{ label: say.yes, press: operator({ do: "hand", question, sure: true }), style: "success" }],
      [
        {
          label: words.menu.button.cancel,
          press: operator({ do: "hand", question, sure: false }),
          style: "danger",
        },
      ],
    ],
  });
}

/** The one tap; any number of them move it once. */
async function finish(ctx: BotContext, { question, sure }: OperatorAct<"hand">): Promise<void> {
  const say = ctx.person.words.purse.hand;
  const move = ctx.session.hand;
  if (move?.question !== question) return toast(ctx, say.gone, "window");
  if (!sure) {
    delete ctx.session.hand;
    return void (await show(ctx, textOnly(say.discarded)));
  }
  const { transfers } = ctx.shop.admin;
  const { kind, fromId, toId, rupiah: moved, why } = move;
  const by = { id: question, operatorId: ctx.person.userId, why };
  const outcome = await unlessTrouble(ctx, () =>
    kind === "transfer" && fromId !== null && toId !== null
      ? transfers.transfer({ ...by, fromId, toId, rupiah: moved })
      : transfers.correct({
          ...by,
          resellerId: fromId ?? toId ?? 0,
          rupiah: fromId === null ? moved : -moved,
        }),
  );
  if (outcome === undefined) return;
  if (outcome === "differs") return toast(ctx, say.gone, "window");
  if (outcome === "again") await toast(ctx, say.again);
  await show(ctx, textOnly(say.done));
}
