import { rich, lines, paragraphs, type Html } from "../html.ts";
import { grouped } from "../money.ts";

/** Access, and all that only operators read, in Indonesian. */
export const admin = {
  commands: {
    orders: "Semua transaksi yang belum selesai",
    review: "Transaksi yang perlu dicek",
    complaints: "Laporan dan pertanyaan reseller",
    resellers: "Daftar reseller: /resellers atau /resellers nama",
    limit: "Limit harian reseller: /limit @budi 1,5jt",
    credit: "Kredit reseller: /credit @budi 500rb",
    note: "Catatan tentang reseller: /note @budi teks",
    correct: "Koreksi saldo: /correct @budi 100rb alasan",
    transfer: "Pindahkan saldo: /transfer @budi @sari 50rb alasan",
    deposits: "Tiket deposit dan pembayaran",
    paid: "Uang tiket masuk: /paid TIKET jumlah",
    assign: "Pembayaran untuk reseller: /assign PEMBAYARAN @budi",
    prices: "Harga jual: aturan, level, pembulatan",
    stats: "Statistik hari ini dan 30 hari",
    books: "Pembukuan: dihitung ulang sekarang",
    pause: "Tutup sementara: /pause atau /pause alasan",
    resume: "Buka lagi, dan kirim lagi ke supplier",
    broadcast: "Kirim pesan ke semua reseller: /broadcast isi pesan",
  },
  helpTitle: "Perintah operator",
  button: {
    orders: "⏳ Belum selesai",
    review: "⚠️ Perlu dicek",
    resellers: "👥 Reseller",
    stats: "📊 Statistik",
  },
  access: {
    ask: "🙋 Minta akses",
    asked: (): Html =>
      paragraphs(
        rich`<b>Permintaan terkirim</b>`,
        "Operator toko sudah diberi tahu. Jawabannya dikirim ke sini.",
      ),
    waiting: "Permintaan Anda sudah kami terima dan sedang menunggu jawaban operator.",
    refusedUntil: (time: string) =>
      `Permintaan Anda ditolak. Anda bisa meminta lagi setelah ${time}.`,
    busy: "Sedang banyak permintaan. Coba lagi satu jam lagi.",
    told: {
      accepted: (): Html =>
        paragraphs(
          rich`<b>✅ Akses diberikan</b>`,
          "Selamat datang! Tekan 🛒 untuk mulai memesan.",
        ),
      refused: (): Html =>
        paragraphs(
          rich`<b>Permintaan akses ditolak</b>`,
          "Operator toko belum bisa memberi akses. Anda bisa meminta lagi besok.",
        ),
      removed: (): Html =>
        paragraphs(
          rich`<b>Akses Anda dicabut</b>`,
          "Transaksi yang belum dikirim dibatalkan, tidak ada yang terpotong. Hasil yang sudah dikirim tetap dikabari di sini. Pertanyaan? Hubungi operator toko.",
        ),
      restored: (): Html =>
        paragraphs(rich`<b>✅ Akses Anda dipulihkan</b>`, "Tekan 🛒 untuk memesan lagi."),
    },
  },
  request: {
    title: "🙋 Permintaan akses",
    who: (name: Html, userId: number): Html => rich`<b>${name}</b> · <code>${userId}</code>`,
    accept: "✅ Terima",
    refuse: "❌ Tolak",
    decided: (accepted: boolean, by: string): Html =>
      accepted ? rich`✅ Diterima oleh ${by}.` : rich`❌ Ditolak oleh ${by}.`,
    before: (by: string) => `${by} sudah memutuskan lebih dulu.`,
    gone: "Permintaan ini sudah tidak ada.",
  },
  resellers: {
    title: (resellers: number): Html => rich`<b>👥 ${grouped(resellers)} reseller</b>`,
    found: (search: string, found: number): Html =>
      rich`Hasil “${search}”: ${grouped(found)} reseller. Ketik /resellers untuk semuanya.`,
    hint: "Cari: /resellers diikuti nama atau ID.",
    none: "Belum ada reseller.",
    today: (orders: number, rupiah: string) => `hari ini ${grouped(orders)} · ${rupiah}`,
    last: (time: string) => `terakhir ${time}`,
    neverOrdered: "belum pernah memesan",
    noName: "(belum memakai bot)",
    removed: "dicabut",
    unknown: "Orang ini bukan reseller.",
    unknownTyped: (typed: string): Html =>
      rich`<b>“${typed}” tidak ditemukan, atau bukan reseller.</b> Tulis ID, @username, atau bagian namanya; daftarnya di /resellers. Yang belum memakai bot hanya dikenal dengan ID.`,
    id: (userId: number): Html => rich`ID: <code>${userId}</code>`,
    isIn: "✅ Boleh memesan",
    isOut: "🚫 Akses dicabut",
    since: (time: string, by: string) => `sejak ${time} oleh ${by}`,
    limit: (text: string): Html => rich`Limit harian: <b>${text}</b>`,
    limitUsual: (text: string) => `${text} (umum)`,
    noLimit: "tanpa limit",
    chooseLimit: "Pilih limit harian, atau ketik /limit ID jumlah, misalnya 750rb.",
    limitUsage:
      "Cara pakai: /limit SIAPA jumlah. SIAPA: ID, @username, atau bagian nama. Jumlah: 1.500.000, 100rb, 1,5jt; tanpa: tanpa limit; umum: limit umum. Contoh: /limit @budi 1,5jt",
    limitSet: "Limit harian disimpan.",
    button: {
      remove: "🚫 Cabut akses",
      restore: "↩️ Pulihkan akses",
      limit: "🚦 Limit harian",
      usual: "Umum",
      none: "Tanpa limit",
    },
    sureRemove: "Cabut akses orang ini? Transaksinya yang belum dikirim dibatalkan.",
    sureRestore: "Pulihkan akses orang ini?",
    yesRemove: "✅ Ya, cabut",
    yesRestore: "✅ Ya, pulihkan",
    removedNow: "Akses dicabut.",
    restoredNow: "Akses dipulihkan.",
    sameAlready: "Operator lain sudah melakukannya.",
  },
  pause: {
    paused: (reason: string, told: number): Html =>
      paragraphs(
        rich`<b>⏸ Toko ditutup sementara</b>`,
        reason === ""
          ? "Reseller yang memesan diberi tahu bahwa toko sedang berhenti."
          : rich`Alasan: ${reason}`,
        reason === "" ? null : `${grouped(told)} reseller sedang diberi tahu.`,
        "Transaksi yang sudah dibuat tetap berjalan. /resume untuk membuka lagi.",
      ),
    resumed: (): Html => rich`<b>▶️ Toko buka lagi</b>`,
    notPaused: (): Html =>
      paragraphs(
        rich`<b>▶️ Toko memang sedang buka</b>`,
        "Pengiriman ke supplier dicoba lagi bila tadi berhenti.",
      ),
    closed: (reason: string): Html =>
      paragraphs(
        rich`<b>⏸ Toko sedang tidak menerima pesanan</b>`,
        reason === "" ? null : reason,
        "Belum ada transaksi, tidak ada yang terpotong. Silakan coba lagi nanti.",
      ),
    closedBriefly: (reason: string) =>
      `⏸ Toko sedang tidak menerima pesanan. Belum ada transaksi.${reason === "" ? "" : ` ${reason}`}`,
    tellPaused: (reason: string): Html =>
      paragraphs(
        rich`<b>⏸ Toko sedang tidak menerima pesanan</b>`,
        reason,
        "Transaksi yang sudah dibuat tetap berjalan. Kami kabari bila buka lagi.",
      ),
    tellResumed: (): Html =>
      paragraphs(rich`<b>▶️ Toko buka lagi</b>`, "Silakan memesan seperti biasa."),
  },
  limitReached: (limit: string, spent: string) =>
    `Limit harian ${limit}, terpakai ${spent}. Belum ada transaksi. Hubungi operator atau pesan lagi besok.`,
  tooFast: "Terlalu cepat. Tunggu 10 detik; yang tidak dibalas berarti tidak diproses.",
  tooManyCards:
    "Terlalu banyak kartu pesanan dalam satu jam. Belum ada transaksi. Coba lagi nanti.",
  broadcast: {
    usage:
      "Ketik /broadcast diikuti isi pesannya, atau kirim gambar dengan tulisan /broadcast di bawahnya.",
    tooLong: (max: number) => `Pesannya terlalu panjang. Paling banyak ${grouped(max)} huruf.`,
    title: (shop: string): Html => rich`<b>📢 ${shop}</b>`,
    preview: (count: number): Html =>
      rich`Begini pesannya nanti. Kirim ke <b>${grouped(count)}</b> reseller?`,
    send: (count: number) => `✅ Kirim ke ${grouped(count)}`,
    started: (count: number): Html =>
      paragraphs(
        rich`<b>📢 Sedang dikirim ke ${grouped(count)} reseller</b>`,
        "Hasil transaksi selalu didahulukan. Laporannya dikirim ke sini setelah selesai.",
      ),
    before: "Pesan ini sudah dikirim.",
    gone: "Pesan ini sudah terlalu lama. Ketik lagi dengan /broadcast.",
    dropped: (): Html => rich`<b>Pesan tidak dikirim</b>`,
    report: (reached: number, blocked: number, failed: number): Html =>
      lines(
        rich`<b>📢 Kabar ke reseller selesai dikirim</b>`,
        `Sampai: ${grouped(reached)}`,
        `Memblokir bot atau belum memulainya: ${grouped(blocked)}`,
        `Gagal: ${grouped(failed)}`,
      ),
  },
  orders: {
    title: (total: number): Html => rich`<b>⏳ ${grouped(total)} transaksi belum selesai</b>`,
    none: (): Html => rich`<b>Tidak ada transaksi yang belum selesai</b>`,
    notFound: (): Html =>
      paragraphs(
        rich`<b>Transaksi tidak ditemukan</b>`,
        "Tidak ada transaksi dengan nomor itu, dari reseller mana pun. Cek ref_id atau nomor transaksinya.",
      ),
  },
  stats: {
    today: "Hari ini",
    month: "30 hari",
    title: (days: 1 | 30): Html =>
      days === 1 ? rich`<b>📊 Hari ini</b>` : rich`<b>📊 30 hari terakhir</b>`,
    confirmed: (count: number) => `Transaksi: ${grouped(count)}`,
    succeeded: (count: number, rupiah: string): Html =>
      rich`✅ Sukses: ${grouped(count)} · <b>${rupiah}</b>`,
    failed: (count: number) => `❌ Gagal: ${grouped(count)}`,
    withdrawn: (count: number) => `↩️ Tidak dikirim: ${grouped(count)}`,
    open: (count: number) => `⏳ Belum selesai: ${grouped(count)}`,
    share: (percent: string): Html => rich`Sukses <b>${percent}</b>`,
    halfWithin: (duration: string): Html => rich`Separuhnya selesai dalam ≤ ${duration}`,
    decided: "Tanpa jawaban supplier, hasilnya dipastikan:",
    decisions: {
      matched: "🔗 ketemu di daftar supplier",
      attached: "🔗 dicocokkan operator",
      "never-placed-by-operators": "🚫 tidak masuk, kata operator",
      "never-placed-by-itself": "🚫 tidak masuk, oleh bot sendiri",
    },
    slowest: "Paling lambat (rata-rata):",
    failing: "Paling sering gagal:",
    failingLine: (name: string, bad: number, all: number) =>
      `${name}: ${grouped(bad)} dari ${grouped(all)}`,
    seconds: (count: string) => `${count} detik`,
    minutes: (count: string) => `${count} menit`,
    hours: (count: string) => `${count} jam`,
    now: (states: string) => `Sekarang: ${states}`,
    balance: (rupiah: string, time: string): Html =>
      rich`💳 Saldo OsiMesa: <b>${rupiah}</b> (${time})`,
    states: {
      confirmed: "menunggu",
      sending: "dikirim",
      unknown: "dicek",
      review: "perlu dicek",
      placed: "diproses",
    },
  },
  review: {
    balance: {
      charged: (rupiah: string) =>
        `💳 Saldo turun ${rupiah} saat itu: sepertinya pesanan ini terpotong.`,
      "not-charged": () => "💳 Saldo tidak turun karena pesanan ini: sepertinya tidak terpotong.",
    },
    title: (total: number): Html => rich`<b>⚠️ ${grouped(total)} transaksi perlu dicek</b>`,
    none: (): Html => rich`<b>✅ Tidak ada transaksi yang perlu dicek</b>`,
    remind: (count: number): Html =>
      rich`<b>⚠️ ${grouped(count)} transaksi masih perlu dicek operator</b>`,
    candidates: "Transaksi di supplier yang mungkin milik pesanan ini:",
    noCandidates:
      "Tidak ada transaksi di supplier yang cocok. Cari nomor tujuan dan jamnya di akun OsiMesa; bila ketemu, ketik /review diikuti nomor transaksi di atas dan ref_id-nya.",
    candidate: (number: number, ref: string, status: string, time: string): Html =>
      rich`${number}. <code>${ref}</code> · ${status} · ${time}`,
    button: {
      open: "⚖️ Cek sekarang",
      attach: (number: number) => `🔗 Cocokkan dengan no. ${number}`,
      never: "🚫 Tidak masuk ke supplier",
      list: "⚠️ Perlu dicek",
    },
    sureAttach: (ref: string): Html =>
      rich`Pesanan ini akan dicocokkan dengan transaksi <code>${ref}</code>, dan hasilnya dikirim ke reseller. Yakin?`,
    sureNever: (): Html =>
      rich`Reseller diberi tahu bahwa transaksi ini <b>tidak masuk ke supplier</b>, tidak ada yang terpotong, dan boleh memesan lagi. Pastikan dulu di akun supplier. Yakin?`,
    yesAttach: "✅ Ya, cocokkan",
    yesNever: "✅ Ya, tidak masuk",
    decided: "Keputusan dicatat.",
    decidedBefore: "Sudah diputuskan lebih dulu. Ini keadaannya.",
    refTaken: (order: string) => `Transaksi itu milik pesanan ${order}. Tidak ada yang berubah.`,
    refUnfit: "Supplier tidak punya transaksi itu untuk produk ini. Tidak ada yang berubah.",
    unreachable: "Supplier tidak menjawab. Tidak ada yang berubah; coba lagi sebentar lagi.",
    notThere: "Transaksi itu tidak ada, atau tidak sedang menunggu dicek.",
    bulk: {
      ask: {
        "none-fits": (count: number) => `🚫 ${grouped(count)} tidak ada di supplier`,
        "none-fits-account-shared": (count: number) =>
          `🚫 ${grouped(count)} tidak ada, akun dipakai bersama`,
        "none-fits-watched": (count: number) =>
          `🚫 ${grouped(count)} tidak ada, mirip pesanan lain`,
      },
      title: (count: number, why: Html): Html =>
        rich`<b>🚫 ${grouped(count)} transaksi dengan sebab yang sama</b>\n${why}`,
      more: (count: number) => `… dan ${grouped(count)} lagi`,
      sure: (): Html =>
        rich`Semua reseller-nya diberi tahu bahwa transaksinya <b>tidak masuk ke supplier</b>, tidak ada yang terpotong, dan boleh memesan lagi. Pastikan dulu di akun supplier. Tandai semua tidak pernah masuk?`,
      yes: (count: number) => `✅ Ya, ${grouped(count)} tidak masuk`,
      decided: (count: number): Html =>
        rich`<b>${grouped(count)} transaksi ditandai tidak masuk ke supplier</b>`,
      moved: (count: number) =>
        `${grouped(count)} tidak: sudah diputuskan atau berubah lebih dulu.`,
      fits: (count: number) =>
        `${grouped(count)} tidak: mungkin ada transaksinya di supplier. Cek satu per satu.`,
      unclear: (count: number) =>
        `${grouped(count)} belum pasti tercatat karena gangguan. Lihat daftarnya, lalu tandai lagi bila masih ada.`,
      gone: "Pertanyaan ini sudah tidak berlaku. Tidak ada yang berubah. Ini daftarnya.",
      none: "Semuanya sudah berubah, atau mungkin ada transaksinya. Cek satu per satu.",
    },
  },
};
