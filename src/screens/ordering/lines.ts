import { availability } from "../../catalogue/cut-off.ts";
import { asksSecret } from "../../catalogue/secrets.ts";
import type { Field } from "../../catalogue/service.ts";
import type { ListedService } from "../../catalogue/snapshot.ts";
import type { PriceOf } from "../../prices/markup.ts";
import { fieldName } from "../../words/destination.ts";
import { wordsIn, type Language } from "../../words/dictionary.ts";
import { lines, paragraphs } from "../../words/html.ts";
import { rupiah } from "../../words/money.ts";
import type { Problem } from "../../words/problem.ts";
import { oneLine } from "../../words/shorten.ts";
import type { View } from "../../words/times.ts";
import { orderButton } from "../buttons/menu-buttons.ts";
import { fitsTyped } from "../buttons/typed-text.ts";
import type { Button, Screen } from "../screen.ts";
import { lineExample } from "./line-example.ts";

/** Of a typed line that cannot be ordered as it stands: what is wrong, and the nearest right form. */

const maxTyped = 40;
const maxLabel = 44;
const maxChoices = 12;

/** A code that does not exist; those it may have meant, with what was typed behind it. */
export function noCodeScreen(
  { typed, rest }: { typed: string; rest: string },
  { meant, priceOf }: { meant: readonly ListedService[]; priceOf: PriceOf },
  language: Language,
): Screen {
  const words = wordsIn(language);
  return {
    text: words.lines.noCode(oneLine(typed, maxTyped), meant.length > 0),
    keyboard: [
      ...meant.map((service): Button[] => {
        const text = `${service.code}.${rest}`;
        return [
          {
            label: `${service.code} · ${oneLine(service.name, maxLabel)} · ${rupiah(priceOf(service))}`,
            press:
              fitsTyped(text) && !asksSecret(service)
                ? { to: "typed", text }
                : { to: "service", service: service.id, page: 0 },
          },
        ];
      }),
      [orderButton(words)],
    ],
  };
}

export function wrongLineScreen(
  service: ListedService,
  { field, problem }: { field: Field; problem: Problem },
  language: Language,
): Screen {
  const words = wordsIn(language);
  const say = words.lines;
  const labels =
    field.kind === "select" ? field.options.map(({ label }) => oneLine(label, 30)) : [];
  return {
    text: paragraphs(
      say.wrong(nameOf(service), fieldName(field, words), problem),
      labels.length === 0
        ? null
        : say.choices(
            labels.slice(0, maxChoices).join(", ") + (labels.length > maxChoices ? " …" : ""),
          ),
      say.example(lineExample(service)),
    ),
    keyboard: [[openButton(service, language)]],
  };
}

export function tooMuchScreen(service: ListedService, text: string, language: Language): Screen {
  const say = wordsIn(language).lines;
  return {
    text: paragraphs(
      say.tooMuch(nameOf(service), oneLine(text, maxTyped)),
      say.example(lineExample(service)),
    ),
    keyboard: [[openButton(service, language)]],
  };
}

const nameOf = ({ code, name }: ListedService) => `${code} · ${oneLine(name, 120)}`;

/** The service's own form, which asks one thing after the other. */
function openButton(service: ListedService, language: Language): Button {
  return {
    label: wordsIn(language).lines.button.open(oneLine(service.name, maxLabel)),
    press: { to: "service", service: service.id, page: 0 },
  };
}

const pricesShown = 30;
const pricesPressed = 8;

/** `H.S`: all whose code begins so, as this person pays for them. */
export function pricesScreen(
  typed: string,
  found: readonly ListedService[],
  { priceOf, ...view }: View & { priceOf: PriceOf },
): Screen {
  const words = wordsIn(view.language);
  const say = words.lines;
  const code = oneLine(typed, maxTyped).toUpperCase();
  if (found.length === 0) return { text: say.noPrices(code), keyboard: [[orderButton(words)]] };
  const shown = found.slice(0, pricesShown);
  return {
    text: paragraphs(
      say.prices(code, found.length),
      lines(
        ...shown.map((service) =>
          say.price(
            service.code,
            oneLine(service.name, 60),
            rupiah(priceOf(service)),
            signOf(service, view.nowMs),
          ),
        ),
      ),
      found.length > shown.length ? say.morePrices(found.length - shown.length) : null,
      shown.every((service) => signOf(service, view.nowMs) === "") ? null : words.menu.legend(),
    ),
    keyboard: shown.slice(0, pricesPressed).map((service): Button[] => [
      {
        label: `${service.code} · ${rupiah(priceOf(service))}`,
        press: { to: "service", service: service.id, page: 0 },
      },
    ]),
  };
}

function signOf(service: ListedService, nowMs: number): string {
  const available = availability(service, nowMs);
  if (available.open) return "";
  return available.why === "out-of-stock" ? "🔴 " : "🌙 ";
}
