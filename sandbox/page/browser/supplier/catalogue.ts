/** What is on sale, to be found and changed: price, stock, cut-off. */

import type { ServiceLook } from "../../protocol.ts";
import { h, icon, keyed } from "../dom.ts";
import { rupiah } from "../format.ts";
import { act } from "../server.ts";
import { store, watch } from "../store.ts";

const TYPING_PAUSE_MS = 200;

export function createCatalogue(): HTMLElement {
  const field = h("input", {
    className: "field",
    type: "search",
    placeholder: "Find a service by name or code",
    ariaLabel: "Find a service",
  });
  const list = h("div", { className: "services" });
  const count = h("small", {});
  const element = h(
    "details",
    { className: "card catalogue" },
    h("summary", {}, icon("store"), h("span", {}, "Catalogue"), count),
    h(
      "p",
      { className: "hint" },
      "Changes reach the bot within five seconds, as its list is refreshed.",
    ),
    field,
    list,
  );
  let pause = 0;

  async function load(): Promise<void> {
    if (!element.open) return;
    const response = await fetch(`/api/supplier/services?find=${encodeURIComponent(field.value)}`);
    const services: readonly ServiceLook[] = await response.json();
    keyed(
      list,
      services.map((service) => ({
        key: service.code,
        version: JSON.stringify(service),
        render: () => serviceRow(service),
      })),
    );
  }

  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => void load(), TYPING_PAUSE_MS);
  });
  element.addEventListener("toggle", () => void load());
  watch(["catalogue", "connection"], () => void load());
  watch(["supplier"], () => {
    count.textContent = `${(store.state?.supplier.services ?? 0).toLocaleString("en")} services`;
  });
  return element;
}

function serviceRow(service: ServiceLook): HTMLElement {
  const { code, name, category, priceRupiah, inStock, closed, cutoff } = service;
  const change = (body: object) => void act("supplier/change", { code, ...body });
  const price = h("input", {
    className: "field small price",
    inputMode: "numeric",
    value: String(priceRupiah),
    ariaLabel: `Price of ${name}`,
    onchange: () => change({ what: "price", rupiah: Number(price.value.replaceAll(/\D/gu, "")) }),
  });
  const toggle = (label: string, on: boolean, body: object) =>
    h(
      "button",
      { type: "button", className: "chip", ariaPressed: String(on), onclick: () => change(body) },
      label,
    );
  return h(
    "div",
    { className: "service" },
    h(
      "span",
      { className: "service-name" },
      h("b", {}, name),
      h("small", {}, [code, category, rupiah(priceRupiah), cutoff].filter(Boolean).join(" · ")),
    ),
    price,
    toggle("Out of stock", !inStock, { what: "stock", inStock: !inStock }),
    toggle("Cut-off now", closed, { what: "cut-off", closed: !closed }),
  );
}
