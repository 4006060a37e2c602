import type { TelegramEmulator } from "../../sandbox/telegram/emulator.ts";
import { person, type Person, type PersonOptions } from "../person.ts";

/** A person who knows the way through the shop. */
export interface Reseller extends Person {
  /** /order, a category, a service: now the first question or the confirmation is on the screen. */
  chooses(category: string, service: string): Promise<void>;
  /** Telkomsel 5.000 for 081234567890 (or another number), confirmed. */
  ordersPulsa(number?: string): Promise<void>;
}

export function reseller(telegram: TelegramEmulator, options: PersonOptions): Reseller {
  const someone = person(telegram, options);
  const chooses: Reseller["chooses"] = async (category, service) => {
    someone.says("/order");
    await someone.sees(/pilih kategori|choose a category/i);
    await someone.presses(category);
    await someone.presses(service);
  };
  return {
    ...someone,
    chooses,
    async ordersPulsa(number = "081234567890") {
      await chooses("Pulsa Telkomsel", "Telkomsel 5.000");
      await someone.sees(/Nomor HP tujuan\?|Which phone number\?/);
      someone.says(number);
      const { message } = await someone.sees(/^(Cek|Check|Belum dipesan|Not ordered)/);
      // One more, where theirs of the same is under way.
      if (/^(Belum|Not)/.test(message.text ?? ""))
        await someone.presses(/Memang mau satu lagi|I do want one more/);
      await someone.presses("✅");
    },
  };
}
