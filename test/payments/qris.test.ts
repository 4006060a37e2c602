import assert from "node:assert/strict";
import { test } from "node:test";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import fc from "fast-check";
import decodeQr from "qr/decode.js";
import { qrPicture } from "../../src/payments/picture.ts";
import { readQris, withAmount, type Qris } from "../../src/payments/qris.ts";

/** Of a shop that does not exist. Its checksums were reckoned by Python's `binascii.crc_hqx`. */
const accounts =
  "26580013ID.CONTOH.WWW01189360000000000000010208TOKO00010303UMI51440014ID.CO.QRIS.WWW0215ID10000000000010303UMI";
/** Trade and currency. */
const trade = "520448145303360";
const shop = "5802ID5909TOKO MAJU6007JAKARTA61051234562070703A01";
const cafe = "5802ID5911KEDAI CAFÉ6007JAKARTA";
const atTheCounter = `000201010211${accounts}${trade}${shop}630497CA`;

function read(text: string): Qris {
  const reading = readQris(text);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.qris;
}

function problemOf(text: string): string {
  const reading = readQris(text);
  if (reading.ok) throw new Error("it was read");
  return reading.problem;
}

/** CRC-16/CCITT-FALSE by table of nibbles: another way than the one that is tested. */
function checksum(text: string): string {
  const table = [
    0x0000, 0x1021, 0x2042, 0x3063, 0x4084, 0x50a5, 0x60c6, 0x70e7, 0x8108, 0x9129, 0xa14a, 0xb16b,
    0xc18c, 0xd1ad, 0xe1ce, 0xf1ef,
  ];
  const step = (sum: number, nibble: number) =>
    ((sum << 4) ^ (table[((sum >> 12) ^ nibble) & 0xf] ?? 0)) & 0xffff;
  const sum = [...Buffer.from(text)].reduce(
    (sum, byte) => step(step(sum, byte >> 4), byte & 0xf),
    0xffff,
  );
  return sum.toString(16).toUpperCase().padStart(4, "0");
}

const signed = (body: string) => `${body}6304${checksum(`${body}6304`)}`;

test("these tests' own checksum is the one of the catalogue of checksums", () => {
  assert.equal(checksum("123456789"), "29B1");
});

test("the example of EMVCo's own specification is read up to what makes it no counter's: its use", () => {
  const example =
    "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME91320016A0112233449988770708123456786304A13A";
  assert.match(problemOf(example), /for one payment/);
  assert.match(problemOf(example.replace("A13A", "A13B")), /where its text makes A13A/);
});

test("a static QRIS says whom it pays, and with an amount in it is for one payment of it", () => {
  const qris = read(atTheCounter);
  assert.equal(qris.merchantName, "TOKO MAJU");
  assert.equal(
    withAmount(qris, 100_123),
    `000201010212${accounts}${trade}5406100123${shop}63041995`,
  );
});

test("an amount and a tip that are in it already make way: what is paid is the amount and nothing more", () => {
  const tipping = `000201010211${accounts}5204481453033605401555020357015${shop}6304716F`;
  assert.equal(withAmount(read(tipping), 100_123), withAmount(read(atTheCounter), 100_123));
});

test("lengths are of bytes, and one without a first tag of its use gets it", () => {
  const qris = read(`000201${accounts}${trade}${cafe}63040B98`);
  assert.equal(qris.merchantName, "KEDAI CAFÉ");
  assert.equal(withAmount(qris, 7), `000201010212${accounts}${trade}54017${cafe}63042599`);
});

test("where the lengths only fit as characters they are characters", () => {
  const body = `000201010211${accounts}${trade}${cafe.replace("5911", "5910")}`;
  const qris = read(signed(body));
  assert.equal(qris.merchantName, "KEDAI CAFÉ");
  assert.equal(
    withAmount(qris, 7),
    signed(body.replace("010211", "010212").replace("5303360", "530336054017")),
  );
});

