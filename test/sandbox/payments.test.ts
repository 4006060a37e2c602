import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { sampleCatalogue } from "../../sandbox/osimesa/catalogue/sample.ts";
import { neverClosed } from "./never-closed.ts";
import { startSandbox, type Sandbox } from "../../sandbox/sandbox.ts";
import { person } from "../person.ts";
import { keptPlace } from "./kept-place.ts";

const BUDI = { id: 612_345_001, name: "Budi" };
const ALEX = 612_345_003;

async function openSandbox(t: TestContext): Promise<Sandbox> {
  const sandbox = await startSandbox({
    port: 0,
    services: neverClosed(sampleCatalogue()),
    announce: () => undefined,
  });
  t.after(() => sandbox.close());
  return sandbox;
}

/** Presses a button of the bank panel, as the page does; it has to be taken. */
async function does({ url }: Sandbox, path: string, body: object): Promise<void> {
  const answer = await fetch(`${url}/api/payments/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 200, await answer.text());
}

/** What the page shows of money now. */
async function moneyOf({ stage }: Sandbox) {
  await stage.look();
  const { payments, money } = stage.state();
  const balance = money.purses.find(({ personId }) => personId === BUDI.id)?.balanceRupiah;
  return { payments, ...money, balance };
}

/** Budi opens a ticket; its total. */
async function opensTicket(sandbox: Sandbox): Promise<{ total: number; reference: string }> {
  const budi = person(sandbox.stage.telegram, BUDI);
  budi.says("TIKET.50000");
  await budi.sees(/termasuk admin/u);
  const { tickets, payments } = await moneyOf(sandbox);
  const reference = payments.find(
    ({ way, note }) => way === "tripay" && note === tickets[0]?.id,
  )?.id;
  assert.ok(tickets[0] && reference);
  return { total: tickets[0].totalRupiah, reference };
}

test("a transfer rings the bell: credited once, however it is told again", async (t) => {
  const sandbox = await openSandbox(t);
  const { total } = await opensTicket(sandbox);
  await does(sandbox, "transfer", { rupiah: total, note: "TRSF BUDI" });
  const id = (await moneyOf(sandbox)).payments.find(({ way }) => way === "bank")?.id;
  for (const manner of ["told", "other-sum", "forged"]) await does(sandbox, "ring", { id, manner });
  const { payments, tickets, balance } = await moneyOf(sandbox);
  const paid = payments.find((payment) => payment.id === id);
  assert.deepEqual(
    paid?.rings.map(({ status, answer }) => [
      status,
      /taken|again|differs|signature/u.exec(answer)?.[0],
    ]),
    [
      [200, "taken"],
      [200, "again"],
      [409, "differs"],
      [401, "signature"],
    ],
  );
  assert.equal(tickets.length, 0);
  assert.equal(balance, total);
});

test("at Tripay: a forged callback moves nothing, a paid one credits what was asked for", async (t) => {
  const sandbox = await openSandbox(t);
  const { reference } = await opensTicket(sandbox);
  await does(sandbox, "tripay", { reference, deed: "forge" });
  assert.equal((await moneyOf(sandbox)).balance, 0);
  await does(sandbox, "tripay", { reference, deed: "pay" });
  await does(sandbox, "tripay", { reference, deed: "call-again" });
  const { payments, balance } = await moneyOf(sandbox);
  const rings = payments.find(({ id }) => id === reference)?.rings.map(({ status }) => status);
  assert.deepEqual(rings, [401, 200, 200]);
  assert.equal(balance, 50_000);
});

test("with --keep, purses, credit and what Tripay gave out survive a restart", async (t) => {
  const open = await keptPlace(t);
  const first = await open();
  const { reference } = await opensTicket(first);
  await does(first, "tripay", { reference, deed: "pay" });
  const creditOf = async (sandbox: Sandbox) =>
    (await moneyOf(sandbox)).purses.find(({ personId }) => personId === ALEX)?.creditRupiah;
  assert.equal(await creditOf(first), 0);
  await does(first, "credit", { personId: ALEX, depositFirst: false });
  await first.close();

  const second = await open();
  assert.equal(await creditOf(second), null);
  assert.equal((await moneyOf(second)).balance, 50_000);
  // Another payment's reference would be money that was taken before.
  assert.notEqual((await opensTicket(second)).reference, reference);
});
