import { asksIdAndZone } from "../../catalogue/id-and-zone.ts";
import { meansPhone } from "../../catalogue/phone.ts";
import type { Field, InputField, SelectField } from "../../catalogue/service.ts";
import type { ListedService } from "../../catalogue/snapshot.ts";
import type { Answer } from "../../orders/state/order.ts";
import type { FormAct, Press } from "../buttons/buttons.ts";
import { answerText, destinationLines, fieldName } from "../../words/destination.ts";
import { wordsIn, type Language, type Words } from "../../words/dictionary.ts";
import { rich, lines, paragraphs, type Html } from "../../words/html.ts";
import { pageOf } from "../../page.ts";
import type { Button, Screen } from "../screen.ts";
import { fewLines, oneLine } from "../../words/shorten.ts";
import { packed, pageRow } from "../paging.ts";
import { favouriteButton } from "../buttons/menu-buttons.ts";
import { savedRows, type SavedChoice } from "../saved.ts";
import { watchButton } from "../watches.ts";
import { backToServices, serviceHead } from "./service.ts";

/** Where a form stands: its service, the questions answered so far, and the open one. */
export interface FormPosition {
  nonce: string;
  service: ListedService;
  /** What the person was told that it costs; null: that is not known any more. */
  priceRupiah: number | null;
  /** The page of the service list the form was entered from. */
  page: number;
  /** The number typed first, for which it was chosen from that list. */
  number?: string | undefined;
  at: number;
  /** One for each field; null where nothing was answered yet. */
  given: readonly (Answer | null)[];
  /** Destinations the person has saved that answer the first question. */
  saved?: readonly SavedChoice[];
  /** The page of a select's options; undefined: where the earlier choice is. */
  optionsPage?: number;
}

const optionsPerPage = 12;
const maxOption = 40;
const shortOption = 18;

/** One question: what was answered, what is asked, how to answer, and the way back and out. */
export function questionScreen(form: FormPosition, field: Field, language: Language): Screen {
  const words = wordsIn(language);
  const { service, at } = form;
  const answered = form.given.slice(0, at).flatMap((answer) => answer ?? []);
  const asked = meansPhone(field, service) ? words.form.phoneQuestion : fieldName(field, words);
  return {
    text: paragraphs(
      at === 0
        ? heading(form, words)
        : lines(
            rich`<b>${oneLine(service.name, 120)}</b>`,
            ...destinationLines({ destination: answered }, words),
          ),
      lines(words.form.question(asked.replace(/[?:]+$/, "")), ...hint(form, field, words)),
    ),
    keyboard: [
      ...(field.kind === "select" ? optionRows(form, field) : earlierRow(form, words)),
      ...(at === 0
        ? savedRows(form.saved ?? [], { service: service.id, page: form.page }, words)
        : []),
      at === 0 ? [favouriteButton(words, service), watchButton(words, "price", service)] : [],
      [
        at === 0
          ? backToServices(service, form, words)
          : button(form, { do: "back" }, words.menu.button.back),
        button(form, { do: "cancel" }, words.menu.button.cancel),
      ],
    ],
  };
}

/** A title that only says that something will be asked. */
const saysNothing = /^\s*(?:(?:masukk?an|input|isi)\s+data\W*)?$/i;

/** The service, and the form's own title and info: said once, above the first question. */
function heading({ service, priceRupiah }: FormPosition, words: Words): Html {
  return paragraphs(
    serviceHead(service, priceRupiah, words),
    lines(
      saysNothing.test(service.title) ? null : rich`<i>${oneLine(service.title, 120)}</i>`,
      fewLines(service.info, 900, 12),
    ),
  );
}

function hint(form: FormPosition, field: Field, words: Words): (Html | string)[] {
  if (field.kind === "select") return [words.form.choose];
  const placeholder = oneLine(field.placeholder, 64);
  const example = placeholder === "" ? [] : [rich`<i>${placeholder}</i>`];
  return [howToAnswer(form, field, words), ...example];
}

function howToAnswer(
  { service, at }: FormPosition,
  field: InputField,
  words: Words,
): Html | string {
  if (meansPhone(field, service)) return words.form.typePhone;
  if (asksIdAndZone(service.fields, at)) return words.form.typeIdAndZone();
  switch (field.type) {
    case "tel":
    case "number":
      return words.form.typeDigits;
    case "password":
      return words.form.typeSecret;
    case "date":
      return words.form.typeDate;
    case "text":
    case "email":
    case "url":
      return words.form.typeAnswer;
  }
}

function earlierRow(form: FormPosition, words: Words): Button[][] {
  const earlier = form.given[form.at] ?? null;
  if (earlier === null) return [];
  return [[button(form, { do: "keep" }, words.form.keep(oneLine(answerText(earlier), maxOption)))]];
}

function optionRows(form: FormPosition, field: SelectField): Button[][] {
  const earlier = form.given[form.at]?.value;
  const earlierIndex = field.options.findIndex(({ value }) => value === earlier);
  const wanted = form.optionsPage ?? Math.floor(Math.max(0, earlierIndex) / optionsPerPage);
  const page = pageOf(field.options, { page: wanted, size: optionsPerPage });
  const buttons = page.items.map((option, place) => {
    const index = page.page * optionsPerPage + place;
    const label = oneLine(option.label, maxOption) || oneLine(option.value, maxOption) || "…";
    return button(form, { do: "option", index }, index === earlierIndex ? `✔️ ${label}` : label);
  });
  return [
    ...packed(buttons, shortOption),
    pageRow(page, (page) => press(form, { do: "page", page })),
  ];
}

function button(form: FormPosition, act: FormAct, label: string): Button {
  const style = act.do === "cancel" ? ({ style: "danger" } as const) : {};
  return { label, press: press(form, act), ...style };
}

function press({ nonce, at }: FormPosition, act: FormAct): Press {
  return { to: "form", nonce, field: at, act };
}