test("whatever the amount, the rest stays as it was and the checksum is right", () => {
  const qris = read(atTheCounter);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (rupiah) => {
      const text = withAmount(qris, rupiah);
      const digits = String(rupiah);
      const length = String(digits.length).padStart(2, "0");
      assert.equal(
        text,
        signed(`000201010212${accounts}52044814530336054${length}${digits}${shop}`),
      );
    }),
  );
});

test("an amount that is none is a bug of ours", () => {
  for (const rupiah of [0, -1, 0.5, Number.NaN, Infinity])
    assert.throws(() => withAmount(read(atTheCounter), rupiah), RangeError);
});

test("one letter wrong, anywhere, and it is not taken", () => {
  for (let at = 0; at < atTheCounter.length; at += 1) {
    const wrong = atTheCounter[at] === "0" ? "1" : "0";
    const reading = readQris(atTheCounter.slice(0, at) + wrong + atTheCounter.slice(at + 1));
    assert.equal(reading.ok, false, `at ${at}`);
  }
});

const wrongOnes: [why: string, text: string, problem: RegExp][] = [
  ["nothing of the kind", "https://example.com", /begin with 000201; wanted: the text inside/],
  ["cut off", atTheCounter.slice(0, -10), /^ends with "2070703A"; wanted: all of it/],
  [
    "a checksum that cannot be one, as in a widely copied example",
    `${atTheCounter.slice(0, -4)}M2B3`,
    /^ends with "6304M2B3"; .*hexadecimal/,
  ],
  [
    "a wrong checksum",
    `${atTheCounter.slice(0, -4)}97CB`,
    /checksum 97CB where its text makes 97CA/,
  ],
  [
    "one for a single payment",
    signed(`000201010212${accounts}52044814530336054015${shop}`),
    /for one payment \(tag 01 is 12\)/,
  ],
  ["dollars", signed(`000201010211${accounts}520448145303840${shop}`), /currency 840.*360/],
  ["no currency", signed(`000201010211${accounts}52044814${shop}`), /currency none.*360/],
  ["nobody's account", signed(`000201010211${trade}${shop}`), /names no account/],
  [
    "no name",
    signed(`000201010211${accounts}5204481453033605802ID6007JAKARTA`),
    /names no merchant/,
  ],
  ["a tag twice", signed(`000201010211${accounts}5303360${shop}5303360`), /the tag 53 twice/],
  [
    "a length beyond its end",
    signed(`000201010211${accounts}5303360${shop}8099AB`),
    /ends within tag 80/,
  ],
  [
    "letters for a length",
    signed(`000201010211${accounts}53AB360${shop}`),
    /"53AB" where a tag and a length/,
  ],
  [
    "an account that is not made of fields",
    signed(`0002010102112605ABCDE5303360${shop}`),
    /"ABCD" in tag 26/,
  ],
  [
    "an account whose fields go on too long",
    signed(`00020101021126080099ABCD5303360${shop}`),
    /ends within tag 00 in tag 26/,
  ],
];
for (const [why, text, problem] of wrongOnes) {
  test(`not taken: ${why}`, () => {
    assert.match(problemOf(text), problem);
    assert.match(problemOf(text), /wanted: /);
  });
}

test("the picture is read by a QR reader as the very same text", async () => {
  for (const rupiah of [1, 100_123, 10_000_000]) {
    const text = withAmount(read(atTheCounter), rupiah);
    const image = await loadImage(await qrPicture(text));
    const canvas = createCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    assert.equal(decodeQr({ width: image.width, height: image.height, data }), text);
  }
});

test("the picture is small, square and framed in white", async () => {
  const png = await qrPicture(withAmount(read(atTheCounter), 100_123));
  assert.ok(png.length < 20_000, `${png.length} bytes`);
  const image = await loadImage(png);
  assert.equal(image.width, image.height);
  assert.ok(image.width >= 500 && image.width <= 1_000, `${image.width} pixels`);
});
