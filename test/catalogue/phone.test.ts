import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { sampleCatalogue } from "../../sandbox/osimesa/catalogue/sample.ts";
import { createServiceReader } from "../../src/catalogue/reader.ts";
import { meansPhone, phoneDoubts, readPhone } from "../../src/catalogue/phone.ts";
import type { InputField, InputType } from "../../src/catalogue/service.ts";

const field = (label: string, type: InputType = "tel"): InputField => ({
  kind: "input",
  position: 1,
  type,
  label,
  placeholder: "",
  minLength: 0,
  maxLength: 0,
});
const meansOf = (label: string, category: string, name = "10.000", type: InputType = "tel") =>
  meansPhone(field(label, type), { name, category: { name: category, slug: "" } });

/** As such lists label them, with the category and the product they stand at. */
type Labelled = [label: string, category: string, name?: string, type?: InputType];

const phones: Labelled[] = [
  ["Masukkan Nomor HP", "Kuota Axis"],
  ["Nomor HP", "Lain-lain", "Apa saja"],
  ["Nomor HP akun Vidio", "Streaming"],
  ["No. WhatsApp", "Sosial"],
  ["Phone number", "Other"],
  ["Nomor Handphone", "Roblox", "80 Robux", "text"],
  ["Nomor telepon", "Lain-lain", "x", "number"],
  ["", "Pulsa Telkomsel"],
  ["Masukkan Data", "Smartfren Transfer", "Smartfren Pulsa Transfer 70.000"],
  ["Nomor Tujuan", "Kuota XL", "10 GB", "text"],
  ["Tujuan", "Saldo Digital", "DANA 50.000"],
  ["Data 1", "Paket SMS"],
  ["No.HP", "Pulsa Tri"],
  ["No HP", "Streaming", "Vidio 1 bulan"],
  ["no_hp", "Lain-lain", "x"],
  ["NOHP", "Lain-lain", "x"],
  ["HP Tujuan", "Lain-lain", "x"],
  ["No. HP Penerima", "Gift", "x", "text"],
  ["Nomor HP Pelanggan", "Telkomsel Pascabayar"],
  ["Nomor HP terdaftar", "Aplikasi"],
  ["Nomor WA aktif", "Jasa"],
  ["No. Telp", "Lain-lain", "x"],
  ["Nomor Ponsel", "Lain-lain", "x"],
  ["MSISDN", "Other", "x"],
  ["Mobile number", "Other", "x"],
  ["Cell phone", "Other", "x"],
  ["Your phone number", "Streaming", "1 month"],
  ["Enter number", "Kuota Indosat", "Freedom Internet 7 GB"],
  ["Destination number", "Data package", "5 GB"],
  ["Nomor", "Pulsa by.U"],
  ["Nomor", "Pulsa", "byU 10.000"],
  ["Nomor Tujuan", "Tri", "AlwaysOn 9 GB"],
  ["Nomor Tujuan", "Smart Fren", "10.000"],
  ["No. Pelanggan", "Telkomsel Pascabayar", "Kartu Halo"],
  ["Customer number", "XL Pascabayar", "Tagihan"],
  ["Nomor DANA", "Saldo Digital", "50.000"],
  ["No. OVO tujuan", "Saldo Digital", "50.000"],
  ["Nomor GoPay", "Lain-lain", "20.000"],
  ["Nomor tujuan", "E-Wallet", "LinkAja 20.000"],
  ["Masukkan nomor akun", "ShopeePay", "20.000"],
  ["Nomor yang diisi", "Masa Aktif", "Axis 30 hari"],
];

const others: Labelled[] = [
  ["User ID", "Mobile Legends"],
  ["User ID", "Pulsa Telkomsel"],
  ["Zone ID", "Mobile Legends", "86 Diamonds", "number"],
  ["Player ID", "Free Fire"],
  ["Mobile Legends", "Game"],
  ["Masukkan Data", "Mobile Legends", "86 Diamonds"],
  ["Nomor Meter / ID Pelanggan", "Token PLN"],
  ["Nomor Meter", "Pulsa Listrik"],
  ["Nomor", "Pulsa Listrik", "PLN 20.000"],
  ["Nomor Tujuan", "Token Listrik", "Token 20.000"],
  ["Nomor Kartu", "Pulsa Telkomsel"],
  ["Nama", "Pulsa Telkomsel", "5.000", "text"],
  ["Catatan", "Pulsa Telkomsel", "5.000", "text"],
  ["Nomor HP", "Pulsa Telkomsel", "5.000", "password"],
  ["Nomor HP", "Pulsa Telkomsel", "5.000", "email"],
  ["Nomor HP atau Email", "Netflix", "1 bulan", "text"],
  ["No. Pelanggan", "Token PLN"],
  ["No. Pelanggan", "PDAM", "Tagihan"],
  ["Nomor Pelanggan", "IndiHome", "Tagihan"],
  ["Nomor HP / No. Pelanggan", "PLN Pascabayar", "Tagihan"],
  ["Nomor Meter / HP", "Token", "20.000"],
  ["IDPEL", "Pulsa Listrik"],
  ["ID Pelanggan", "Telkomsel Pascabayar"],
  ["Nomor Tujuan", "BPJS Kesehatan", "Tagihan"],
  ["Nomor Tujuan", "Voucher Game", "Garena 33 Shell"],
  ["Nomor", "Free Fire", "140 Diamonds"],
  ["Masukkan ID", "Higgs Domino", "1M"],
  ["UID", "Genshin Impact", "60 Genesis", "text"],
  ["Username Roblox", "Roblox", "80 Robux", "text"],
  ["Riot ID", "Valorant", "125 VP", "text"],
  ["Nickname", "PUBG", "60 UC", "text"],
  ["Server", "Ragnarok", "66", "text"],
  ["Kode Voucher", "Aktivasi Voucher Axis", "2 GB"],
  ["Nomor seri (serial)", "Voucher Telkomsel", "x"],
  ["Nomor Virtual Account", "DANA", "50.000"],
  ["Nomor Rekening", "Transfer Bank", "50.000"],
  ["Nomor kartu e-money", "e-Money", "50.000"],
  ["Nomor Tujuan", "E-Toll", "Saldo e-money 50.000"],
  ["NIK pemilik nomor", "Registrasi Telkomsel", "x"],
  ["Alamat dan No HP", "Hadiah", "x", "text"],
  ["Jumlah", "Saldo DANA", "bebas nominal", "number"],
  ["PIN Telkomsel", "Pulsa Telkomsel", "x"],
  ["Tanggal mulai", "Kuota XL", "x", "text"],
  ["Tautan profil", "Steam", "x", "text"],
];
for (const [means, table] of [
  [true, phones],
  [false, others],
] as const) {
  for (const [label, category, name, type = "tel"] of table) {
    test(`"${label}" (${type}) of ${category} ${name ?? ""} means ${means ? "a" : "no"} phone`, () =>
      assert.equal(meansOf(label, category, name, type), means));
  }
}

