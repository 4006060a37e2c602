import assert from "node:assert/strict";
import { test } from "node:test";
import { answersFor, budi, openCounter, operatorId, serviceOf } from "./counter.ts";

const many = 64;

test("64 orders at once never take a purse below its credit: as many as it pays for are taken, the others say what is missing", async (context) => {
  const creditRupiah = 55_000;
  const counter = await openCounter(context, { creditRupiah });
  const { desk, purses, transfers, osimesa } = counter;
  const service = serviceOf(osimesa, "P5");
  const price = service.costRupiah;
  const left = creditRupiah - 10 * price;
  assert.ok(left > 0 && left < price, "the credit is good for ten");
  const deposit = { id: "d1", resellerId: budi.userId, operatorId, why: "deposit" };
  await transfers.correct({ ...deposit, rupiah: 20 * price });
  const cards = await Promise.all(
    Array.from({ length: many }, (_unused, number) =>
      desk.prepare({
        ...budi,
        service,
        answers: answersFor(service, [`0812${String(number).padStart(8, "0")}`]),
      }),
    ),
  );
  // Each is pressed twice, as fingers do.
  const press = ({ confirmation }: (typeof cards)[number]) =>
    desk.confirm(confirmation.id, { ...budi, cardMessageId: 1 });
  const outcomes = await Promise.all([...cards.map(press), ...cards.map(press)]);

  const taken = new Set(
    outcomes.flatMap((outcome) => (outcome.kind === "confirmed" ? [outcome.order.id] : [])),
  );
  assert.equal(taken.size, 30);
  for (const outcome of outcomes)
    if (outcome.kind !== "confirmed")
      assert.deepEqual(outcome, { kind: "short", missingRupiah: price - left });
  assert.deepEqual(await purses.read(budi.userId), {
    balanceRupiah: 20 * price,
    heldRupiah: 30 * price,
    creditRupiah,
  });

  // Those under way end, and free nothing that was spent: what is short stays short.
  counter.startEngine();
  for (const id of taken) await counter.until(id, "succeeded");
  const after = await Promise.all(cards.map(press));
  assert.equal(after.filter(({ kind }) => kind === "short").length, many - 30);
  assert.equal((await purses.read(budi.userId)).balanceRupiah, -10 * price);

  // Money comes, and with it as many of the others as it pays for, again at once.
  await transfers.correct({ ...deposit, id: "d2", rupiah: 3 * price });
  const later = await Promise.all(cards.map(press));
  assert.equal(later.filter(({ kind }) => kind === "short").length, many - 33);
  for (const outcome of later)
    if (outcome.kind === "confirmed") await counter.until(outcome.order.id, "succeeded");
  assert.equal((await purses.read(budi.userId)).balanceRupiah, -10 * price);
  const { faults, unlike, salesRupiah } = await counter.audit();
  assert.deepEqual(
    { faults, unlike, salesRupiah },
    { faults: [], unlike: [], salesRupiah: 33 * price },
  );
});
