import { lines, paragraphs, rich, type Html } from "../html.ts";

/** Receipts for a reseller's customers, in Indonesian. */
export const receipt = {
  button: {
    receipt: "📄 Struk",
    settings: "📄 Struk",
    price: "✏️ Harga jual",
    noPrice: "Tanpa harga",
    pass: "↗️ Kirim ke pelanggan",
    name: "✏️ Nama toko",
    footer: "✏️ Catatan bawah",
    markup: "✏️ Tambahan lain",
    pricing: {
      ask: "Tanya sekali per produk",
      none: "Tanpa harga",
      rupiah: (amount: string) => `+${amount}`,
      percent: (percent: number) => `+${percent}%`,
    },
  },
  title: "Struk transaksi",
  product: "Produk",
  sn: "SN",
  token: "Token",
  name: "Nama",
  tariff: "Tarif/daya",
  kwh: "kWh",
  others: "Keterangan",
  time: "Waktu",
  number: "No. transaksi",
  total: "Total",
  /** At most 200 characters, like every toast. */
  none: "Struk hanya untuk transaksi yang sukses.",
  askPrice: (product: string): Html =>
    paragraphs(
      rich`<b>Harga jual ${product}?</b>`,
      "Harga Anda ke pelanggan, untuk struk. Pilih, atau ketik angkanya. Hanya ditanya sekali untuk produk ini; harga beli tidak pernah tertulis di struk.",
    ),
  priceKept: (product: string, price: string | null): Html =>
    price === null
      ? rich`Struk ${product}: tanpa harga.`
      : rich`Harga jual ${product}: <b>${price}</b>`,
  wrongAmount: "Angkanya belum terbaca. Contoh: 12500 atau 12rb.",
  settings: (shop: string, footer: string, pricing: string): Html =>
    paragraphs(
      rich`<b>📄 Struk untuk pelanggan</b>`,
      lines(
        rich`Nama toko: <b>${shop}</b>`,
        footer === "" ? "Catatan bawah: –" : rich`Catatan bawah: ${footer}`,
        rich`Harga jual: <b>${pricing}</b>`,
      ),
      "Harga beli Anda tidak pernah tertulis di struk.",
    ),
  askName: (most: number): Html =>
    rich`Nama toko di struk? Balas pesan ini dengan namanya, paling banyak ${most} huruf.`,
  askFooter: (most: number): Html =>
    rich`Catatan di bawah struk? Balas pesan ini, paling banyak ${most} huruf; tanda <code>-</code> untuk mengosongkan.`,
  askMarkup: (): Html =>
    rich`Tambahan di atas harga beli? Balas pesan ini, misalnya <code>1500</code> atau <code>5%</code>`,
  wrongMarkup: "Belum terbaca. Contoh: 1500 atau 5%.",
};
