/** What a transaction's status word means for an order; an unknown word is still in progress. */
export type StatusFamily = "succeeded" | "failed" | "in-progress";

const families: Record<StatusFamily, readonly string[]> = {
  succeeded: [
    "success",
    "succes",
    "successful",
    "succeeded",
    "sukses",
    "berhasil",
    "done",
    "completed",
    "complete",
    "selesai",
  ],
  failed: [
    "failed",
    "fail",
    "failure",
    "gagal",
    "error",
    "cancel",
    "canceled",
    "cancelled",
    "batal",
    "refund",
    "refunded",
  ],
  "in-progress": [
    "waiting",
    "pending",
    "process",
    "processing",
    "proses",
    "diproses",
    "menunggu",
    "in progress",
    "on process",
  ],
};

export function statusFamily(word: string): StatusFamily {
  return familyOf(word) ?? "in-progress";
}

/** A word no family knows: shown as it came, worth a line in the log. */
export function isUnknownStatus(word: string): boolean {
  return familyOf(word) === undefined;
}

/** "Transaksi sedang diproses." says no more than the word beside it. */
export function saysOnlyInProgress(note: string): boolean {
  // One space each: of thousands the pattern tries every way to share them out.
  const said = note.trim().replaceAll(/\s+/g, " ");
  return /^(?:(?:transaksi|trx|transaction|pesanan|order|pembelian|pengisian|top ?up|status) ?:? ?)?(?:(?:anda|ini|sedang|masih|lagi|is|being|still|currently) )*(?:(?:di|dalam )?proses|processing|in progress|on process|pending|menunggu|waiting)?[ .!…]*$/i.test(
    said,
  );
}

function familyOf(word: string): StatusFamily | undefined {
  const key = word.trim().toLowerCase();
  if (families.succeeded.includes(key)) return "succeeded";
  if (families.failed.includes(key)) return "failed";
  return families["in-progress"].includes(key) ? "in-progress" : undefined;
}
