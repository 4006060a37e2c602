/** Far more than is shown; what goes through it takes with its length times itself. */
const mostRead = 2_000;

/**
 * What a supplier says, for a reseller: without its talk of the shop's own account. "Saldo dikembalikan" or "sisa saldo
 * 12.000" is the shop's balance with the supplier, and a reseller would read it as their own.
 */
export function forReseller(text: string): string {
  return text
    .slice(0, mostRead)
    .replaceAll(/\s*\([^()]*\)/g, (inBrackets) => (isOfAccount(inBrackets) ? "" : inBrackets))
    .split("\n")
    .map((line) =>
      line
        .split(/(?<=[.;!?])\s+/)
        .map(withoutAccountClauses)
        .filter((sentence) => sentence !== "")
        .join(" "),
    )
    .filter((line) => line !== "")
    .join("\n");
}

function withoutAccountClauses(sentence: string): string {
  if (!isOfAccount(sentence)) return sentence;
  return sentence
    .split(/,\s+|\s+[-–|]\s+/)
    .filter((clause) => !isOfAccount(clause))
    .join(", ");
}

/** An account is named, and in the same breath what becomes of it: topping up a customer's "saldo DANA" is a product. */
function isOfAccount(clause: string): boolean {
  return (
    /\b(?:saldo|balance|deposit)\b/i.test(clause) &&
    /\b(?:(?:di)?kembali(?:kan)?|refund(?:ed)?|returned|sisa|kurang|habis|(?:men)?cukup(?:i)?|insufficient|enough|low|remaining|(?:ter|di)potong|awal|akhir)\b|\b(?:saldo|balance|deposit)\s*:?\s*(?:rp\.?\s*)?\d/i.test(
      clause,
    )
  );
}

/** "Transaksi berhasil." below ✅ says nothing. */
export function saysOnlySuccess(note: string): boolean {
  return /^(?:(?:transaksi|trx|transaction|pesanan|order|pembelian|pengisian|top ?up|status)\s*:?\s*)?(?:(?:telah|sudah|anda|has been|is|was)\s+)*(?:berhasil|sukses|success(?:ful(?:ly)?)?|completed?|done|selesai)(?:\s+(?:diproses|dilakukan|dikirim|processed))?[\s.!]*$/i.test(
    note.trim(),
  );
}
