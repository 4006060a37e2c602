/** The supplier panel's switches, in terms of the emulated upstream's faults. */

import { z } from "zod";
import type { OsimesaEmulator } from "../osimesa/emulator.ts";
import { COLLISION, MAINTENANCE, MASKED, type Fault, type FaultScope } from "../osimesa/faults.ts";
import type { ProfileManner } from "../osimesa/profile.ts";
import type { SupplierSwitch } from "./protocol.ts";

/** Those that are one fault; the others move the emulator itself. */
type FaultSwitch = Exclude<SupplierSwitch, "down" | "broke" | "pace" | ProfileSwitch>;

/** At most one of them is on: without any there is no profile call. */
const profileSwitch = z.enum(["balance", "balance-text", "balance-odd"]);
type ProfileSwitch = z.output<typeof profileSwitch>;
const manners: Readonly<Record<ProfileSwitch, ProfileManner>> = {
  balance: "plain",
  "balance-text": "text",
  "balance-odd": "odd",
};

const nextOrder: FaultScope = { types: ["order"], count: 1 };
const everyOrder: FaultScope = { types: ["order"], count: Infinity };
const everything: FaultScope = { count: Infinity };

const faults: Readonly<Record<FaultSwitch, readonly [Fault, FaultScope]>> = {
  "lost-answer": [{ kind: "answer-lost" }, nextOrder],
  "lost-order": [{ kind: "dropped" }, nextOrder],
  hangs: [{ kind: "never-answers", executed: true }, nextOrder],
  refuses: [{ kind: "refused", code: 400, message: "Nomor tujuan tidak valid." }, nextOrder],
  slow: [{ kind: "slow", headersMs: 2500 }, everything],
  malformed: [{ kind: "garbled", how: "malformed" }, everything],
  unavailable: [{ kind: "http-error", status: 503 }, everything],
  maintenance: [MAINTENANCE, everyOrder],
  collision: [COLLISION, { ...everyOrder, chance: 0.5 }],
  masked: [MASKED, everyOrder],
};

const faultSwitch = z.enum([
  "lost-answer",
  "lost-order",
  "hangs",
  "refuses",
  "slow",
  "malformed",
  "unavailable",
  "maintenance",
  "collision",
  "masked",
]);

export const supplierSwitch: z.ZodType<SupplierSwitch> = z.enum([
  ...faultSwitch.options,
  "down",
  "broke",
  "pace",
  ...profileSwitch.options,
]);

/** What "the balance is used up" leaves: less than anything costs. */
const BROKE_RUPIAH = 120;

/** The pace of a relative of this API, and none. */
const SLOW_PACE = { gapMs: 6000 };
const ANY_PACE = { gapMs: 0 };

const isProfileSwitch = (name: SupplierSwitch): name is ProfileSwitch =>
  profileSwitch.safeParse(name).success;

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

  function setProfile(manner: ProfileManner, on: boolean): void {
    if (on) osimesa.setProfile(manner);
    else if (osimesa.profile() === manner) osimesa.setProfile("none");
  }

  return {
    on: () => [
      ...faultSwitch.options.filter(isOn),
      ...(osimesa.isUp ? [] : (["down"] as const)),
      ...(isBroke() ? (["broke"] as const) : []),
      ...(osimesa.pace().gapMs > 0 ? (["pace"] as const) : []),
      ...profileSwitch.options.filter((name) => manners[name] === osimesa.profile()),
    ],
    async set(name, on) {
      if (name === "down") return on ? osimesa.down() : osimesa.up();
      if (name === "broke") return setBroke(on);
      if (name === "pace") return osimesa.setPace(on ? SLOW_PACE : ANY_PACE);
      if (isProfileSwitch(name)) return setProfile(manners[name], on);
      const id = ids.get(name);
      if (id !== undefined) osimesa.faults.off(id);
      ids.delete(name);
      if (on) ids.set(name, osimesa.faults.on(...faults[name]));
    },
  };
}
