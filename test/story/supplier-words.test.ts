import assert from "node:assert/strict";
import { test } from "node:test";
import { signOf } from "../../src/osimesa/client.ts";
import { apiKey, openShop } from "./shop.ts";

test("a supplier that repeats the shop's key and sign in its refusal shows them to nobody", async (t) => {
  const { budi, operator, osimesa, telegram } = await openShop(t);
  const sign = signOf({ userId: "10001", apiKey });
  osimesa.faults.on(
    { kind: "refused", code: 400, message: `Pelanggan ${apiKey} (${sign}) ditolak` },
    { types: ["order"] },
  );
  await budi.ordersPulsa("081234567890");
  await budi.sees("Pelanggan ••• (•••) ditolak");
  const shown = JSON.stringify([budi, operator].map(({ id }) => telegram.chat(id).messages));
  for (const secret of [apiKey, sign]) assert.equal(shown.includes(secret), false, secret);
});
