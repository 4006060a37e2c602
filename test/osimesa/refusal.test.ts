import assert from "node:assert/strict";
import { test } from "node:test";
import { readRefusal } from "../../src/osimesa/refusal.ts";
import { processorTime } from "../processor-time.ts";

/** What a "no" with HTTP 200 is read as: the cause, and the seconds to wait where it says them. */
function reads(message: string, codes: readonly number[] = [200]): string {
  const refusal = readRefusal(message, codes);
  return refusal.kind === "not-now" && refusal.waitS !== null
    ? `${refusal.cause} ${refusal.waitS} s`
    : refusal.cause;
}

// The texts of relatives stand as they were seen, letter for letter.
const meanings: [message: string, meaning: string][] = [
  ["Transaksi dibatasi, coba lagi dalam 6 detik.", "pace 6 s"],
  ["Transaksi dibatasi, coba lagi dalam 1 menit.", "pace 60 s"],
  ["Transaksi Anda dibatasi", "pace"],
  ["Terlalu banyak permintaan, tunggu 10 detik.", "pace 10 s"],
  ["Terlalu cepat", "pace"],
  ["Too many requests", "pace"],
  ["Rate limit exceeded for IP 203.0.113.7, try again in 6 seconds", "pace 6 s"],
  ["You are rate limited", "pace"],
  ["Please try again after 2 minutes.", "pace 120 s"],
  ["Silakan ulangi dalam 3 detik", "pace 3 s"],
  ["Transaksi dibatasi, coba lagi dalam 9999 menit.", "pace"],
  ["Transaksi dibatasi, coba lagi dalam 0 detik.", "pace"],

  ["Ada pemeliharaan sistem transaksi, coba lagi nanti.", "maintenance"],
  ["Ada pemeliharaan sistem API, coba lagi nanti.", "maintenance"],
  ["Sistem sedang dalam pemeliharaan", "maintenance"],
  ["Sistem sedang maintenance", "maintenance"],
  ["Maintenance sistem sampai 06.00", "maintenance"],
  ["The system is currently under maintenance.", "maintenance"],
  ["API down for maintenance, try again in 10 minutes", "maintenance 600 s"],

  ["Sistem Bentrok, coba lagi nanti!", "collision"],
  ["SISTEM  BENTROK", "collision"],
  ["Transaction number collision", "collision"],

  ["Something went wrong, please contact the admin.", "masked"],
  ["Terjadi kesalahan, silakan hubungi admin.", "masked"],

  ["Saldo Anda tidak cukup untuk melakukan pemesanan ini.", "shop"],
  ["Saldo akun minimum Anda adalah 10000.", "shop"],
  ["Saldo tidak cukup, coba lagi dalam 5 menit", "shop"],
  ["API Key not registered.", "shop"],
  ["API Signature not valid.", "shop"],
  ["IP 203.0.113.7 is not permitted", "shop"],

  // Of this order alone, however near their words.
  ["Layanan Limit tidak ditemukan atau saat ini tidak tersedia.", "order"],
  ["Kuota Unlimited sedang kosong", "order"],
  ["Limit pembelian produk ini 1 per hari", "order"],
  ["Transaksi tidak dibatasi", "order"],
  ["Masih ada parameter yang kosong.", "order"],
  ["Masih terdapat pesanan pending dengan target yang sama.", "order"],
  ["Layanan Maintenance Kit tidak tersedia", "order"],
  ["Produk sedang dalam pemeliharaan", "order"],
  ["Server Bentrok Online tidak ditemukan", "order"],
  ["Duplicate transaction", "order"],
  ["Nomor salah, coba lagi nanti.", "order"],
  ["Something went wrong with player id 12", "order"],
  ["User not found.", "order"],
  ["Voucher berlaku 30 detik", "order"],
  ["", "order"],
];
for (const [message, meaning] of meanings) {
  test(`"${message}" is read as ${meaning}`, () => assert.equal(reads(message), meaning));
}

test("a code of the account's says more than words, one of too many requests less", () => {
  for (const code of [401, 403]) {
    assert.equal(reads("Transaksi dibatasi, coba lagi dalam 6 detik.", [200, code]), "shop");
    assert.equal(reads("Nomor salah", [code]), "shop");
  }
  for (const code of [429, 503]) {
    assert.equal(reads("Transaksi dibatasi, coba lagi dalam 6 detik.", [code]), "pace 6 s");
    assert.equal(reads("x", [code]), "shop");
    assert.equal(reads("Something went wrong, please contact the admin.", [code]), "shop");
  }
});

test("a no of a megabyte is read as quickly as any", () => {
  const tookMs = processorTime();
  assert.equal(reads("something went wrong ".repeat(50_000)), "order");
  assert.ok(tookMs() < 1_000, `${tookMs()} ms`);
});
