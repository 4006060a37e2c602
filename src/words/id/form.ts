import type { PhoneDoubt } from "../../catalogue/phone.ts";
import { rich, paragraphs, type Html } from "../html.ts";
import type { Problem } from "../problem.ts";
import { oneLine } from "../shorten.ts";

function wanted(min: number, max: number, unit: string): string {
  if (min === max) return `tepat ${min} ${unit}`;
  if (min === 0) return `paling banyak ${max} ${unit}`;
  return max === 0 ? `paling sedikit ${min} ${unit}` : `${min}–${max} ${unit}`;
}

function problem(wrong: Problem): Html {
  switch (wrong.kind) {
    case "not-text":
      return rich`Kirim dalam bentuk teks, ya: <b>ketik</b> jawabannya.`;
    case "not-a-choice":
      return rich`Silakan pilih dengan menekan salah satu tombol.`;
    case "many-lines":
      return rich`Satu jawaban saja, dalam satu baris.`;
    case "not-a-number":
      return rich`Di sini hanya angka, tanpa huruf, spasi atau tanda. Contoh: <code>12345678</code>`;
    case "not-a-phone-number":
      return rich`Nomornya belum benar. Ketik angka saja, contoh: <code>081234567890</code>`;
    case "not-an-email":
      return rich`Ini bukan alamat email. Contoh: <code>nama@gmail.com</code>`;
    case "not-an-address":
      return rich`Ini bukan alamat web. Contoh: <code>https://contoh.com/akun</code>`;
    case "not-a-date":
      return rich`Tanggal ini tidak ada. Tulis tanggal-bulan-tahun, contoh: <code>31-12-1999</code>`;
    case "contact-not-wanted":
      return rich`Pertanyaan ini bukan tentang nomor HP. Silakan ketik jawabannya.`;
    case "unknown-command":
      return rich`Perintah itu tidak dikenal. Silakan ketik jawabannya, atau /cancel untuk batal.`;
    case "edited":
      return rich`Pesan yang diedit tidak terbaca. Untuk memperbaiki, tekan ⬅️.`;
    case "in-part":
      return rich`<b>${oneLine(wrong.label, 60)}</b>: ${problem(wrong.problem)}`;
    case "too-short":
    case "too-long": {
      const unit = wrong.digits ? "angka" : "huruf";
      const why = wrong.kind === "too-short" ? "Terlalu pendek" : "Terlalu panjang";
      return rich`${why}: ${wrong.length} ${unit}. Seharusnya ${wanted(wrong.min, wrong.max, unit)}.`;
    }
  }
}

/** Forms and confirmation cards in Indonesian. */
export const form = {
  problem,
  field: (position: number) => `Data ${position}`,
  question: (label: string): Html => rich`<b>${label}?</b>`,
  phoneQuestion: "Nomor HP tujuan",
  typeAnswer: "Ketik jawabannya.",
  typePhone: "Ketik nomornya, atau kirim kontak.",
  typeDigits: "Ketik angkanya saja.",
  typeIdAndZone: (): Html =>
    rich`Ketik ID saja, atau ID dan zone sekaligus: <code>12345678 (1234)</code>`,
  typeSecret: "Ketik jawabannya. Pesan Anda langsung dihapus dan isinya tidak ditampilkan.",
  typeDate: "Ketik tanggalnya: tanggal-bulan-tahun.",
  choose: "Pilih salah satu:",
  keep: (value: string) => `Pakai ${value}`,
  answered: (label: string, value: string): Html => rich`${label}: <b>${value}</b>`,
  cancelled: (): Html =>
    paragraphs(rich`<b>Dibatalkan</b>`, "Belum ada transaksi, tidak ada yang terpotong."),
  nothingToCancel: (): Html =>
    paragraphs(
      rich`<b>Tidak ada pesanan yang sedang dibuat</b>`,
      "Transaksi baru ada setelah Anda menekan ✅. Yang belum dikirim bisa dibatalkan dengan ❌ pada kartunya (/status).",
    ),
  expired: (): Html =>
    paragraphs(
      rich`<b>Pesanan ini sudah terlalu lama dibuka</b>`,
      "Belum ada transaksi, tidak ada yang terpotong. Mulai lagi, ya.",
    ),
  tooManySteps: (): Html =>
    paragraphs(
      rich`<b>Terlalu banyak diubah</b>`,
      "Belum ada transaksi, tidak ada yang terpotong. Mulai lagi, ya.",
    ),
  changed: (): Html =>
    paragraphs(
      rich`<b>Data yang diminta produk ini baru saja berubah</b>`,
      "Belum ada transaksi, tidak ada yang terpotong. Silakan isi lagi.",
    ),
  oldButton: "Tombol ini dari pesanan yang sudah lewat.",
  questionPassed: "Pertanyaan ini sudah terjawab.",
  confirm: {
    title: "Cek nomor & harga, lalu tekan ✅",
    titleWithoutNumber: "Cek harga, lalu tekan ✅",
    price: (price: string): Html => rich`Harga: <b>${price}</b>`,
    press: (price: string) => `✅ Pesan ${price}`,
    pressAgain: (price: string) => `✅ Pesan lagi ${price}`,
    priceChanged: (before: string, now: string): Html =>
      rich`⚠️ Harga berubah sejak Anda memilih: dari ${before} menjadi <b>${now}</b>.`,
    operator: (number: string, product: string): Html =>
      rich`⚠️ Ini nomor <b>${number}</b>, produknya untuk <b>${product}</b>. Cek lagi nomornya.`,
    phone: (doubt: PhoneDoubt): Html => {
      switch (doubt.kind) {
        case "length":
          return rich`⚠️ Nomor ini <b>${doubt.digits} angka</b>; nomor HP biasanya 10–13 angka. Cek lagi nomornya.`;
        case "beginning":
          return rich`⚠️ Nomor HP biasanya diawali <b>08</b>. Cek lagi nomornya.`;
      }
    },
    queue: (wait: string): Html =>
      rich`ℹ️ Sedang ada antrean: kira-kira <b>${wait}</b> sampai transaksi ini dikirim.`,
    disturbed: (minutes: number): Html =>
      rich`⚠️ Supplier sedang terganggu. Transaksi bisa menunggu sampai ${minutes} menit; bila tetap tidak bisa, dibatalkan dan tidak ada yang terpotong.`,
    renewed: {
      old: (): Html =>
        rich`ℹ️ Kartu tadi sudah lewat 5 menit, jadi ini kartu baru. Belum ada transaksi.`,
      forgotten: (): Html =>
        rich`⚠️ Catatan terakhir bot sempat hilang, jadi ini kartu baru. <b>Kalau tadi sudah menekan ✅, transaksinya mungkin sudah jalan:</b> cek /status dan tanya operator dulu sebelum menekan lagi.`,
    },
  },
};
