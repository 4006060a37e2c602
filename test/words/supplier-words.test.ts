import assert from "node:assert/strict";
import { test } from "node:test";
import { forReseller } from "../../src/words/supplier-words.ts";
import { processorTime } from "../processor-time.ts";

test("of the shop's own account with the supplier a reseller reads nothing, of everything else all", () => {
  const shown: [says: string, reads: string][] = [
    ["Transaksi gagal, saldo dikembalikan.", "Transaksi gagal"],
    ["Nomor tidak aktif. Saldo dikembalikan.", "Nomor tidak aktif."],
    ["Gagal (saldo kembali)", "Gagal"],
    ["SN: 1234-5678. Sisa Saldo Rp1.234.567", "SN: 1234-5678."],
    ["Sukses - saldo 12.000", "Sukses"],
    ["Saldo tidak mencukupi.", ""],
    ["Insufficient balance", ""],
    ["Failed\nYour deposit is too low", "Failed"],
    ["Top up saldo DANA berhasil", "Top up saldo DANA berhasil"],
    ["Nomor salah, harga Rp1.500", "Nomor salah, harga Rp1.500"],
    ["", ""],
  ];
  for (const [says, reads] of shown) assert.equal(forReseller(says), reads, says);
});

test("a note of a megabyte is looked through as quickly as any", () => {
  const tookMs = processorTime();
  forReseller(`saldo kurang${" ".repeat(1_000_000)}(`);
  assert.ok(tookMs() < 1_000, `${tookMs()} ms`);
});
