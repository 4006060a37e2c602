import type { OrderScript } from "../../../../src/orders/store/scripts.ts";
import { own } from "./day.ts";
import type { Script } from "./script.ts";
import { isPacked } from "./writing.ts";

/** What becomes of old orders. */
export const keepingScripts = {
  pack(db, prefix, _now, [id = "", version = "", ref = "", line = "", ...pieces]) {
    const order = db.hgetall(`${prefix}order:${id}`);
    if (isPacked(order)) return ["packed"];
    const { name, owes, consumes, earned, correction, numbers = "" } = order;
    const final = name === "succeeded" || name === "failed";
    const undone =
      owes !== undefined ||
      consumes !== undefined ||
      earned !== undefined ||
      db.zscore(`${prefix}unfinished`, id) !== null;
    if (!final || undone || order["version"] !== version) return ["moved"];
    db.persist(`${prefix}history:${order["reseller"]}`);
    if (ref !== "") db.persist(`${own(prefix, line)}ref:${ref}`);
    for (const print of numbers.split(" ").filter((one) => one !== ""))
      db.persist(`${prefix}number:${print}`);
    db.del(`${prefix}packing`);
    db.hset(`${prefix}packing`, {
      v: "2",
      name,
      version,
      ...(correction === undefined ? {} : { correction }),
      ...Object.fromEntries(pieces.entries()),
    });
    db.rename(`${prefix}packing`, `${prefix}order:${id}`);
    return ["packed"];
  },

  remove(db, prefix, _now, args) {
    const [id = "", name = "", beforeMs = "", reseller = "", chat = "", ref = "", line = ""] = args;
    const state = `${prefix}state:${name}`;
    const order = db.hgetall(`${prefix}order:${id}`);
    if (order["name"] === undefined) {
      db.zrem(state, id);
      return ["gone"];
    }
    const confirmed = db.zscore(state, id);
    const undone = order["owes"] !== undefined || db.zscore(`${prefix}unfinished`, id) !== null;
    if (!isPacked(order) || undone || confirmed === null || confirmed >= Number(beforeMs))
      return ["kept"];
    const list = `${prefix}outbox:${chat}`;
    for (const notice of db.lrange(list, 0, -1))
      if (notice.includes(`"orderId":"${id}"`)) db.lrem(list, notice);
    if (!db.exists(list)) db.zrem(`${prefix}outbox:due`, chat);
    db.hdel(`${prefix}hung`, id);
    db.zrem(`${prefix}history:${reseller}`, id);
    for (const print of args.slice(7)) db.zrem(`${prefix}number:${print}`, `${id}:${reseller}`);
    if (ref !== "" && db.get(`${own(prefix, line)}ref:${ref}`) === id)
      db.del(`${own(prefix, line)}ref:${ref}`);
    db.del(`${prefix}order:${id}`);
    db.zrem(state, id);
    return ["removed"];
  },
} satisfies Partial<Record<OrderScript, Script>>;
