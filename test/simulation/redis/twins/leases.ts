import type { LeaseScript } from "../../../../src/redis/leases.ts";
import type { Script } from "./script.ts";

/** Whose turn it is to work. */
export const leaseScripts = {
  lease(db, prefix, now, [name = "", holder = "", ms = "", known = "", knownMs = ""]) {
    const lease = db.hgetall(`${prefix}lease:${name}`);
    const memory = db.identity();
    let left = Number(lease["until"] ?? 0) - now;
    let epoch = Number(lease["epoch"] ?? 0);
    if (left > Number(lease["ms"] ?? ms) && lease["holder"] !== holder) left = 0;
    if (left > 0 && lease["holder"] !== holder) return [0, left, now];
    const emptied = lease["holder"] === undefined && known !== "";
    if (emptied) Object.assign(lease, { first: known, renewed: knownMs });
    let since = lease["since"] ?? String(now);
    let lost = lease["lost"] ?? "";
    const first = lease["first"] ?? memory;
    const changed = lease["identity"] !== memory;
    if (changed && (lease["identity"] !== undefined || emptied)) {
      if (lost === "" || now - Number(since) >= 86_400_000) lost = lease["renewed"] ?? "";
      since = String(now);
      epoch = Math.max(epoch, Math.floor(now / 1_000));
    }
    if (left <= 0 || changed) epoch += 1;
    const renewed = { holder, epoch, until: now + Number(ms), ms, renewed: now };
    db.hset(`${prefix}lease:${name}`, { ...renewed, identity: memory, first, since, lost });
    return [epoch, 0, now, memory, first, since, lost];
  },

  release(db, prefix, _now, [name = "", holder = ""]) {
    if (db.hget(`${prefix}lease:${name}`, "holder") === holder)
      db.hset(`${prefix}lease:${name}`, { until: "0" });
    return ["released"];
  },
} satisfies Partial<Record<LeaseScript, Script>>;
