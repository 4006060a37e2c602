import { test } from "node:test";
import { jakartaDay } from "../../../src/jakarta.ts";
import { openShop, service } from "../shop.ts";

const voucher = service("NOL", [], { name: "Voucher" });

test("how long orders took is said in seconds, from a minute and a half in minutes, from an hour and a half in hours", async (context) => {
  const { operator, redis, keys } = await openShop(context, [voucher]);
  const today = jakartaDay(Date.now());
  for (const [meanS, said] of [
    [1.2, "1,2 detik"],
    [89, "89 detik"],
    [90, "1,5 menit"],
    [3_600, "60 menit"],
    [5_399, "90 menit"],
    [5_400, "1,5 jam"],
    [72 * 3_600, "72 jam"],
  ] as const) {
    // Also for tomorrow: midnight in Jakarta may pass meanwhile.
    for (const day of [today, today + 1]) {
      await redis.hset(keys.sums(day), {
        confirmed: 2,
        succeeded: 2,
        rupiah: 11_000,
        "done 19": 2,
      });
      await redis.hset(keys.line("game").serviceSums(day), {
        "ok NOL": 2,
        "ms NOL": 2 * meanS * 1_000,
      });
    }
    operator.says("/stats");
    await operator.sees(new RegExp(`Voucher: ${said}$`, "m"));
    await operator.sees("selesai dalam ≤ 2 jam");
  }
});
