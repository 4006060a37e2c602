/** The same thing once more, in Indonesian. */
export const again = {
  button: {
    again: "🔁 Pesan lagi",
    /** Of one thing among several: what, or for whom. */
    of: (what: string) => `🔁 ${what}`,
    tryAgain: "🔁 Coba lagi",
    edit: "✏️ Ubah",
  },
  /** At most 200 characters, like every toast. */
  formChanged: "Data yang diminta produk ini sudah berubah. Cek lagi isinya satu per satu, ya.",
};
