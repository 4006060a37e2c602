/** The supplier panel's switches, in terms of the emulated upstream's faults. */

import { z } from "zod";
import type { OsimesaEmulator } from "../osimesa/emulator.ts";
import type { Fault, FaultScope } from "../osimesa/faults.ts";
import type { SupplierSwitch } from "./protocol.ts";

/** Those that are one fault; the other two move the emulator itself. */
type FaultSwitch = Exclude<SupplierSwitch, "down" | "broke">;

const nextOrder: FaultScope = { types: ["order"], count: 1 };
const everything: FaultScope = { count: Infinity };

const faults: Readonly<Record<FaultSwitch, readonly [Fault, FaultScope]>> = {
  "lost-answer": [{ kind: "answer-lost" }, nextOrder],
  "lost-order": [{ kind: "dropped" }, nextOrder],
  hangs: [{ kind: "never-answers", executed: true }, nextOrder],
  refuses: [{ kind: "refused", code: 400, message: "Nomor tujuan tidak valid." }, nextOrder],
  slow: [{ kind: "slow", headersMs: 2500 }, everything],
  malformed: [{ kind: "garbled", how: "malformed" }, everything],
  unavailable: [{ kind: "http-error", status: 503 }, everything],
};

const faultSwitch = z.enum([
  "lost-answer",
  "lost-order",
  "hangs",
  "refuses",
  "slow",
  "malformed",
  "unavailable",
]);

export const supplierSwitch: z.ZodType<SupplierSwitch> = z.enum([
  ...faultSwitch.options,
  "down",
  "broke",
]);

/** What "the balance is used up" leaves: less than anything costs. */
const BROKE_RUPIAH = 120;

export interface SupplierSwitches {
  on(): readonly SupplierSwitch[];
  set(name: SupplierSwitch, on: boolean): Promise<void>;
}

export function createSupplierSwitches(osimesa: OsimesaEmulator): SupplierSwitches {
  const ids = new Map<FaultSwitch, number>();
  let balanceBefore: number | undefined;

  const isOn = (name: FaultSwitch) => {
    const id = ids.get(name);
    return osimesa.faults.list().some((active) => active.id === id);
  };
  const isBroke = () =>
    balanceBefore !== undefined && osimesa.ledger.balanceRupiah() <= BROKE_RUPIAH;

  function setBroke(on: boolean): void {
    if (on && !isBroke()) {
      balanceBefore = osimesa.ledger.balanceRupiah();
      osimesa.ledger.setBalance(BROKE_RUPIAH);
    }
    if (!on && balanceBefore !== undefined) {
      const restored = balanceBefore;
      balanceBefore = undefined;
      osimesa.ledger.setBalance(restored);
    }
  }

  return {
    on: () => [
      ...faultSwitch.options.filter(isOn),
      ...(osimesa.isUp ? [] : (["down"] as const)),
      ...(isBroke() ? (["broke"] as const) : []),
    ],
    async set(name, on) {
      if (name === "down") return on ? osimesa.down() : osimesa.up();
      if (name === "broke") return setBroke(on);
      const id = ids.get(name);
      if (id !== undefined) osimesa.faults.off(id);
      ids.delete(name);
      if (on) ids.set(name, osimesa.faults.on(...faults[name]));
    },
  };
}
