import type { Language } from "../../words/dictionary.ts";

/**
 * Why the bot does not start is said where it is found, in English lines of a few set phrases. These are the phrases
 * in Indonesian, longer ones first; a name, a number or a value in quotes stays as it is.
 */
const phrases: readonly (readonly [english: RegExp, indonesian: string])[] = [
  // What is wanted.
  [
    /the token BotFather gave, like (\S+) \(digits, a colon, 35 characters\)/,
    "token dari BotFather, seperti $1 (angka, titik dua, 35 huruf)",
  ],
  [
    /the operators' Telegram ids \(numbers\) separated by commas/,
    "ID Telegram para operator (angka), dipisahkan koma",
  ],
  [/at least one operator's Telegram id/, "setidaknya satu ID Telegram operator"],
  [/Telegram ids \(numbers\) separated by commas/, "ID Telegram (angka), dipisahkan koma"],
  [/your OsiMesa user id/, "user ID OsiMesa Anda"],
  [/your OsiMesa API key/, "API key OsiMesa Anda"],
  [/your e-mail address/, "alamat e-mail Anda"],
  [/an address like/, "alamat seperti"],
  [
    /the address at which Telegram reaches this bot, like/,
    "alamat tempat Telegram menjangkau bot ini, misalnya",
  ],
  [
    /one that begins with https:\/\/, because Telegram brings updates to no other/,
    "alamat yang diawali https://, karena Telegram hanya mengirim ke alamat seperti itu",
  ],
  [/ with TELEGRAM_INTAKE=webhook/, " bila TELEGRAM_INTAKE=webhook"],
  [/a whole number of requests at once/, "bilangan bulat permintaan sekaligus"],
  [/an http\(s\) address/, "alamat http(s)"],
  [/a time zone like/, "zona waktu seperti"],
  [/the merchant's code at Tripay, like/, "kode merchant di Tripay, seperti"],
  [
    /the (API|private) key from the merchant's page at Tripay/,
    "$1 key dari halaman merchant di Tripay",
  ],
  [
    /how many replicas must have an order before it is sent, 1 where the primary has two \(.*\)/,
    "berapa replika yang harus menyimpan pesanan sebelum dikirim, 1 bila primary punya dua",
  ],
  [/all of ([A-Z_, ]+), or none of them/, "semua dari $1, atau tidak satu pun"],
  [
    /at least OSIMESA_TIMEOUT_MS \+ 2 s \((\d+)\), or a request still under way could be called lost/,
    "sedikitnya OSIMESA_TIMEOUT_MS + 2 detik ($1), supaya permintaan yang masih berjalan tidak dianggap hilang",
  ],
  [/a whole number of milliseconds/, "bilangan bulat milidetik"],
  [/a whole number of seconds/, "bilangan bulat detik"],
  [/a whole number of minutes/, "bilangan bulat menit"],
  [/a whole number of hours/, "bilangan bulat jam"],
  [/a whole number of days/, "bilangan bulat hari"],
  [/a whole number of rupiah/, "bilangan bulat rupiah"],
  [/a whole number of replicas/, "bilangan bulat replika"],
  [/a whole number of requests a second/, "bilangan bulat permintaan per detik"],
  [/a whole number of taps and messages/, "bilangan bulat ketukan dan pesan"],
  [/a port number/, "nomor port"],
  [/a name of at most (\d+) characters/, "nama, paling banyak $1 huruf"],
  [/at most (\d+) characters/, "paling banyak $1 huruf"],
  [/(\d+) to (\d+) letters, digits, - and _/, "$1 sampai $2 huruf, angka, - dan _"],
  [/the text letter for letter/, "teksnya huruf demi huruf"],
  [/one of (?=[a-z])/, "salah satu dari "],
  [/nothing for no (limit|warning)/, "kosongkan"],
  [/or nothing/, "atau kosongkan"],
  [/ from (\d+) to (\d+)/, " dari $1 sampai $2"],
  [/0 for one Redis/, "0 untuk satu Redis"],
  // What Redis is.
  [
    /a running Redis at that address, with its password/,
    "Redis yang berjalan di alamat itu, dengan kata sandinya",
  ],
  [/Redis does not let the bot in/, "Redis tidak mengizinkan bot masuk"],
  [
    /Redis does not say what it is \(INFO is forbidden\)/,
    "Redis tidak menyebut perannya (INFO dilarang)",
  ],
  [
    /sentinels or a cluster whose Redis lets the bot run INFO/,
    "sentinel atau cluster yang mengizinkan bot menjalankan INFO",
  ],
  [/this Redis may not be the primary/, "Redis ini mungkin bukan primary"],
  [
    /more than half of the sentinels, or a cluster, in working order/,
    "lebih dari separuh sentinel, atau cluster, yang berjalan baik",
  ],
  [/this is a replica, which takes no orders/, "ini replika, yang tidak menerima pesanan"],
  [/the address of its primary, or (redis\+sentinel:\/\/)/, "alamat primary-nya, atau $1"],
  [/this is a Sentinel/, "ini Sentinel"],
  [/the address of Redis itself, or/, "alamat Redis itu sendiri, atau"],
  [/this is a node of a Redis Cluster/, "ini bagian dari Redis Cluster"],
  [/this is no node of a Redis Cluster/, "ini bukan bagian dari Redis Cluster"],
  [/with several of them/, "dengan beberapa bagiannya"],
  [/^Redis setting (\S+) is/, "Pengaturan Redis $1 sekarang"],
  [/, or a restart loses orders/, ", supaya pesanan tidak hilang saat dijalankan ulang"],
  [
    /, or a power cut loses orders that were already sent/,
    ", supaya pesanan yang sudah dikirim tidak hilang saat listrik padam",
  ],
  [/, or a full Redis throws orders away/, ", supaya Redis yang penuh tidak membuang pesanan"],
  [
    /^Set ALLOW_VOLATILE_REDIS=1 only where losing an order does not matter/,
    "Isi ALLOW_VOLATILE_REDIS=1 hanya bila pesanan yang hilang tidak menjadi soal",
  ],
  [/cannot listen there/, "tidak bisa dipakai"],
  [/a free port at an address of this machine/, "port yang bebas di alamat mesin ini"],
  [/^(PORT) is (\S+), (HTTP_HOST) is/, "$1 $2, $3"],
  // A QRIS.
  [/does not begin with 000201/, "tidak diawali 000201"],
  [
    /the text inside the QRIS picture, as a QR reader shows it/,
    "teks di dalam gambar QRIS, seperti ditampilkan pembaca QR",
  ],
  [
    /ends with ("\d+"); wanted: all of it, up to 6304 and a checksum of four hexadecimal digits/,
    "berakhir dengan $1; yang dibutuhkan: seluruhnya, sampai 6304 dan checksum empat angka heksadesimal",
  ],
  [
    /has the tag (\S+) twice; wanted: each once/,
    "berisi tag $1 dua kali; yang dibutuhkan: masing-masing sekali",
  ],
  [
    /is for one payment \(tag 01 is 12\); wanted: the static one that hangs at the counter/,
    "untuk satu pembayaran saja (tag 01 berisi 12); yang dibutuhkan: yang statis, yang tergantung di konter",
  ],
  [
    /has the currency (\S+) \(tag 53\); wanted: 360, which is rupiah/,
    "mata uangnya $1 (tag 53); yang dibutuhkan: 360, yaitu rupiah",
  ],
  [
    /names no account \(tags 02 to 51\); wanted: whom to pay/,
    "tidak menyebut akun (tag 02 sampai 51); yang dibutuhkan: siapa yang dibayar",
  ],
  [
    /names no merchant \(tag 59\); wanted: whom to pay/,
    "tidak menyebut merchant (tag 59); yang dibutuhkan: siapa yang dibayar",
  ],
  [
    /has ("\d+")( in tag \d+)? where a tag and a length should be/,
    "berisi $1$2 di tempat tag dan panjang",
  ],
  [/ends within tag/, "berakhir di dalam tag"],
  [/ in tag (\d+)/, " di tag $1"],
  [/wanted: all of it/, "yang dibutuhkan: seluruhnya"],
  // What was found.
  [/is not a Redis address/, "bukan alamat Redis"],
  [/names a host or a port that cannot be one/, "berisi host atau port yang tidak mungkin"],
  [
    /has a % in its password that is not written as %25/,
    "berisi % di kata sandi yang tidak ditulis %25",
  ],
  [
    /names a database, of which a cluster has one only/,
    "menyebut database, padahal cluster hanya punya satu",
  ],
  [
    /does not say which primary the sentinels are to name/,
    "tidak menyebut nama primary untuk sentinel",
  ],
  [/has a space or a brace in it/, "berisi spasi atau kurung kurawal"],
  [/is not shaped like (a token|one)/, "bentuknya salah"],
  [/is not fit for (an address|a key) nobody guesses/, "tidak cukup aman"],
  [
    /has the checksum (\S+) where its text makes (\S+);/,
    "checksum-nya $1, padahal menurut teksnya $2;",
  ],
  [/names nobody/, "tidak menyebut siapa pun"],
  [/ is missing/, " belum diisi"],
  [/ is empty/, " kosong"],
  [/^([A-Z_]+) is /, "$1 berisi "],
  [/wanted: /, "yang dibutuhkan: "],
  [/ or /g, " atau "],
];

/** A line of a start that failed, in this language. */
export function startLine(line: string, language: Language): string {
  if (language === "en") return line;
  // What was given is nobody's words to change.
  const given: string[] = [];
  let text = line.replaceAll(/"(?:[^"\\]|\\.)*"/g, (value) => `"${given.push(value) - 1}"`);
  for (const [english, indonesian] of phrases) text = text.replace(english, indonesian);
  return text.replaceAll(/"(\d+)"/g, (_, index: string) => given[Number(index)] ?? "");
}

/** All lines in Indonesian, then in English: nobody knows yet who reads. */
export function inBothLanguages(lines: readonly string[]): string[] {
  return [
    ...lines.map((line) => startLine(line, "id")),
    "Bot tidak dimulai. Semua pengaturan dijelaskan di .env.example.id dan docs/pengaturan.md.",
    "",
    ...lines,
    "The bot did not start. See .env.example for every setting.",
  ];
}
