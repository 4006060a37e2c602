import type { favourites as indonesian } from "../id/favourites.ts";
import { grouped } from "../money.ts";

/** ⭐ in English. */
export const favourites: typeof indonesian = {
  button: "⭐ Favourite",
  added: "⭐ A favourite now: on top of the list behind 🛒.",
  removed: "No favourite any more.",
  full: (most) =>
    `You have ${grouped(most)} favourites, and there cannot be more. Open one from 🛒 and press ⭐ to take it out.`,
};
