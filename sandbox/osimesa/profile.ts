/**
 * POST /api/profile, which relatives of this API answer with the account's balance; OsiMesa documents no such call.
 */

import { goodAnswer, type Answer } from "./answer.ts";

/**
 * `none`: there is no such call. `plain`: the balance as a number. `text`: as relatives write it, in words of their own.
 * `odd`: an answer from which no balance can be read.
 */
export type ProfileManner = "none" | "plain" | "text" | "odd";

/** `null` where there is no such call. */
export function profileAnswer(manner: ProfileManner, balanceRupiah: number): Answer | null {
  switch (manner) {
    case "none":
      return null;
    case "plain":
      return goodAnswer("Success.", JSON.stringify(person({ balance: balanceRupiah })));
    case "text": {
      const saldo = `Rp ${balanceRupiah.toLocaleString("id-ID")}`;
      const body = JSON.stringify({ result: true, data: person({ saldo }), message: "Sukses." });
      return { httpStatus: 200, message: "Sukses.", body };
    }
    case "odd":
      return goodAnswer("Success.", JSON.stringify(person({ balance: "banyak" })));
  }
}

const person = (balance: Record<string, unknown>) => ({
  full_name: "Toko Contoh",
  username: "tokocontoh",
  ...balance,
  point: 0,
  level: "Reseller",
  registered: "2025-01-01 00:00:00",
});
