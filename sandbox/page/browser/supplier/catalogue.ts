/** What is on sale, to be found and changed: price, stock, cut-off. */

import { useSignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { ServiceLook } from "../../protocol.ts";
import { textField, toggle } from "../chips.ts";
import { h } from "../dom.ts";
import { count, rupiah, rupiahIn } from "../format.ts";
import { icon } from "../icons.ts";
import { act } from "../server.ts";
import { catalogueVersion, connected, supplier } from "../state.ts";
import { words } from "../words/words.ts";

const typingPauseMs = 200;

export function Catalogue() {
  const its = words.value.supplier.catalogue;
  const [isOpen, setOpen] = useState(false);
  const wanted = useSignal("");
  const [found, setFound] = useState<readonly ServiceLook[]>();
  useEffect(() => {
    if (!isOpen) return undefined;
    const leaving = new AbortController();
    const find = () => findServices(wanted.value, leaving.signal).then(setFound, () => undefined);
    const pause = setTimeout(() => void find(), typingPauseMs);
    return () => {
      clearTimeout(pause);
      leaving.abort();
    };
  }, [isOpen, wanted.value, catalogueVersion.value, connected.value]);
  const look = { type: "search", placeholder: its.placeholder } as const;
  return h(
    "details.card.catalogue",
    { onToggle: ({ currentTarget }) => setOpen(currentTarget.open) },
    h(
      "summary",
      icon("store"),
      h("span", its.title),
      h("small", its.services(count(supplier.value?.services ?? 0))),
    ),
    h("p.hint", its.hint),
    textField(wanted, its.find, look),
    h(
      "div.services",
      isOpen && found?.length === 0 && h("p.hint", its.nothing),
      found?.map((service) => h(ServiceRow, { key: service.code, ...service })),
    ),
  );
}

async function findServices(wanted: string, signal: AbortSignal): Promise<readonly ServiceLook[]> {
  const query = `?find=${encodeURIComponent(wanted)}`;
  const response = await fetch(`/api/supplier/services${query}`, { signal });
  return response.json();
}

function ServiceRow({ code, name, category, priceRupiah, inStock, closed, cutoff }: ServiceLook) {
  const its = words.value.supplier.catalogue;
  const change = (body: object) => act("supplier/change", { code, ...body });
  return h(
    "div.service",
    h(
      "span.service-name",
      h("b", name),
      h("small", [code, category, rupiah(priceRupiah), cutoff].filter(Boolean).join(" · ")),
    ),
    h("input.field.small.price", {
      inputMode: "numeric",
      value: priceRupiah,
      "aria-label": its.priceOf(name),
      onChange: ({ currentTarget }) =>
        void change({ what: "price", rupiah: rupiahIn(currentTarget.value) }),
    }),
    toggle([its.outOfStock], !inStock, () => change({ what: "stock", inStock: !inStock })),
    toggle([its.cutOffNow], closed, () => change({ what: "cut-off", closed: !closed })),
  );
}
