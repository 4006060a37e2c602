import assert from "node:assert/strict";
import { test } from "node:test";
import { asksIdAndZone, isIdWithZone, readIdAndZone } from "../../src/catalogue/id-and-zone.ts";
import type { Field, InputType } from "../../src/catalogue/service.ts";

for (const typed of [
  "12345678 (1234)",
  "12345678(1234)",
  " 12345678  ( 1234 ) ",
  "12345678 [1234]",
  "12345678 1234",
  "12345678/1234",
  "12345678.1234",
  "12345678 - 1234",
  "12345678,1234",
  "12345678#1234",
  "ID: 12345678 Zone: 1234",
  "id 12345678 (zone id 1234)",
  "ID : 12345678 ( Server : 1234 )",
  "ID: 12345678 (1234)",
  "ID 12345678 1234",
  "UserID=12345678 ZoneID=1234",
  "12345678 zone 1234",
  "12345678 server 1234",
  "12345678 (Zone 1234)",
  "12345678 s1234",
  "12345678*1234",
  "12345678|1234",
  "12345678 <1234>",
  "ID: 12345678\nZone: 1234",
  "１２３４５６７８ (１２３４)",
]) {
  test(`"${typed}" is an id and its zone`, () =>
    assert.deepEqual(readIdAndZone(typed), { id: "12345678", zone: "1234" }));
}

for (const typed of [
  "12345678",
  "123456781234",
  "Budi (1234)",
  "12345678 (Asia)",
  "12345678 (1234",
  "12345678 (1234) 5",
  "1234 5678 9012",
  "(1234)",
  "zone 1234",
  "12345678 Asia 1234",
  "12345678 (1234, 5678)",
  "",
]) {
  test(`"${typed}" is not an id and its zone`, () => assert.equal(readIdAndZone(typed), null));
}

const input = (label: string, type: InputType = "tel"): Field => ({
  kind: "input",
  position: 1,
  type,
  label,
  placeholder: "",
  minLength: 0,
  maxLength: 0,
});
const select: Field = { kind: "select", position: 2, label: "Zone ID", options: [] };

test("only a question for an id, followed by one for its zone, takes both", () => {
  const asks = (...fields: Field[]) => asksIdAndZone(fields, 0);
  assert.ok(asks(input("User ID"), input("Zone ID", "number")));
  assert.ok(asks(input("Masukkan User ID", "text"), input("Server ID", "text")));
  assert.ok(asks(input("ID Akun"), input("Zona")));
  assert.ok(!asks(input("User ID")));
  assert.ok(!asks(input("User ID"), select));
  assert.ok(!asks(input("User ID"), input("Nama")));
  assert.ok(!asks(input("Nomor HP"), input("Zone ID")));
  assert.ok(!asks(input("Zone ID"), input("Server ID")));
  assert.ok(!asks(input("User ID", "password"), input("Zone ID")));
  assert.ok(!asks(input("User ID"), input("Zone ID", "password")));
  assert.ok(!asksIdAndZone([input("User ID"), input("Zone ID")], 1));
  assert.ok(asksIdAndZone([input("Nama"), input("User ID"), input("Zone ID")], 1));
});

test("one question may ask for both", () => {
  for (const label of [
    "User ID (Zone ID)",
    "User ID & Server",
    "ID dan Zona",
    "ID Akun + Server ID",
  ])
    assert.ok(isIdWithZone(label), label);
  for (const label of ["User ID", "Zone ID", "ID Server", "Server ID", "Nama server", "Nomor HP"])
    assert.ok(!isIdWithZone(label), label);
});
