/** The head of the page: what this is, what time it is in the shop, language and theme. */

import { h } from "./dom.ts";
import { ShopClock } from "./shop-clock.ts";
import { connected } from "./state.ts";
import { ThemeButton } from "./theme.ts";
import { chooseLanguage, words } from "./words/words.ts";

export function Header() {
  const { title, subtitle, line, otherLanguage } = words.value;
  const { code, label, title: name } = otherLanguage;
  const look = { lang: code, title: name };
  return h(
    "header.app-head",
    h("img.app-icon", { src: "/page/icon.svg", alt: "" }),
    h("h1", title),
    h("p", subtitle),
    h("span.line-state", { role: "status" }, connected.value ? "" : line.waiting),
    h(ShopClock),
    h(
      "button.head-button.language-button",
      { ...look, onClick: () => chooseLanguage(code) },
      label,
    ),
    h(ThemeButton),
  );
}
