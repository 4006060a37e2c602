import assert from "node:assert/strict";
import { test } from "node:test";
import { isUnknownStatus, statusFamily } from "../../src/osimesa/status.ts";

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
