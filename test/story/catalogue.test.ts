import assert from "node:assert/strict";
import { test } from "node:test";
import { IP_BLOCKED, MAINTENANCE } from "../../sandbox/osimesa/faults.ts";
import { cutOffAround } from "../../sandbox/osimesa/shop.ts";
import { goods } from "./goods.ts";
import { openShop } from "./shop.ts";
import { until } from "./until.ts";

test("the upstream is down at start: a kind word, and menus once it is back", async (context) => {
  const { budi, osimesa } = await openShop(context, { before: ({ osimesa }) => osimesa.down() });
  budi.says("/order");
  const sorry = await budi.sees(/./);
  assert.doesNotMatch(sorry.message.text ?? "", /Pilih kategori/);
  await osimesa.up();
  await until(async () => {
    budi.says("/order");
    return (await budi.sees(/./)).message.text?.includes("Pilih kategori");
  });
});

test("a restart with the upstream down still serves menus, with their age when they are old", async (context) => {
  const { budi, bot, openBot, osimesa } = await openShop(context);
  await budi.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
  await osimesa.down();
  await bot.stop();
  await openBot();
  budi.says("/order");
  await budi.sees("Pilih kategori");
});

test("what is in every order's way is said on the card, though none waits: no answer, maintenance, an account that is refused", async (context) => {
  const { budi, osimesa } = await openShop(context);
  const isDisturbed = async () => {
    budi.says("TS5.081234567890");
    return /Supplier sedang terganggu[^]*menit/.test((await budi.sees(/^Cek/)).message.text ?? "");
  };
  const isWell = async () => !(await isDisturbed());
  assert.ok(await isWell());
  await osimesa.down();
  await until(isDisturbed);
  await osimesa.up();
  await until(isWell);
  for (const fault of [MAINTENANCE, IP_BLOCKED]) {
    osimesa.faults.on(fault, { count: Infinity });
    await until(isDisturbed);
    osimesa.faults.clear();
    await until(isWell);
  }
});

test("a malformed or empty list never replaces a good one; one bad service is skipped", async (context) => {
  const { budi, osimesa } = await openShop(context);
  await budi.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
  for (const kind of ["data-empty", "data-not-array", "data-null"] as const) {
    osimesa.faults.on({ kind }, { types: ["service"], count: 1 });
    const before = osimesa.requests.count("service");
    await until(() => osimesa.requests.count("service") > before + 1);
    await budi.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
  }
  osimesa.faults.on({ kind: "bad-entry", index: 0 }, { types: ["service"], count: Infinity });
  const before = osimesa.requests.count("service");
  await until(() => osimesa.requests.count("service") > before + 1);
  await budi.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
  assert.ok(budi.buttons().length > 0);
});

test("an empty service and one in its cut-off still open, and say why and until when", async (context) => {
  const { budi, osimesa, orderRequests } = await openShop(context, {
    services: goods.map((service) =>
      service.code === "TS10" ? { ...service, cutoff: cutOffAround(Date.now()) } : service,
    ),
  });
  budi.says("/order");
  await budi.sees("Pilih kategori");
  await budi.presses("Pulsa Telkomsel");
  const labels = budi.buttons();
  const place = (name: string) => labels.findIndex((label) => label.includes(name));
  assert.ok(
    place("Telkomsel 5.000") < place("Telkomsel 10.000"),
    `open ones first: ${labels.join(" | ")}`,
  );
  assert.match(labels[place("Telkomsel 25.000")] ?? "", /🔴/);
  assert.match(labels[place("Telkomsel 10.000")] ?? "", /🌙/);
  await budi.presses("🌙");
  await budi.sees(/Telkomsel 10\.000[^]*Rp10\.875[^]*\d\d:\d\d/);
  await budi.presses("⬅️");
  await budi.presses("🔴");
  await budi.sees(/Telkomsel 25\.000[^]*Rp25\.125/);
  assert.equal(orderRequests(), 0);
  assert.equal(osimesa.ledger.all().length, 0);
});

test("a price that rose between card and ✅ is said, and taken only with another ✅", async (context) => {
  const { budi, osimesa, orderRequests } = await openShop(context);
  await budi.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
  budi.says("081234567890");
  await budi.sees(/^Cek[^]*Rp5\.925/);
  osimesa.shop.setPrice("TS5", 6_500);
  const before = osimesa.requests.count("service");
  await until(() => osimesa.requests.count("service") > before + 1);
  await budi.presses("✅");
  await budi.seesAlert("Harganya baru saja berubah. Belum ada transaksi");
  await budi.sees(/Harga berubah[^]*dari Rp5\.925 menjadi Rp6\.500/);
  assert.equal(orderRequests(), 0);
  await budi.presses("✅ Pesan Rp6.500");
  await budi.sees(/^✅[^]*SN/);
  assert.equal(orderRequests(), 1);
});
