import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { COLLISION, MAINTENANCE, MASKED } from "../../../sandbox/osimesa/faults.ts";
import { createSupplierSwitches } from "../../../sandbox/page/supplier-switches.ts";
import { API_KEY, startOsimesa } from "./fixture.ts";

const everyOrder = { types: ["order"], count: Infinity } as const;

test("an order sooner than the gap after the last one made is refused and writes nothing", async (t) => {
  const { osimesa, clock, order } = await startOsimesa(t, { pace: { gapMs: 6000 } });
  assert.equal((await order("P5", "0811")).status, true);
  clock.pass(5999);
  const balance = osimesa.ledger.balanceRupiah();
  const { httpStatus, status, message } = await order("P5", "0812");
  assert.deepEqual(
    { httpStatus, status, message },
    { httpStatus: 200, status: false, message: "Transaksi dibatasi, coba lagi dalam 6 detik." },
  );
  assert.equal(osimesa.ledger.all().length, 1);
  assert.equal(osimesa.ledger.balanceRupiah(), balance);
  // A refused one does not begin the gap anew.
  clock.pass(1);
  assert.equal((await order("P5", "0812")).status, true);
  osimesa.setPace({ gapMs: 0 });
  assert.equal((await order("P5", "0813")).status, true);
});

test("the gap counts orders of others on the account, and may say what is left or no number", async (t) => {
  const { osimesa, clock, order } = await startOsimesa(t, { pace: { gapMs: 6000, says: "left" } });
  osimesa.outsideOrder("P5", "0899");
  clock.pass(1500);
  assert.equal((await order("P5", "0812")).message, "Transaksi dibatasi, coba lagi dalam 5 detik.");
  osimesa.setPace({ gapMs: 6000, says: "nothing" });
  assert.equal((await order("P5", "0812")).message, "Transaksi dibatasi, coba lagi nanti.");
});

test("what is wrong with an order is said before its pace", async (t) => {
  const { osimesa, order } = await startOsimesa(t, { pace: { gapMs: 6000 } });
  await order("P5", "0811");
  assert.equal((await order("NOPE", "0812")).message, "Layanan tidak ditemukan.");
  osimesa.ledger.setBalance(0);
  assert.equal((await order("P5", "0812")).message, "Saldo tidak mencukupi.");
});

test("maintenance, collision and the masked refusal are HTTP 200, and no order is made", async (t) => {
  const { osimesa, order, page } = await startOsimesa(t);
  for (const [fault, words] of [
    [MAINTENANCE, "Ada pemeliharaan sistem transaksi, coba lagi nanti."],
    [COLLISION, "Sistem Bentrok, coba lagi nanti!"],
    [MASKED, "Something went wrong, please contact the admin."],
  ] as const) {
    const id = osimesa.faults.on(fault, everyOrder);
    const { httpStatus, status, message } = await order("P5", "0812");
    assert.deepEqual([httpStatus, status, message], [200, false, words]);
    assert.deepEqual(await page(), [], "only orders are refused");
    osimesa.faults.off(id);
  }
  assert.equal((await order("P5", "0812")).status, true);
});

test("a fault may meet orders by chance only", async (t) => {
  const rolls = [0.5, 0.49, 0.99, 0];
  const { osimesa, order } = await startOsimesa(t, { random: () => rolls.shift() ?? 0.9 });
  osimesa.faults.on(COLLISION, { ...everyOrder, chance: 0.5 });
  const taken: boolean[] = [];
  for (let count = 0; count < 4; count += 1) taken.push((await order("P5", `081${count}`)).status);
  assert.deepEqual(taken, [true, false, true, false]);
});

test("the profile call says the balance, as a number or in words, and exists only when switched on", async (t) => {
  const { osimesa, sign } = await startOsimesa(t);
  const switches = createSupplierSwitches(osimesa);
  const profile = async (key = API_KEY) => {
    const response = await fetch(`${osimesa.url}/api/profile`, {
      method: "POST",
      body: new URLSearchParams({ key, sign }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text.startsWith("{") ? z.json().parse(JSON.parse(text)) : null,
    };
  };
  assert.deepEqual(await profile(), { status: 404, body: null });
  await switches.set("balance", true);
  assert.deepEqual(switches.on(), ["balance"]);
  assert.partialDeepStrictEqual((await profile()).body, {
    status: true,
    data: { balance: 100_000 },
  });
  await switches.set("balance-text", true);
  assert.deepEqual(switches.on(), ["balance-text"]);
  assert.partialDeepStrictEqual((await profile()).body, {
    result: true,
    data: { saldo: "Rp 100.000" },
  });
  await switches.set("balance-odd", true);
  assert.partialDeepStrictEqual((await profile()).body, { data: { balance: "banyak" } });
  assert.equal((await profile("another")).status, 401);
  // One that is off already.
  await switches.set("balance", false);
  assert.deepEqual(switches.on(), ["balance-odd"]);
  await switches.set("balance-odd", false);
  assert.deepEqual(await profile(), { status: 404, body: null });
  assert.equal(osimesa.requests.count("profile"), 6);
});

test("each is a switch of the panel, and the panel is told", async (t) => {
  const { osimesa, order } = await startOsimesa(t, { random: () => 0 });
  const switches = createSupplierSwitches(osimesa);
  let told = 0;
  osimesa.events.on("faults", () => (told += 1));
  await order("P5", "0811");
  for (const [name, words] of [
    ["pace", /^Transaksi dibatasi, coba lagi dalam 6 detik\.$/u],
    ["maintenance", /pemeliharaan/u],
    ["collision", /Bentrok/u],
    ["masked", /contact the admin/u],
  ] as const) {
    const before = told;
    await switches.set(name, true);
    assert.ok(told > before, `${name}: told`);
    assert.deepEqual(switches.on(), [name]);
    assert.match((await order("P5", "0812")).message, words);
    await switches.set(name, false);
    assert.deepEqual(switches.on(), []);
    assert.equal((await order("P5", "0812")).status, true, `${name}: off again`);
  }
});