test("in the whole emulated catalogue only what is credited to a phone asks for one", () => {
  const reader = createServiceReader().begin();
  for (const raw of sampleCatalogue()) reader.member(Buffer.from(JSON.stringify(raw)));
  const asks = new Map<string, Set<string>>();
  for (const one of reader.services()) {
    const labels = one.fields.filter((each) => meansPhone(each, one)).map(({ label }) => label);
    const known = asks.get(one.category.name) ?? new Set();
    asks.set(one.category.name, new Set([...known, ...labels]));
  }
  const credited = /^(?:Pulsa|Kuota) |^(?:Telkomsel|Smartfren) Transfer$|^Saldo E-Wallet$/;
  for (const [category, labels] of asks) {
    const wanted = credited.test(category)
      ? ["Masukkan Nomor HP"]
      : category === "Streaming & Aplikasi"
        ? ["Nomor HP akun Vidio"]
        : [];
    assert.deepEqual([...labels], wanted, category);
  }
  assert.ok(asks.size > 20);
});

test("a choice is no phone, whatever its label", () => {
  const select = { kind: "select", position: 1, label: "Nomor HP", options: [] } as const;
  assert.equal(meansPhone(select, { name: "5.000", category: { name: "Pulsa", slug: "" } }), false);
});

const read: [typed: string, sent: string | null][] = [
  ["081234567890", "081234567890"],
  ["+62 812-3456-7890", "081234567890"],
  ["62812 3456 7890", "081234567890"],
  ["(0812) 3456.7890", "081234567890"],
  ["+62 (812) 3456 7890", "081234567890"],
  ["+62 (0) 812 3456 7890", "081234567890"],
  ["+62081234567890", "081234567890"],
  ["0062 812 3456 7890", "081234567890"],
  ["０８１２３４５６７８９０", "081234567890"],
  ["+62 812345678901234", "0812345678901234"],
  ["+62 21 555 1234", "0215551234"],
  ["+1 202 555 0100", "+12025550100"],
  ["628123456", "628123456"],
  ["08123456789012345", "08123456789012345"],
  ["0812abc", null],
  ["0812/3456", null],
  ["081234567890 (1234)", null],
  ["081234567890 081234567891", null],
  ["0812-3456-789, 0813-3456-789", null],
  ["+", null],
  ["", null],
];
for (const [typed, sent] of read) {
  test(`"${typed}" is ${sent === null ? "no phone number" : `sent as ${sent}`}`, () =>
    assert.equal(readPhone(typed), sent));
}

test("a number's digits all arrive, in their order, however it is grouped", () => {
  const mark = fc.constantFrom("", " ", "-", ".", " - ");
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 7, maxLength: 12 }),
      fc.array(mark, { minLength: 12, maxLength: 12 }),
      fc.constantFrom("08", "+628", "628", "00628"),
      (rest, marks, begin) => {
        const typed = begin + rest.map((digit, at) => `${marks[at] ?? ""}${digit}`).join("");
        const sent = readPhone(typed);
        if (sent === null) return; // Groups of nine and more may be two numbers.
        const short = begin === "628" && rest.length < 8;
        assert.equal(sent, `${short ? "628" : "08"}${rest.join("")}`, typed);
      },
    ),
    { numRuns: 2_000 },
  );
});

test("a likely number raises no doubt; one too long, too short or of another kind does", () => {
  const kinds = (number: string) => phoneDoubts(number).map(({ kind }) => kind);
  for (const number of ["0812345678", "081234567890", "0812345678901"])
    assert.deepEqual(kinds(number), [], number);
  assert.deepEqual(phoneDoubts("08123456789012345"), [{ kind: "length", digits: 17 }]);
  assert.deepEqual(kinds("081234567"), ["length"]);
  assert.deepEqual(kinds("08123456789012"), ["length"]);
  assert.deepEqual(kinds("0215551234"), ["beginning"]);
  assert.deepEqual(kinds("812345678"), ["length", "beginning"]);
  assert.deepEqual(phoneDoubts("+12025550100"), [{ kind: "beginning" }]);
});
