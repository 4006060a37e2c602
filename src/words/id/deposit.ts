import { lines, rich, type Html } from "../html.ts";

/** How payments come, by their method. */
const ways: Readonly<Record<string, string>> = { hook: "notifikasi bank", tripay: "Tripay" };

/** Deposits in Indonesian: a reseller's tickets, and what operators do with them. */
export const deposit = {
  button: {
    topUp: "➕ Deposit",
    topUpBy: (rupiah: string) => `➕ Deposit ${rupiah}`,
    copyTotal: (rupiah: string) => `📋 Salin ${rupiah}`,
    copyAccount: (account: string) => `📋 Salin ${account}`,
    cancel: "❌ Batalkan tiket",
    pay: (rupiah: string) => `✅ Masuk ${rupiah}`,
    payOther: "✏️ Jumlah lain",
    copyCommand: "📋 Salin perintah",
    refuse: "❌ Tolak",
    assign: (name: string, rupiah: string) => `✅ ${name} · tiket ${rupiah}`,
    ignore: "❌ Bukan deposit",
    list: "💵 Deposit",
  },
  choose: (): Html =>
    lines(rich`<b>➕ Deposit berapa?</b>`, "Pilih, atau ketik misalnya TIKET.100000"),
  off: "Deposit lewat bot belum dibuka. Hubungi operator untuk menambah saldo.",
  usage: "Cara pakai: TIKET.100000 atau TIKET.100rb (rupiah, tanpa sen). Batal: UNTIKET.",
  bounds: (min: string, max: string) => `Deposit lewat bot dari ${min} sampai ${max}.`,
  many: "Tiket deposit yang terbuka sudah 5. Bayar atau batalkan dulu salah satunya.",
  full: "Semua nominal unik di sekitar jumlah ini sedang dipakai. Pilih jumlah lain.",
  often: "Sudah terlalu sering. Coba lagi nanti, atau hubungi operator.",
  ticketOver: (rupiah: string): Html => rich`<b>🎫 Tiket deposit ${rupiah}</b>`,
  ticket: (rupiah: string): Html => rich`<b>🎫 Transfer tepat ${rupiah}</b>`,
  exactly:
    "Sampai rupiah terakhir: dari jumlah itu kami tahu ini dari Anda. Jumlah lain masuk lebih lambat, lewat operator.",
  until: (time: string): Html =>
    rich`Berlaku sampai ${time}. Saldo masuk otomatis atau begitu operator melihatnya.`,
  scan: (merchant: string, rupiah: string) => `QRIS ${merchant}, ${rupiah} sudah terisi.`,
  /** `fee`: null where the payer has none. */
  gateway: (name: string, pay: string, fee: string | null, amount: string) =>
    `${name}: bayar ${pay}${fee === null ? "" : `, termasuk admin ${fee}`}. Yang masuk ke saldo: ${amount}.`,
  noGateway:
    "Pembayaran otomatis sedang tidak bisa dibuka. Pakai cara lain bila ada, atau coba TIKET lagi nanti.",
  state: {
    expired:
      "⌛ Tiket ini sudah lewat. Kalau sudah telanjur transfer, uangnya tetap sampai ke operator.",
    cancelled:
      "❌ Tiket dibatalkan. Kalau sudah telanjur transfer, uangnya tetap sampai ke operator.",
    refused: "❌ Operator menolak tiket ini.",
    paid: (rupiah: string): Html => rich`✅ <b>${rupiah} sudah masuk ke saldo.</b>`,
  },
  refusedNotice: (rupiah: string): Html =>
    lines(
      rich`<b>❌ Deposit ${rupiah} ditolak operator</b>`,
      "Uangnya belum kami lihat. Kalau sudah transfer, kirim buktinya ke operator.",
    ),
  none: "Tidak ada tiket deposit yang terbuka.",
  cancelled: "Tiket dibatalkan.",
  cancelledAll: (count: number) => `${count} tiket dibatalkan.`,
  cannotCancel: "Tiket ini sudah selesai, jadi tidak dibatalkan.",
  proofKinds:
    "Bukti transfer kami terima sebagai foto, gambar, atau PDF. File ini tidak diteruskan.",
  proofSent: "📎 Bukti diteruskan ke operator.",
  proofOf: (name: string, rupiah: string) => `📎 ${name}, tiket ${rupiah}`,
  operator: {
    ticket: (who: Html, rupiah: string): Html => rich`🎫 <b>${rupiah}</b> akan ditransfer ${who}`,
    until: (time: string): Html => rich`Berlaku sampai ${time}.`,
    gone: "🎫 Tiket ini tidak jadi dibuat.",
    paid: (rupiah: string, by: string): Html =>
      by === "" ? rich`✅ ${rupiah} masuk otomatis.` : rich`✅ ${rupiah} dikreditkan oleh ${by}.`,
    cancelled: "❌ Dibatalkan reseller.",
    refused: (by: string): Html => rich`❌ Ditolak oleh ${by}.`,
    expired: "⌛ Lewat waktunya; ✅ masih bisa bila uangnya ada.",
    other: (): Html => rich`Ketik jumlah yang masuk:`,
    payUsage: "Cara pakai: /paid TIKET jumlah. Contoh: /paid K7QXM2PA4Z 98.000",
    before: "Operator lain, atau pembayarannya sendiri, sudah lebih dulu.",
    payment: (rupiah: string): Html => rich`💵 <b>${rupiah} masuk, belum jelas dari siapa</b>`,
    consumed: (rupiah: string): Html =>
      rich`💵 <b>${rupiah} masuk</b>; uang ini tadi sudah dikreditkan manual, jadi tidak dikreditkan lagi.`,
    from: (method: string, time: string, note: string): Html =>
      rich`Lewat ${ways[method] ?? method}, ${time}${note === "" ? "" : `: ${note}`}`,
    near: "Milik siapa? Pilih tiketnya di bawah, yang paling dekat dulu.",
    noneNear: "Tidak ada tiket terbuka.",
    toSomebody: (command: string): Html =>
      rich`Reseller lain: <code>${command} </code>ID. ID-nya ada di /resellers.`,
    assigned: (name: string, by: string): Html => rich`✅ Masuk ke saldo ${name}, oleh ${by}.`,
    ignored: (by: string): Html => rich`❌ Bukan deposit, kata ${by}.`,
    assignUsage:
      "Cara pakai: /assign PEMBAYARAN SIAPA. PEMBAYARAN: kode di pesan uang masuk; SIAPA: ID, @username, atau bagian nama. Contoh: /assign 1f2e3d4c5b6a @budi",
    list: (open: number, waiting: number): Html =>
      rich`<b>💵 Deposit: ${open} tiket terbuka, ${waiting} pembayaran belum jelas</b>`,
    listNone: "Tidak ada tiket terbuka dan tidak ada pembayaran yang menunggu.",
  },
};
