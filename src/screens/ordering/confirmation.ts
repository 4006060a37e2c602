import type { PhoneDoubt } from "../../catalogue/phone.ts";
import type { OrderFacts } from "../../orders/state/order.ts";
import { answerText, fieldName, spelledOut } from "../../words/destination.ts";
import { wordsIn } from "../../words/dictionary.ts";
import { rich, lines, paragraphs, type Html } from "../../words/html.ts";
import { rupiah } from "../../words/money.ts";
import type { Button, Screen } from "../screen.ts";
import { oneLine } from "../../words/shorten.ts";
import { waitText, type View } from "../../words/times.ts";
import { alikeLine, secondRows, underWay, type Alike } from "./second.ts";

/** Everything a person should know before ✅. */
export interface ConfirmationView {
  confirmationId: string;
  facts: Pick<OrderFacts, "service" | "destination" | "priceRupiah">;
  /** The price when the service was chosen, if it was another. */
  priceBeforeRupiah: number | null;
  alikeToday: Alike;
  /** They have said that they want one more, though theirs is under way. */
  oneMore: boolean;
  /** What is odd about a phone number. */
  phoneDoubts: readonly PhoneDoubt[];
  /** The number belongs to one operator, the product to another. */
  operatorMismatch: { number: string; product: string } | null;
  /** Minutes the order may wait for a disturbed supplier; null when all is well. */
  mayWaitMinutes: number | null;
  /** About how long others' orders before it take. */
  waitMs: number;
  /** How much less than that is in the purse. */
  missingRupiah: number;
  /** Whether the bot has a way to top it up. */
  takesDeposits: boolean;
  /** Of the service list, for ✏️. */
  page: number;
  /** ⬅️ to what else there is for a number that was typed first; null: it was not. */
  back: Button | null;
  /** Why this card replaces another one: that was too old, or what came of it may be forgotten. */
  renewed: "old" | "forgotten" | null;
}

/** The card behind ✅: what will be sent, spelled out, and what it costs. */
export function confirmationScreen(view: ConfirmationView, reader: View): Screen {
  const { language } = reader;
  const words = wordsIn(language);
  const say = words.form.confirm;
  const price = rupiah(view.facts.priceRupiah);
  const { alikeToday } = view;
  const inTheWay = view.oneMore ? null : underWay(alikeToday);
  const mismatch = view.operatorMismatch;
  const wait = waitText(view.waitMs, language);
  const title = view.facts.destination.length === 0 ? say.titleWithoutNumber : say.title;
  const text = paragraphs(
    rich`<b>${inTheWay === null ? title : words.second.heading}</b>`,
    lines(
      rich`<b>${oneLine(view.facts.service.name, 120)}</b>`,
      oneLine(view.facts.service.category, 80),
    ),
    lines(
      ...view.facts.destination.map((answer) => spelledAnswer(fieldName(answer, words), answer)),
    ),
    say.price(price),
    lines(
      view.renewed === null ? null : say.renewed[view.renewed](),
      view.priceBeforeRupiah === null
        ? null
        : say.priceChanged(rupiah(view.priceBeforeRupiah), price),
      view.missingRupiah === 0 ? null : words.purse.short(rupiah(view.missingRupiah)),
      alikeLine(alikeToday, reader),
      ...view.phoneDoubts.map(say.phone),
      mismatch === null ? null : say.operator(mismatch.number, mismatch.product),
      wait === null ? null : say.queue(wait),
      view.mayWaitMinutes === null ? null : say.disturbed(view.mayWaitMinutes),
    ),
  );
  const { confirmationId, missingRupiah, page } = view;
  const edit: Button = {
    label: words.again.button.edit,
    press: { to: "edit", confirmationId, page },
  };
  const cancel: Button = {
    label: words.menu.button.cancel,
    press: { to: "discard", confirmationId },
    style: "danger",
  };
  // No ✅ that is pressed by habit while the first of them may be what they are waiting for.
  if (inTheWay !== null)
    return { text, keyboard: [...secondRows(confirmationId, inTheWay, reader), [cancel]] };
  return {
    text,
    keyboard: [
      missingRupiah === 0 || !view.takesDeposits
        ? []
        : [
            {
              label: words.deposit.button.topUpBy(rupiah(missingRupiah)),
              press: { to: "topUp", rupiah: missingRupiah },
              style: "primary",
            },
          ],
      [
        {
          label: alikeToday.own.length > 0 ? say.pressAgain(price) : say.press(price),
          press: { to: "confirm", confirmationId },
          style: "success",
        },
      ],
      [
        ...(view.back === null ? [] : [view.back]),
        ...(view.facts.destination.length === 0 ? [] : [edit]),
        cancel,
      ],
    ],
  };
}

function spelledAnswer(name: string, answer: OrderFacts["destination"][number]): Html {
  const grouped = answer.secret ? null : spelledOut(answer.value);
  return rich`${name}: <code>${answerText(answer)}</code>${grouped === null ? "" : ` (${grouped})`}`;
}
