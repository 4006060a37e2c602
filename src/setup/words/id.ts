/** The set-up, in Indonesian. */
export const indonesian = {
  hello:
    "Pengaturan bot. Beberapa pertanyaan saja; setiap jawaban langsung dicek dan disimpan di .env (hanya bisa dibaca Anda). Ctrl-C berhenti; yang sudah dijawab tersimpan, jalankan lagi untuk melanjutkan.",
  checking: (what: string) => `Mengecek ${what} …`,
  kept: "sudah ada di .env",
  keep: "Pakai yang sudah ada?",
  yes: "Ya",
  no: "Tidak, ganti",
  whatNow: "Lalu? (↑ ↓, Enter)",
  again: "Coba lagi",
  retype: "Isi ulang",
  goOn: "Simpan apa adanya, lanjut",
  saved: (name: string) => `Tersimpan di .env: ${name}`,
  left: "Berhenti. Yang sudah dijawab tersimpan; jalankan lagi npm run setup untuk melanjutkan.",
  notSaved: (why: string) => `.env tidak bisa ditulis: ${why}. Isi sendiri dengan editor teks.`,
  noTerminal:
    "Pengaturan ini bertanya di terminal, dan di sini tidak ada. Jalankan npm run setup di terminal, atau salin .env.example.id ke .env dan isi sendiri.",

  token: {
    ask: "Token bot dari @BotFather? Kirim /newbot ke sana bila belum punya. Tempel di sini (tidak ditampilkan)",
    shape: "Bukan bentuk token. Contoh: 123456789:AAE… (angka, titik dua, 35 huruf)",
    good: (username: string) => `Bot: @${username}`,
    wrong:
      "Telegram tidak mengenal token ini. Salin lagi dari @BotFather (/mybots, bot Anda, API Token); token lama mati bila pernah diganti.",
    unreachable: (why: string) =>
      `Telegram tidak bisa dihubungi (${why}). Cek internet dan firewall mesin ini.`,
  },

  supplier: {
    askUserId: "User ID OsiMesa Anda? (di osimesa.id, halaman profil/API)",
    askApiKey: "API key OsiMesa? Tempel di sini (tidak ditampilkan)",
    userIdShape: "User ID tanpa spasi dan tanpa kurung kurawal",
    apiKeyShape: "API key masih kosong",
    good: (services: string, balance: string | null) =>
      `OsiMesa: ${services} produk${balance === null ? "" : `, saldo ${balance}`}`,
    key: "OsiMesa menolak kuncinya. Cek User ID dan API key: keduanya harus dari akun yang sama, tanpa huruf yang tertinggal.",
    ip: "OsiMesa menolak alamat IP mesin ini. Daftarkan IP server di pengaturan API osimesa.id (whitelist), lalu coba lagi. Kunci belum bisa dicek sebelum itu.",
    other: "OsiMesa menolak permintaan ini.",
    said: (words: string) => `Kata OsiMesa: ${words}`,
    silent: (why: string) => `${why}. Kunci belum bisa dicek.`,
  },

  place: {
    ask: "Bot dijalankan di mana? (↑ ↓, Enter)",
    docker: "Docker (docker compose): Redis ikut dijalankan",
    here: "Langsung di mesin ini, dengan Redis yang sudah ada",
    password: "Kata sandi Redis untuk Docker dibuat; tidak perlu diingat.",
  },

  redis: {
    askUrl: "Alamat Redis? (Enter bila di mesin ini)",
    urlShape: "Contoh: redis://127.0.0.1:6379",
    askPassword: "Redis ini minta kata sandi. Ketik di sini (tidak ditampilkan)",
    passwordShape: "Kata sandi masih kosong",
    askReplicas:
      "Berapa replika Redis yang harus menyimpan pesanan sebelum dikirim? (1 bila ada dua replika)",
    replicasShape: "Angka 0 sampai 9",
    good: (version: string) => `Redis ${version}: setiap tulisan disimpan di disk`,
    unreadable:
      "Redis ini tidak menampilkan pengaturannya. Pastikan sendiri: appendonly yes, appendfsync always, maxmemory-policy noeviction.",
    unreachable: (why: string) =>
      `Tidak ada Redis di alamat itu (${why}). Pasang dan jalankan, misalnya:`,
    startIt:
      "redis-server --appendonly yes --appendfsync always --maxmemory-policy noeviction --dir /var/lib/redis",
    unfit: "Redis ini tidak bisa dipakai:",
    volatile:
      "Redis ini bisa kehilangan pesanan yang sudah dibayar, jadi bot tidak akan mulai. Jalankan ini di mesinnya, lalu coba lagi:",
    wasSet: (setting: string, found: string, wanted: string) =>
      `${setting} sekarang "${found}", harus "${wanted}"`,
  },

  operator: {
    ask: "Siapa operatornya, yang mengurus toko? (↑ ↓, Enter)",
    byLink: "Saya: buka satu tautan di Telegram (paling mudah)",
    byId: "Saya tahu ID Telegram-nya (angka)",
    openLink: (minutes: number) =>
      `Buka tautan ini di Telegram Anda, lalu tekan START. Siapa yang membukanya menjadi operator. Berlaku sekali, ${minutes} menit; jangan dibagikan.`,
    waiting: "Menunggu Anda di Telegram …",
    otherLink: "Ada yang membuka tautan lama atau salah; diabaikan.",
    isItYou: (name: string, id: number) => `${name} (ID ${id}) membuka tautan itu. Benar Anda?`,
    notMe: "Bukan, buat tautan baru",
    expired: "Tautan itu sudah tidak berlaku.",
    taken:
      "Ada program lain yang membaca pesan bot ini; mungkin bot sudah berjalan. Hentikan dulu lalu jalankan lagi ini, atau kirim /start ke bot: ia menampilkan ID Anda. Isi ID itu di sini.",
    takenByItself:
      "Telegram mengantar pesan langsung ke bot ini (webhook), jadi tautan tidak bisa dipakai di sini. Kirim /start ke bot yang berjalan: ia menampilkan ID Anda. Isi ID itu di sini.",
    askIds: "ID Telegram operator? Angka, pisahkan dengan koma bila beberapa",
    idsShape: "Hanya angka, misalnya 123456789 (bukan @nama)",
    good: (who: string) => `Operator: ${who}`,
    sayStart: "Setiap operator harus pernah mengirim /start ke bot, supaya bot boleh menulis.",
    welcome: (botName: string) =>
      `✅ Anda sekarang operator @${botName}. Begitu bot dijalankan, kirim /start di sini.`,
  },

  done: "Selesai. Semua yang dibutuhkan ada di .env.",
  nextDocker: "Jalankan:  docker compose up --build --detach",
  nextHere: "Jalankan:  npm start",
  nextNow: "Bot dijalankan sekarang.",
  check: "Kapan saja:  npm run doctor  mengecek semuanya.",
};
