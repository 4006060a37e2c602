/** What is on sale, to be found and changed: price, stock, cut-off. */

import { useEffect, useState } from "preact/hooks";
import type { VNode } from "preact";
import type { ServiceLook } from "../../protocol.ts";
import { h } from "../dom.ts";
import { count, rupiah } from "../format.ts";
import { icon } from "../icons.ts";
import { act } from "../server.ts";
import { catalogueVersion, connected, supplier } from "../state.ts";
import { words } from "../words/words.ts";

const typingPauseMs = 200;

export function Catalogue(): VNode {
  const its = words.value.supplier.catalogue;
  const [isOpen, setOpen] = useState(false);
  const [wanted, setWanted] = useState("");
  const [found, setFound] = useState<readonly ServiceLook[]>([]);
  useEffect(() => {
    if (!isOpen) return undefined;
    const leaving = new AbortController();
    const pause = setTimeout(() => {
      find(wanted, leaving.signal).then(setFound, () => undefined);
    }, typingPauseMs);
    return () => {
      clearTimeout(pause);
      leaving.abort();
    };
  }, [isOpen, wanted, catalogueVersion.value, connected.value]);
  return h(
    "details",
    {
      class: "card catalogue",
      onToggle: ({ currentTarget }) => setOpen(currentTarget.open),
    },
    h(
      "summary",
      {},
      icon("store"),
      h("span", {}, its.title),
      h("small", {}, its.services(count(supplier.value?.services ?? 0))),
    ),
    h("p", { class: "hint" }, its.hint),
    h("input", {
      class: "field",
      type: "search",
      placeholder: its.placeholder,
      "aria-label": its.find,
      onInput: ({ currentTarget }) => setWanted(currentTarget.value),
    }),
    h(
      "div",
      { class: "services" },
      found.map((service) => h(ServiceRow, { key: service.code, service })),
    ),
  );
}

async function find(wanted: string, signal: AbortSignal): Promise<readonly ServiceLook[]> {
  const path = `/api/supplier/services?find=${encodeURIComponent(wanted)}`;
  const response = await fetch(path, { signal });
  const services: readonly ServiceLook[] = await response.json();
  return services;
}

function ServiceRow({ service }: { readonly service: ServiceLook }): VNode {
  const { code, name, category, priceRupiah, inStock, closed, cutoff } = service;
  const its = words.value.supplier.catalogue;
  const change = (body: object) => void act("supplier/change", { code, ...body });
  const toggle = (label: string, on: boolean, body: object) =>
    h(
      "button",
      { type: "button", class: "chip", "aria-pressed": on, onClick: () => change(body) },
      label,
    );
  return h(
    "div",
    { class: "service" },
    h(
      "span",
      { class: "service-name" },
      h("b", {}, name),
      h("small", {}, [code, category, rupiah(priceRupiah), cutoff].filter(Boolean).join(" · ")),
    ),
    h("input", {
      class: "field small price",
      inputMode: "numeric",
      value: priceRupiah,
      "aria-label": its.priceOf(name),
      onChange: ({ currentTarget }) =>
        change({ what: "price", rupiah: Number(currentTarget.value.replaceAll(/\D/gu, "")) }),
    }),
    toggle(its.outOfStock, !inStock, { what: "stock", inStock: !inStock }),
    toggle(its.cutOffNow, closed, { what: "cut-off", closed: !closed }),
  );
}
