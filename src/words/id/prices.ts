/** Selling prices, and all that operators set of them, in Indonesian. */
export const prices = {
  changedJustNow: "Harganya baru saja berubah. Belum ada transaksi: cek harga di kartu yang baru.",
};
