const retried = "coba lagi nanti";

/** A button of the panels: what it is called, and what it does, in a sentence. */
type Button = readonly [label: string, hint: string];

const button = (label: string, hint: string): Button => [label, hint];

export const indonesian = {
  /** How times and numbers are written. */
  locale: "id-ID",
  title: "Sandbox bot order",
  subtitle: "Bot yang sebenarnya, tanpa akun apa pun. Tidak ada uang yang keluar.",
  today: "Hari ini",
  cancel: "Batal",
  people: "Siapa yang memegang HP",
  line: {
    lost: "Sandbox tidak menjawab. Masih berjalan?",
    waiting: "Sandbox tidak menjawab …",
  },
  /** Below its name in the chat, as Telegram has it. */
  isBot: "bot",
  botStates: {
    starting: "bot sedang menyala …",
    up: "bot hidup",
    down: "bot mati …",
    "given-up": "bot mati terus; sebabnya ada di log",
  },
  clock: {
    title: "Jam toko",
    hint: "Cut-off dan rekap memakai jam ini. Pesanan dan pesan tetap memakai jam sebenarnya.",
    field: "Tanggal dan jam toko, WIB",
    hourOn: "+1 jam",
    noon: "12.00",
    evening: "Sesaat sebelum 21.00",
    beforeMidnight: "23.59",
    real: "Jam sebenarnya",
  },
  /** What there is to try, in its order. */
  tour: {
    title: "Coba lima hal ini",
    done: "Selesai",
    open: "Belum",
    steps: {
      order: {
        title: "Pesan pulsa",
        how: "Sebagai Budi: START, 🛒, kategori, produk, ketik 081234567890, lalu ✅. Centang saat sukses.",
      },
      "lost-answer": {
        title: "Jawaban hilang",
        how: "Hilangkan jawaban supplier, lalu pesan lagi. Bot tidak mengirim dua kali: transaksinya dicari sampai ketemu.",
      },
      kill: {
        title: "Matikan bot",
        how: "Pesan sesuatu, matikan bot tepat setelah ✅, dan lihat ia menyala lagi. Tidak ada pesanan yang hilang.",
      },
      "top-up": {
        title: "Isi saldo",
        how: "Alex harus deposit dulu. Sebagai Alex: START, ketik TIKET.50000, lalu “Bayar pas” di Bank.",
      },
      operator: {
        title: "Jadi operator",
        how: "Dewi belum dikenal: START, minta akses. Lalu sebagai Rina terima dia. Centang saat Dewi sudah reseller.",
      },
    },
    allDone:
      "Kelimanya sudah terjadi. Sekarang coba sesukanya, atau isi toko dengan seratus reseller.",
    deeds: {
      take: (name: string) => `Pegang HP ${name}`,
      lose: "Hilangkan jawaban berikutnya",
      ledger: "Lihat transaksinya",
      kill: "Matikan bot",
      bank: "Buka Bank",
    },
    crowd: button(
      "100 reseller",
      "Seratus reseller baru masing-masing memesan lewat Telegram tiruan",
    ),
  },
  themes: { auto: "Tema: ikut sistem", light: "Tema: terang", dark: "Tema: gelap" },
  /** The one that can be switched to. */
  otherLanguage: { code: "en" as "id" | "en", label: "EN", title: "English" },
  views: {
    title: "Bagian sandbox",
    chat: "Chat",
    supplier: "Supplier",
    bank: "Bank",
    telegram: "Telegram",
  },
  roles: {
    reseller: {
      name: "reseller",
      intro: "Reseller dengan pelanggan di depan konter. Tekan START di bawah, seperti di HP.",
    },
    operator: {
      name: "operator",
      intro: "Operator, pemilik akun di supplier. Tekan START di bawah.",
    },
    stranger: {
      name: "orang baru",
      intro: "Orang yang belum dikenal toko. Tekan START di bawah, seperti di HP.",
    },
  },
  /** What the server refuses by name. */
  problems: {
    "which-sum": "Nominalnya berapa?",
    "bot-not-up": "Botnya memang sedang mati.",
    "crowd-is-here": "Mereka masih memesan.",
    "nothing-open": "Sekarang tidak ada produk yang bisa dipesan.",
  },
  chat: {
    title: "Chat",
    messages: "Pesan",
    message: "Pesan",
    newest: "Ke pesan terbaru",
    more: "Lainnya",
    send: "Kirim",
    start: "START",
    unblock: "BUKA BLOKIR",
    commands: "Perintah",
    menuButton: "Menu",
    noReply: "Tidak jadi membalas",
    replyTo: (name: string) => `Balas ${name}`,
    youAre: (name: string) => `Anda ${name}`,
    phoneOf: (name: string) => `HP ${name}`,
    edited: "diedit",
    read: "dibaca",
    copy: "Salin",
    show: "Lihat",
    toLedger: "Lihat transaksinya di supplier",
    copied: "Disalin",
    cannotCopy: "Browser ini tidak mengizinkan halaman menyalin",
    unknownButton: "Sandbox tidak mengenal tombol jenis ini",
    kinds: { photo: "Foto", file: "File", message: "Pesan" },
    attach: {
      title: "Lampirkan",
      file: "Foto atau file",
      contact: "Kontak pelanggan",
      sticker: "Stiker",
      deepLink: "Buka deep link",
      number: "Nomor HP kontak",
    },
    menu: {
      start: "Kirim /start",
      block: "Hentikan dan blokir bot",
      unblock: "Buka blokir bot",
      reply: "Balas",
      copyText: "Salin teks",
      delete: "Hapus untuk keduanya",
    },
    link: {
      ask: "Buka tautan ini?",
      open: "Buka",
      noAddress: (url: string) => `Bukan alamat: ${url}`,
      appOpens: (url: string) => `Aplikasi Telegram akan membuka ${url}`,
    },
    inline: {
      asking: "Bertanya ke bot …",
      silent: "Bot tidak menjawab inline.",
      nothing: "Tidak ditemukan.",
    },
  },
  supplier: {
    title: "Supplier",
    subtitle: "OsiMesa tiruan",
    up: "Supplier menjawab",
    down: "Supplier mati",
    nextOrder: "Untuk order berikutnya",
    untilOff: "Sampai dimatikan",
    profileCall: "Memberi tahu saldonya",
    switches: {
      "lost-answer": button(
        "Jawabannya hilang",
        "Order berikutnya masuk dan saldo terpotong, tetapi koneksi putus sebelum bot mendengarnya",
      ),
      hangs: button(
        "Tidak menjawab",
        "Order berikutnya masuk, dan bot menunggu jawaban sampai batas waktunya",
      ),
      "lost-order": button(
        "Ordernya hilang",
        "Koneksi putus sebelum order berikutnya masuk; bagi bot kelihatannya sama",
      ),
      refuses: button("Ditolak", "Order berikutnya ditolak: nomor salah"),
      slow: button("Lambat", "Setiap jawaban butuh 2,5 detik"),
      down: button("Mati", "Koneksi ditolak"),
      unavailable: button("503", "Setiap jawaban berupa halaman error"),
      malformed: button("JSON rusak", "Setiap jawaban berupa JSON yang rusak"),
      broke: button("Saldo habis", "Tidak ada lagi yang bisa dibayar"),
      pace: button(
        "Satu per 6 dtk",
        "Order yang datang kurang dari enam detik setelah yang terakhir ditolak: coba lagi dalam 6 detik",
      ),
      maintenance: button("Maintenance", `Setiap order ditolak: ${retried}`),
      collision: button(
        "Bentrok",
        `Kira-kira setiap order kedua ditolak: nomor transaksinya sudah dipakai, ${retried}`,
      ),
      masked: button(
        "Hubungi admin",
        "Setiap order ditolak tanpa alasan, seperti bila supplier belum membayar suppliernya sendiri",
      ),
      balance: button("Angka", "Ada panggilan profil yang menyebut saldo"),
      "balance-text": button(
        "Dengan kata",
        "Panggilan profil menyebut saldo seperti API sejenisnya: result, saldo, Rp 1.000.000",
      ),
      "balance-odd": button("Tak terbaca", "Panggilan profil tidak menyebut saldo"),
    },
    outsideOrder: button(
      "Orang lain order",
      "Seseorang memakai akun supplier yang sama: transaksi yang tidak diketahui bot",
    ),
    topUp: button("Isi Rp1.000.000", "Saldo toko di supplier"),
    requests: (many: { order: number; status: number; service: number }) =>
      `Permintaan: ${many.order} order, ${many.status} status, ${many.service} produk`,
    ending: {
      title: "Order selesai sendiri",
      delay: "Setelah berapa lama",
      after: (seconds: number) => `setelah ${seconds} dtk`,
      outcomes: {
        succeed: button("Sukses", "Dengan SN atau voucher"),
        "no-voucher": button("Tanpa SN", "Sukses, tetapi tanpa SN atau voucher"),
        fail: button("Gagal", "Dengan sebabnya, dan saldo kembali"),
        "price-0": button("Harga 0", "Dikembalikan: transaksinya tinggal sebagai error harga 0"),
        vanish: button("Lenyap", "Dikembalikan: transaksinya hilang dari daftar"),
        hang: button("Tetap terbuka", "Sampai Anda memutuskan"),
      },
    },
    catalogue: {
      title: "Daftar produk",
      services: (count: string) => `${count} produk`,
      hint: "Perubahan sampai ke bot saat daftarnya disegarkan: setelah lima detik, atau semenit bila daftarnya panjang.",
      placeholder: "Cari produk: nama atau kode",
      find: "Cari produk",
      priceOf: (name: string) => `Harga ${name}`,
      outOfStock: "Stok kosong",
      cutOffNow: "Cut-off sekarang",
    },
    ledger: {
      title: "Transaksi dan pesanan",
      empty:
        "Belum ada pesanan. Begitu reseller menekan ✅, muncul di sini: transaksi supplier di kiri, catatan bot di kanan.",
      supplier: "Supplier",
      bot: "Bot",
      noTransaction: "Tidak ada transaksi.",
      noOrder: "Tidak ada pesanan bot dengan ref ini.",
      toChat: "Lihat pesannya di chat",
      secret: "🔒 ••• rahasia: hanya supplier yang menerimanya",
      outsider: "dipesan orang lain",
      hung: "Tetap begini sampai Anda memutuskan.",
      voucher: "Voucher",
      moneyBack: "Saldo kembali.",
      links: {
        known: "Bot mengenal transaksi ini dari ref-nya",
        missed: "Pesanan yang sama, tetapi bot belum mendengar transaksinya",
        none: "Hanya satu pihak yang tahu",
      },
    },
    /** States of the bot's orders and of the supplier's transactions. */
    steps: {
      waiting: "menunggu",
      process: "diproses",
      success: "sukses",
      deleted: "dihapus",
      "answer-lost": "jawaban hilang",
      confirmed: "disetujui",
      sending: "dikirim",
      unknown: "belum jelas",
      review: "diperiksa",
      placed: "diterima",
      succeeded: "sukses",
      failed: "gagal",
    },
    moves: {
      placeholder: "Voucher atau sebab (boleh kosong)",
      wordsFor: (refId: string) => `Voucher atau sebab untuk ${refId}`,
      success: button("Sukses", "Dengan voucher ini, atau apa saja"),
      failed: button("Gagal", "Karena sebab ini, atau apa saja; saldo kembali"),
      vanish: button("Lenyap", "Hilang dari daftar supplier; saldo kembali"),
      hang: button("Gantung", "Tetap seperti sekarang"),
    },
  },
  bank: {
    title: "Bank",
    subtitle: "saldo, transfer, Tripay tiruan",
    purses: {
      title: "Saldo reseller",
      more: (count: string) => `dan ${count} reseller lain`,
      held: (sum: string) => `${sum} ditahan`,
      credit: (sum: string) => `kredit ${sum}`,
      anySum: "boleh order berapa pun",
      left: (sum: string) => `boleh order ${sum}`,
      depositFirst: [
        "Deposit dulu",
        {
          on: "Hanya bisa order sebesar saldonya; matikan untuk kredit toko yang biasa",
          off: "Tanpa kredit: hanya bisa order sebesar saldonya",
        },
      ] as readonly [label: string, hints: { on: string; off: string }],
    },
    tickets: {
      title: "Tiket terbuka",
      empty: "Tidak ada tiket. Sebagai reseller ketik TIKET.50000, atau 💰 lalu ➕.",
      until: (time: string) => `sampai ${time}`,
      payExactly: button("Bayar pas", "Transfer tepat sebesar ini; bot langsung diberi tahu"),
      payAtTripay: (sum: string) =>
        button(
          `Bayar ${sum} di Tripay`,
          "Pembayaran untuk tiket ini, dengan biaya Tripay; bot dikabari",
        ),
    },
    transfer: {
      hint: "Masuk ke rekening toko, dan bot diberi tahu",
      sum: "Nominal bebas",
      note: "Berita dari bank",
      pay: "Bayar",
    },
    payments: {
      title: "Pembayaran",
      transfer: "Transfer",
      status: {
        UNPAID: "belum dibayar",
        PAID: "dibayar",
        EXPIRED: "lewat waktu",
        FAILED: "gagal",
        REFUND: "dikembalikan",
      },
      rings: {
        told: button("Lagi, id sama", "Bot diberi tahu sekali lagi tentang pembayaran ini"),
        "other-sum": button("Id sama, Rp1 lebih", "Pembayaran ini lagi, dengan nominal lain"),
        forged: button("Palsu", "Pembayaran ini, ditandatangani orang yang tidak punya kuncinya"),
      },
      another: button("Lagi, id baru", "Pembayaran lain dengan nominal yang sama"),
      deeds: {
        pay: button("Bayar", "Dibayar, dan bot dikabari"),
        "pay-silently": button(
          "Bayar, kabarnya hilang",
          "Dibayar, tetapi bot tidak dikabari: dalam satu menit bot melihat sendiri",
        ),
        expire: button("Lewat waktu", "Tidak ada yang membayar, dan bot dikabari"),
        "call-again": button("Kabari lagi", "Kabar yang sama sekali lagi"),
        forge: button("Kabar palsu", "Orang yang tidak punya kuncinya bilang ini sudah dibayar"),
        "give-back": button("Kembalikan", "Tripay mengembalikan uangnya: bot mencatatnya di log"),
      },
      manners: { told: "dikabari", "other-sum": "dikabari dengan Rp1 lebih", forged: "palsu" },
      noAnswer: "tidak ada jawaban",
    },
  },
  telegram: {
    subtitle: "Bot API tiruan",
    polling: "Bot meminta update",
    calls: (many: number) => `${many} panggilan`,
    callsOfBot: "Panggilan bot",
    withPolls: "polling juga",
    nextCall: "Untuk panggilan berikutnya",
    untilOff: "Sampai dimatikan",
    cut: "putus",
    noAnswer: "tidak ada jawaban",
    bySwitch: (fault: string) => `sakelar: ${fault}`,
    switches: {
      "too-many": button("429", "Panggilan berikutnya: terlalu banyak, coba lagi setelah 3 detik"),
      "bad-gateway": button("502 × 3", "Tiga panggilan berikutnya: bad gateway, halaman HTML"),
      "lost-answer": button(
        "Jawabannya hilang",
        "Pesan berikutnya sampai, tetapi bot tidak mendengarnya",
      ),
      dropped: button("Panggilannya hilang", "Panggilan berikutnya tidak pernah sampai"),
      slow: button("Lambat", "Setiap panggilan 1,5 detik lebih lama"),
      pace: button("Kecepatan asli", "Satu pesan per detik per chat, seperti kata Telegram"),
    },
  },
};

/** Every text of the page; one missing in a language does not compile. */
export type Words = typeof indonesian;
