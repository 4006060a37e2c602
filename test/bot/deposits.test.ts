import assert from "node:assert/strict";
import { test } from "node:test";
import { openShop } from "./shop.ts";

test("the photo of a transfer is passed on once, however often its update is handled", async (t) => {
  const shop = await openShop(t, [], { takesDeposits: true });
  const { telegram, budi, operator, handle, storeSession } = shop;
  operator.says("/start");
  await operator.sees("Toko");
  budi.says("TIKET.100.000");
  await budi.sees("Transfer tepat");
  const photo = Buffer.from("a photo");
  telegram.sendPhoto(budi.id, photo);
  await budi.sees("Bukti diteruskan");
  const sent = budi.messages().findLast(({ message }) => message.photo !== undefined);
  assert.ok(sent?.message.photo);
  const proofs = () =>
    operator.messages().filter(({ message }) => message.photo !== undefined).length;
  assert.equal(proofs(), 1);

  const from = { id: budi.id, is_bot: false as const, first_name: "Budi" };
  const update = {
    update_id: 900_001,
    message: {
      message_id: 900_001,
      date: 1,
      from,
      chat: { id: budi.id, type: "private" as const, first_name: "Budi" },
      photo: sent.message.photo,
    },
  };
  await handle(update);
  assert.equal(proofs(), 2, "another photo is another proof");
  // The process died before it wrote that this was handled.
  await storeSession(budi.id, { v: 1, language: "id", name: "Budi" });
  await handle(update);
  assert.equal(proofs(), 2);
  assert.equal(budi.screen().split("Bukti diteruskan").length - 1, 3, "its reseller is answered");
});
