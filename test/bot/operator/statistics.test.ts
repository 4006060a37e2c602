import assert from "node:assert/strict";
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

test("how orders without an answer were decided is said in both languages, and nothing of what did not happen", async (context) => {
  const { operator, jane, grant, redis, keys } = await openShop(context, [voucher]);
  grant(7002, "operator");
  operator.says("/stats");
  const { message } = await operator.sees("Hari ini");
  assert.doesNotMatch(message.text ?? "", /Tanpa jawaban/);
  const today = jakartaDay(Date.now());
  for (const day of [today, today + 1])
    await redis.hset(keys.sums(day), {
      confirmed: 9,
      "decided matched": 4,
      "decided attached": 1,
      "decided never-placed-by-operators": 2,
    });
  operator.says("/stats");
  await operator.sees(
    /Tanpa jawaban supplier[^]*di daftar supplier: 4\n[^]*dicocokkan operator: 1\n[^]*kata operator: 2(?![^]*bot sendiri)/,
  );
  for (const day of [today, today + 1])
    await redis.hset(keys.sums(day), { "decided never-placed-by-itself": 3 });
  jane.says("/stats");
  await jane.sees(
    /supplier's list: 4\n[^]*matched by operators: 1\n[^]*said operators: 2\n[^]*by the bot itself: 3/,
  );
});
