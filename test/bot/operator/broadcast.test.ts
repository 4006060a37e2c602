import assert from "node:assert/strict";
import { test } from "node:test";
import { service } from "../goods.ts";
import { openShop, type Shop } from "../shop.ts";

/** Redis refuses the bot whatever has to do with broadcasts; answers how it is let again. */
async function refuseBroadcasts({ redis, keys }: Shop): Promise<() => Promise<unknown>> {
  const others = [`~${keys.prefix}[^b]*`, "~[^o]*"];
  await redis.acl("SETUSER", "no-broadcasts", "reset", "on", "nopass", "+@all", ...others);
  await redis.auth("no-broadcasts", "any");
  return () => redis.auth("default", "any");
}

test("a message that Redis does not keep is not previewed, and one it does not drop is not said to be dropped", async (t) => {
  const shop = await openShop(t, [service("NOL", [])]);
  const { operator } = shop;
  operator.says("/help");
  await operator.sees("Perintah operator");
  const again = "Coba lagi sebentar lagi";
  const previews = () =>
    operator.messages().filter(({ byBot, message }) => byBot && message.text?.includes("Promo"));
  let letAgain = await refuseBroadcasts(shop);
  operator.says("/broadcast Promo");
  await operator.sees(again);
  assert.equal(previews().length, 0);
  await letAgain();
  operator.says("/broadcast Promo");
  const asked = await operator.sees("Begini pesannya nanti");
  assert.equal(previews().length, 1);
  letAgain = await refuseBroadcasts(shop);
  for (const button of ["❌", "✅"]) {
    await operator.presses(button, { message: asked });
    await operator.seesAlert(again);
  }
  await letAgain();
  await operator.presses("❌", { message: asked });
  await operator.sees("Pesan tidak dikirim");
});

test("❌ after ✅, whose answer may have been lost, does not say that nothing was sent", async (t) => {
  const { operator } = await openShop(t, [service("NOL", [])]);
  operator.says("/broadcast Promo");
  const asked = await operator.sees("Begini pesannya nanti");
  await operator.presses("✅", { message: asked });
  await operator.sees("Sedang dikirim ke");
  await operator.pressesOld("❌", { message: asked });
  await operator.seesAlert("Pesan ini sudah dikirim");
  assert.doesNotMatch(operator.screen(), /Pesan tidak dikirim/);
});
