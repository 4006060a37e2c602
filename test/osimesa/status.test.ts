import assert from "node:assert/strict";
import { test } from "node:test";
import { isUnknownStatus, saysOnlyInProgress, statusFamily } from "../../src/osimesa/status.ts";
import { processorTime } from "../processor-time.ts";

test("status words fall into families; a strange one is still in progress", () => {
  for (const word of ["success", "SUKSES", " Berhasil ", "done", "Completed"])
    assert.equal(statusFamily(word), "succeeded", word);
  for (const word of ["failed", "Gagal", "error", "cancelled", "canceled", "refund", "Refunded"])
    assert.equal(statusFamily(word), "failed", word);
  for (const word of ["waiting", "process", "", "partial?"])
    assert.equal(statusFamily(word), "in-progress", word);
  assert.ok(isUnknownStatus("partial?"));
  assert.ok(!isUnknownStatus("waiting"));
});

test("a note says no more than that it goes on, or it says something", () => {
  for (const note of [
    "",
    "Transaksi sedang diproses.",
    "Pesanan anda masih dalam proses",
    "processing...",
    "Order is being processing",
    "Status: pending",
    "MENUNGGU",
  ])
    assert.ok(saysOnlyInProgress(note), note);
  for (const note of [
    "Antrean ke-3",
    "Menunggu konfirmasi provider",
    "Sedang diproses, SN 123456",
    "Transaksi diproses ulang",
    "Gangguan Telkomsel, harap tunggu",
    "prosesnya lama",
  ])
    assert.ok(!saysOnlyInProgress(note), note);
});

test("a note of a megabyte is read as quickly as any", () => {
  const tookMs = processorTime();
  assert.ok(!saysOnlyInProgress(`transaksi${" ".repeat(1_000_000)}${". ".repeat(1_000)}x`));
  assert.ok(tookMs() < 1_000, `${tookMs()} ms`);
});
