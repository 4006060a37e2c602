/** What the sandbox says on the terminal, in Indonesian. */

export const indonesian = {
  /** How numbers are written. */
  locale: "id-ID",
  usage: `npm run sandbox -- [opsi]

  --port 4680              tempat halamannya, hanya untuk mesin ini
  --services 20000         daftar produk buatan sebanyak itu
  --catalogue file.json    ekspor Anda sendiri: jawaban untuk type=service
  --keep                   chat, pesanan, dan daftar produk tetap ada setelah dinyalakan lagi, di .sandbox/
  --log                    log bot di sini, bukan di file
  --no-install             jangan pernah memasang Redis (dengan apt, sebagai root di Debian); sebutkan saja yang perlu dipasang
  --lang en                bahasa terminal ini; biasanya bahasa mesin`,
  options: {
    exclusive: "--services dan --catalogue tidak bisa dipakai bersama",
    notANumber: (name: string, text: string, min: number, max: number) =>
      `${name} berisi "${text}"; yang diminta: bilangan bulat ${min} sampai ${max}`,
    unreadable: (why: string) => `Opsinya tidak dipahami (${why})`,
  },
  greeting: (look: {
    readonly url: string;
    readonly services: string;
    readonly categories: string;
    readonly keep: boolean;
    readonly logFile: string | undefined;
  }) => `
  Sandbox bot order. Semuanya tiruan: tanpa akun, tanpa uang.

    ${look.url}

  Budi dan Sari (bahasa Indonesia) serta Alex (bahasa Inggris) reseller, Rina operator toko, Dewi belum dikenal.
  ${look.services} produk dalam ${look.categories} kategori${look.keep ? "; semuanya disimpan di .sandbox/" : ""}.

  Coba dulu   START sebagai Budi, 🛒, kategori, produk, ketik 081234567890, ✅
  Lalu        nyalakan "Hilangkan jawaban berikutnya" di Supplier, dan pesan lagi
              atau pesan sebagai Alex, yang harus deposit dulu: TIKET.50000, lalu "Bayar pas" di Bank

  ${look.logFile === undefined ? "Log bot menyusul di bawah." : `Log bot: ${look.logFile}`}
  Ctrl-C mengakhiri semuanya.
`,
  portTaken: (port: number) => `Port ${port} sudah dipakai; sandbox memakai port lain yang bebas.`,
  wantedPortTaken: (port: number) =>
    `--port ${port}: sudah dipakai program lain; yang diminta: port yang bebas`,
  notStarted: "Sandbox tidak bisa dinyalakan.",
  stopping: "Mengakhiri …",
  slow: "Bot belum juga siap: sebabnya ada di log bot dan di panel Telegram.",
  redis: {
    own: (port: number) => `Redis: server sendiri di port ${port}.`,
    given: (host: string, keepsItsData: boolean) =>
      `Redis: ${host} dari REDIS_URL${keepsItsData ? "; datanya tetap di sana" : ""}.`,
    installing:
      "Tidak ada redis-server atau valkey-server: redis-tools sedang dipasang dengan apt-get …",
    locked: "Program lain sedang memasang paket: ditunggu dulu …",
    installed: (file: string) => `Terpasang: ${file}.`,
    aptFailed: "apt-get tidak bisa memasang redis-tools.",
    noServer: "redis-tools terpasang, tetapi servernya tidak ada di PATH.",
    inUse: (dir: string) => `${dir} sedang dipakai sandbox lain`,
  },
  catalogue: {
    unreadable: (file: string, why: string) => `${file}: tidak bisa dibaca (${why})`,
    notJson: (file: string, why: string) => `${file}: bukan JSON (${why})`,
    wrongShape: (file: string) =>
      `${file}: yang diminta jawaban untuk type=service, {"data": [produk]}, atau array-nya saja`,
    empty: (file: string) => `${file}: tidak berisi produk`,
    service: (place: number) => `produk ke-${place}`,
    sameCode: (code: string, place: number) => `kode "${code}" sudah dipakai produk ke-${place}`,
    more: (count: number) => `dan ${count} lagi`,
  },
};
