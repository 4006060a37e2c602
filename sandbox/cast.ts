/** The people of the sandbox. Their ids look like Telegram's, because the bot shows a stranger theirs. */

export interface CastMember {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly username: string;
  /** Of their Telegram app. */
  readonly languageCode: "id" | "en";
  readonly role: "reseller" | "operator" | "stranger";
  /** No credit, so that "balance too low" is seen at once. The others may order for any sum. */
  readonly depositsFirst?: boolean;
  /** What sharing their own contact sends. */
  readonly phoneNumber: string;
}

export const cast: readonly CastMember[] = [
  {
    id: 612_345_001,
    firstName: "Budi",
    lastName: "Santoso",
    username: "budi_pulsa",
    languageCode: "id",
    role: "reseller",
    phoneNumber: "+6281234567890",
  },
  {
    id: 612_345_002,
    firstName: "Sari",
    lastName: "Wulandari",
    username: "sari_cell",
    languageCode: "id",
    role: "reseller",
    phoneNumber: "+6285712345678",
  },
  {
    id: 612_345_003,
    firstName: "Alex",
    lastName: "Tan",
    username: "alex_topup",
    languageCode: "en",
    role: "reseller",
    depositsFirst: true,
    phoneNumber: "+6287811223344",
  },
  {
    id: 612_345_004,
    firstName: "Rina",
    lastName: "Hartono",
    username: "rina_owner",
    languageCode: "id",
    role: "operator",
    phoneNumber: "+6281398765432",
  },
  {
    id: 612_345_005,
    firstName: "Dewi",
    lastName: "Lestari",
    username: "dewi_lestari",
    languageCode: "id",
    role: "stranger",
    phoneNumber: "+6282155667788",
  },
];
