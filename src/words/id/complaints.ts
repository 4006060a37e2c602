import { lines, paragraphs, rich, type Html } from "../html.ts";
import { grouped } from "../money.ts";

/** 🆘: what resellers complain of or ask, and what operators answer, in Indonesian. */
export const complaints = {
  button: {
    report: "🆘 Lapor",
    /** Of one order among several. */
    reportOf: (destination: string) => `🆘 ${destination}`,
    missing: "Belum masuk",
    "wrong-sn": "SN salah",
    other: "Lainnya",
    drop: "❌ Tidak jadi",
    reply: "💬 Balas",
    done: "✅ Selesai",
    renew: "🔄 Cek",
    order: "🧾 Transaksinya",
    copy: "📋 Salin untuk supplier",
    list: "🆘 Laporan",
  },
  topic: {
    missing: "Belum masuk ke tujuan",
    "wrong-sn": "SN salah atau tidak bisa dipakai",
  },
  ask: (order: string): Html =>
    paragraphs(
      rich`<b>🆘 Apa masalahnya?</b>`,
      order,
      "Tekan salah satu, atau tulis dalam satu baris. Langsung sampai ke operator toko.",
    ),
  askMore: (order: string, since: string): Html =>
    paragraphs(
      rich`<b>🆘 Sudah dilaporkan ${since}</b>`,
      order,
      "Operator sedang mengeceknya. Kalau ada tambahan, tulis dalam satu baris.",
    ),
  askWords: (order: string): Html =>
    paragraphs(rich`<b>🆘 Tulis masalahnya</b>`, order, "Satu baris cukup; kirim sebagai pesan."),
  askReply: (): Html => rich`<b>💬 Tulis balasannya</b> dan kirim sebagai pesan.`,
  /** Of an order that takes long. */
  hung: (): Html =>
    rich`Masih pending di supplier, lebih lama dari biasanya. <b>Tidak perlu kirim ulang</b>; hasilnya otomatis dikabari di sini. Kalau pelanggan tidak bisa menunggu, tekan 🆘.`,
  dropped: (): Html => rich`Tidak jadi dilaporkan.`,
  reported: {
    made: (): Html =>
      paragraphs(
        rich`<b>🆘 Sudah sampai ke operator toko</b>`,
        "Jawabannya dikabari di sini. Jangan kirim ulang transaksinya dulu.",
      ),
    asked: (): Html =>
      paragraphs(rich`<b>💬 Sudah sampai ke operator toko</b>`, "Jawabannya dikabari di sini."),
    added: (): Html =>
      paragraphs(
        rich`<b>💬 Ditambahkan ke laporan Anda</b>`,
        "Operator toko membacanya; jawabannya dikabari di sini.",
      ),
    full: (): Html =>
      rich`Laporan Anda yang belum selesai sudah terlalu banyak. Yang ini tidak terkirim; tunggu jawaban operator dulu.`,
    gone: (): Html =>
      rich`Laporan ini sudah tidak ada. Untuk menulis ke operator, ketik <code>K.pesan Anda</code>`,
  },
  answer: {
    words: (text: string): Html => lines(rich`<b>💬 Jawaban operator toko</b>`, text),
    done: (): Html =>
      paragraphs(
        rich`<b>✅ Laporan Anda sudah selesai</b>`,
        "Kalau masih ada masalah, balas pesan ini.",
      ),
  },
  operator: {
    title: (done: boolean, question: boolean): Html =>
      rich`<b>${done ? "✅" : "🆘"} ${question ? "Pertanyaan" : "Laporan"} reseller</b>`,
    from: (person: Html, time: string): Html => rich`Dari: ${person} · ${time}`,
    said: (who: Html, time: string, text: string): Html => rich`💬 ${who} ${time}: ${text}`,
    doneBy: (name: string): Html => rich`✅ Diselesaikan oleh <b>${name}</b>`,
    reply: "Balas pesan ini untuk menjawab resellernya.",
    orderGone: "Transaksinya sudah tidak bisa dibaca.",
    forSupplier: "Teks untuk CS supplier:",
    list: (total: number): Html =>
      paragraphs(
        rich`<b>🆘 ${grouped(total)} laporan belum selesai</b>`,
        "Tekan nomornya untuk membaca dan menjawab.",
      ),
    none: (): Html => rich`<b>Tidak ada laporan yang belum selesai</b>`,
    answered: (person: Html): Html => rich`💬 Jawaban dikirim ke ${person}.`,
    full: "Laporan ini sudah terlalu panjang. Jawaban tidak terkirim; hubungi resellernya langsung.",
    gone: "Laporan itu sudah tidak ada.",
    before: (name: string) => `Sudah diselesaikan oleh ${name}.`,
  },
  /** To be sent to the supplier's own people. */
  supplier: (about: { ref: string | null; product: string; destination: string; time: string }) =>
    [
      "Mohon dicek:",
      `ref_id: ${about.ref ?? "belum ada"}`,
      `Produk: ${about.product}`,
      ...(about.destination === "" ? [] : [`Tujuan: ${about.destination}`]),
      `Waktu: ${about.time}`,
    ].join("\n"),
};
