import { grouped } from "../money.ts";

/** ⭐ in Indonesian. At most 200 characters, like every toast. */
export const favourites = {
  button: "⭐ Favorit",
  added: "⭐ Masuk favorit: ada di atas daftar 🛒.",
  removed: "Bukan favorit lagi.",
  full: (most: number) =>
    `Favorit sudah ${grouped(most)}, paling banyak segitu. Buka salah satu dari 🛒 dan tekan ⭐ untuk menghapusnya.`,
};
