/** The supplier panel: what a person may do to the emulated upstream. */

import { Hono } from "hono";
import { z } from "zod";
import { rawFields, type RawService } from "../../osimesa/catalogue/raw-service.ts";
import { cutOffAround, isCutOff } from "../../osimesa/shop.ts";
import { ending } from "../ending.ts";
import { serviceLook } from "../looks.ts";
import type { Stage } from "../stage.ts";
import { supplierSwitch } from "../supplier-switches.ts";
import { act } from "./act.ts";

const MAX_FOUND = 12;

const move = z.object({
  refId: z.string(),
  to: z.enum(["success", "failed", "vanish", "hang"]),
  /** A voucher, or the reason of a failure. */
  words: z.string().max(200).default(""),
});
const code = z.string().min(1);
const change = z.discriminatedUnion("what", [
  z.object({ code, what: z.literal("price"), rupiah: z.number().int().min(0).max(1_000_000_000) }),
  z.object({ code, what: z.literal("stock"), inStock: z.boolean() }),
  z.object({ code, what: z.literal("cut-off"), closed: z.boolean() }),
]);

export function supplierRoutes(stage: Stage): Hono {
  const { ledger, shop } = stage.osimesa;
  const routes = new Hono();

  routes.post("/move", (c) =>
    act(c, move, ({ refId, to, words }) => {
      const shown = words.trim();
      if (to === "hang") ledger.hang(refId);
      else if (to === "vanish") ledger.giveBack(refId, "deleted");
      else if (to === "failed") ledger.fail(refId, ...(shown === "" ? [] : [shown]));
      else ledger.complete(refId, shown === "" ? {} : { voucher: shown });
    }),
  );
  routes.post("/switch", (c) =>
    act(c, z.object({ name: supplierSwitch, on: z.boolean() }), async ({ name, on }) => {
      await stage.supplierSwitches.set(name, on);
    }),
  );
  routes.post("/ending", (c) => act(c, ending, (next) => stage.setEnding(next)));
  routes.post("/top-up", (c) =>
    act(c, z.object({ rupiah: z.number().int().positive().max(1_000_000_000) }), ({ rupiah }) =>
      ledger.setBalance(ledger.balanceRupiah() + rupiah),
    ),
  );
  routes.post("/outside-order", (c) =>
    act(c, z.object({}), () => {
      const service = someOpenService(shop.list(), stage.clock.nowMs());
      if (service === undefined) throw new Error("nothing-open");
      const number = `0812${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`;
      stage.osimesa.outsideOrder(service.code, number);
    }),
  );
  routes.post("/change", (c) =>
    act(c, change, (wanted) => {
      if (wanted.what === "price") shop.setPrice(wanted.code, wanted.rupiah);
      else if (wanted.what === "stock") shop.setStock(wanted.code, wanted.inStock);
      else {
        const never = { start: "", end: "" };
        shop.setCutoff(wanted.code, wanted.closed ? cutOffAround(stage.clock.nowMs()) : never);
      }
    }),
  );
  routes.get("/services", (c) => {
    const words = (c.req.query("find") ?? "").toLowerCase().split(/\s+/u).filter(Boolean);
    return c.json(
      find(shop.list(), words).map((service) => serviceLook(service, stage.clock.nowMs())),
    );
  });
  return routes;
}

/** All words must occur in code, name or category; an exact code comes first. */
function find(services: readonly RawService[], words: readonly string[]): readonly RawService[] {
  const exact = services.filter((one) => words.length === 1 && one.code.toLowerCase() === words[0]);
  const found = [...exact];
  for (const service of services) {
    if (found.length >= MAX_FOUND) break;
    const text = `${service.code} ${service.name} ${service.category.main}`.toLowerCase();
    if (words.every((word) => text.includes(word)) && !exact.includes(service)) found.push(service);
  }
  return found;
}

/** One that asks for a phone number and nothing else. */
function someOpenService(services: readonly RawService[], nowMs: number): RawService | undefined {
  const fitting = services.filter((service) => {
    const [first, ...others] = rawFields(service);
    return (
      service.status !== "empty" &&
      !isCutOff(service.cutoff, nowMs) &&
      first.type === "input" &&
      first.input.type === "tel" &&
      others.every((field) => field.type === "none")
    );
  });
  return fitting[Math.floor(Math.random() * fitting.length)];
}
