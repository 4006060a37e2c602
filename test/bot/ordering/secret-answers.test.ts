import assert from "node:assert/strict";
import { test } from "node:test";
import { input, service } from "../goods.ts";
import { openShop, opens } from "../shop.ts";

test("a password is deleted, masked everywhere, and never echoed when mistyped", async (t) => {
  const secret = input("Password", { type: "password", position: 2, minLength: 6 });
  const { budi, telegram, orders } = await openShop(t, [
    service("ACC", [input("Email", { type: "email" }), secret]),
  ]);
  await opens(budi, "Layanan ACC");
  await budi.sees("Email?");
  budi.says("budi@contoh");
  await budi.sees("bukan alamat email");
  budi.says("budi@contoh.id");
  await budi.sees("Password?");
  budi.says("abc");
  await budi.sees("Terlalu pendek");
  budi.says("rahasia1");
  await budi.sees("Password: ••••••");
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  assert.equal((await orders(budi.id))[0]?.destination[1]?.value, "rahasia1");
  assert.doesNotMatch(
    JSON.stringify(telegram.chat(budi.id).messages.filter(({ byBot }) => byBot)),
    /rahasia1|abc/,
  );
  assert.doesNotMatch(budi.screen(), /rahasia1/);
});

test("a password that could not be deleted counts as not heard: it is asked for again", async (t) => {
  const secret = input("Password", { type: "password" });
  const { budi, telegram } = await openShop(t, [service("ACC", [secret])]);
  await opens(budi, "Layanan ACC");
  await budi.sees("Password?");
  telegram.faults.add({ kind: "dropped", method: "deleteMessage", times: 2 });
  // Neither a good one nor one that is too long to be one.
  for (const typed of ["rahasia1", "x".repeat(4_000)]) {
    budi.says(typed);
    await budi.sees("Coba lagi sebentar lagi");
  }
  budi.says("rahasia1");
  await budi.sees("Password: ••••••");
});
