import assert from "node:assert/strict";
import { test } from "node:test";
import type { MessageView } from "../../../sandbox/telegram/view.ts";
import { input, service } from "../goods.ts";
import { openShop, opens } from "../shop.ts";

test("three fields, a select among them, keep their positions; ⬅️ keeps what was typed", async (t) => {
  const zone = input("Zone ID", { type: "number", position: 2, minLength: 4, maxLength: 5 });
  const server = {
    kind: "select" as const,
    position: 3 as const,
    label: "Server",
    options: Array.from({ length: 30 }, (_, index) => ({
      value: `s${index}`,
      label: `Server <${index}>`,
    })),
  };
  const { budi, orders } = await openShop(t, [
    service("ML", [input("User ID"), zone, server], { info: "ID ada di profil." }),
  ]);
  await opens(budi, "Layanan ML");
  await budi.sees(/ID ada di profil\.[^]*User ID/);
  budi.says("12345678");
  await budi.sees("Zone ID?");
  assert.doesNotMatch(budi.screen().split("Zone ID?")[1] ?? "", /ID ada di profil/);
  budi.says("12a");
  await budi.sees("hanya angka");
  budi.says("123");
  await budi.sees("Terlalu pendek: 3 angka. Seharusnya 4–5 angka.");
  budi.says("1234");
  await budi.sees("Server?");
  await budi.presses("⬅️");
  await budi.sees("Zone ID?");
  await budi.presses("Pakai 1234");
  await budi.sees("Server?");
  await budi.presses("▶️");
  await budi.presses("Server <14>");
  await budi.sees(/User ID: 12345678\nZone ID: 1234\nServer: Server <14>/);
  await budi.presses("✅");
  await budi.sees("Menunggu dikirim");
  const [order] = await orders(budi.id);
  assert.deepEqual(
    order?.destination.map(({ position, value }) => [position, value]),
    [
      [1, "12345678"],
      [2, "1234"],
      [3, "s14"],
    ],
  );
});

test("a page of options that fails on the way is said to, and can be pressed again", async (t) => {
  const options = Array.from({ length: 30 }, (_, index) => ({
    value: `s${index}`,
    label: `Server ${index}`,
  }));
  const { budi, telegram } = await openShop(t, [
    service("ML", [{ kind: "select", position: 1, label: "Server", options }]),
  ]);
  await opens(budi, "Layanan ML");
  await budi.sees("Server?");
  telegram.faults.add({ kind: "dropped", method: "editMessageText" });
  const { text } = await budi.presses("▶️");
  assert.match(text, /Coba lagi sebentar lagi/);
  await budi.presses("▶️");
  await budi.presses("Server 14");
  await budi.sees("Server: Server 14");
});

test("an answered question loses its buttons; what was typed stays, mistyped or not", async (t) => {
  const { budi } = await openShop(t, [
    service("ACC", [input("Email", { type: "email" }), input("Nama", { position: 2 })]),
  ]);
  await opens(budi, "Layanan ACC");
  const question = await budi.sees("Email?");
  const now = (of: MessageView) =>
    budi.messages().find(({ message }) => message.message_id === of.message.message_id);
  assert.ok(now(question)?.message.reply_markup);
  const mistyped = budi.says("budi@contoh");
  await budi.sees("bukan alamat email");
  const answer = budi.says("budi@contoh.id");
  await budi.sees("Nama?");
  assert.ok(now(mistyped) && now(answer));
  assert.equal(now(question)?.message.reply_markup, undefined);
});

test("answers sent faster than the bot reads are taken in their order", async (t) => {
  const shop = await openShop(t, [
    service("ML", [input("User ID"), input("Zone", { position: 2 })]),
  ]);
  const { budi } = shop;
  await opens(budi, "Layanan ML");
  await budi.sees("User ID?");
  budi.says("111222");
  budi.says("3333");
  await budi.sees(/User ID: 111222\nZone: 3333/);
});
