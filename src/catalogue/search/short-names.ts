import { pieces, type Piece } from "./pieces.ts";

/**
 * What counters call things, and lists: every spelling of a row means the same, in a list as in what is typed. A
 * spelling may be several words.
 */
const sameThings: Readonly<Record<string, readonly string[]>> = {
  // Operators and their brands.
  tsel: ["telkomsel", "tsel", "t-sel", "simpati", "kartu as", "kartu halo", "loop"],
  isat: ["indosat", "isat", "im3", "ooredoo", "mentari"],
  tri: ["tri", "three", "kartu 3", "bima tri"],
  xl: ["xl", "xl axiata"],
  sf: ["smartfren", "smart fren", "sf", "smartfrend", "fren"],
  byu: ["by.u", "byu"],
  // Games.
  ml: ["mobile legends", "mobile legend", "mobilelegends", "mlbb", "ml"],
  ff: ["free fire", "freefire", "ff", "epep"],
  pubg: ["pubg", "pubgm"],
  genshin: ["genshin impact", "genshin", "gi"],
  hsr: ["honkai star rail", "star rail", "hsr"],
  zzz: ["zenless zone zero", "zzz"],
  wuwa: ["wuthering waves", "wuwa"],
  codm: ["call of duty mobile", "call of duty", "cod mobile", "codm"],
  aov: ["arena of valor", "aov"],
  hok: ["honor of kings", "hok"],
  coc: ["clash of clans", "coc"],
  valorant: ["valorant", "valo"],
  pb: ["point blank", "pb zepetto", "pb"],
  rox: ["ragnarok x", "rox"],
  lifeafter: ["lifeafter", "life after"],
  roblox: ["roblox", "rblx", "rbx"],
  domino: ["higgs domino", "domino island", "hdi"],
  // Wallets, electricity, vouchers.
  pln: ["pln", "listrik", "token listrik", "token pln"],
  gopay: ["gopay", "go pay"],
  spay: ["shopeepay", "shopee pay", "spay", "shopepay"],
  linkaja: ["linkaja", "link aja"],
  gplay: ["google play", "googleplay", "gplay", "play store", "playstore", "gp"],
  psn: ["playstation", "play station", "ps store", "psn"],
  youtube: ["youtube", "you tube", "yt"],
  netflix: ["netflix", "nf"],
  // What is bought.
  kuota: ["kuota", "quota", "data", "paket data", "internet", "paket internet", "paketan"],
  tf: ["transfer", "tf"],
  call: ["telepon", "telpon", "telp", "nelpon", "nelp"],
  unlimited: ["unlimited", "unli"],
  diamond: ["diamond", "diamonds", "dm", "dms", "diamon"],
  uc: ["unknown cash", "uc"],
  weekly: ["weekly", "mingguan"],
  wdp: ["weekly diamond pass", "weekly pass", "wdp"],
  monthly: ["monthly", "bulanan"],
};

/** Words that say nothing of what is looked for. */
const idleWords: ReadonlySet<string> = new Set(
  (
    "mau beli isi tolong minta cari cek ada berapa brp harga kak bang gan bos min dong ya yg yang untuk utk buat ke dan " +
    "atau top up topup order pesan jual murah termurah paling promo the for of and or buy want need price cheap cheapest please rp idr kode"
  ).split(" "),
);

/** Whether a piece says what is looked for, or what a service is. */
export const saysSomething = (piece: Piece): boolean =>
  piece.kind === "number" || (piece.kind === "word" && !idleWords.has(piece.text));

interface Spelling {
  thing: string;
  words: readonly string[];
}

/** By their first word, longest first. */
const byFirstWord = new Map<string, Spelling[]>();
for (const [thing, spellings] of Object.entries(sameThings))
  for (const spelling of spellings) {
    const words = pieces(spelling).filter(saysSomething).map(pieceText);
    const [first = ""] = words;
    byFirstWord.set(
      first,
      [...(byFirstWord.get(first) ?? []), { thing, words }].toSorted(
        (one, other) => other.words.length - one.words.length,
      ),
    );
  }

/** Spellings of one word, for what is misspelt of them. */
export const oneWordSpellings: readonly { thing: string; word: string }[] = [
  ...byFirstWord.values(),
]
  .flat()
  .flatMap(({ thing, words: [word = "", ...others] }) =>
    others.length === 0 ? [{ thing, word }] : [],
  );

/** The things that are spelt at `place`, each in so many pieces; the longest spelling first. */
export function thingsAt(
  all: readonly Piece[],
  place: number,
): readonly { thing: string; length: number }[] {
  const first = all[place];
  if (first === undefined) return [];
  return (byFirstWord.get(pieceText(first)) ?? []).flatMap(({ thing, words }) =>
    words.every((word, index) => {
      const piece = all[place + index];
      return piece !== undefined && pieceText(piece) === word;
    })
      ? [{ thing, length: words.length }]
      : [],
  );
}

function pieceText(piece: Piece): string {
  return piece.kind === "number" ? String(piece.value) : piece.text;
}
