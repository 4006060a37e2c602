import { z } from "zod";
import { exactJson } from "../json.ts";
import { readAmount } from "./amount.ts";

/*
 * POST /api/profile with key and sign. The upstream's documentation has no such call; relatives of it do, and write what
 * they answer in several ways. All else in it is a person's, and is not read.
 */

const yes = z.literal([true, 1, "1", "true"]);
const account = z.looseObject({ balance: z.unknown().optional(), saldo: z.unknown().optional() });
const profileSchema = exactJson().pipe(
  z.looseObject({
    status: z.unknown().optional(),
    result: z.unknown().optional(),
    data: z.union([account, z.tuple([account]).transform(([one]) => one)]),
  }),
);

/** The balance an answer's body says, in whole rupiah; an account may owe. null: it says none. */
export function readBalance(body: string): number | null {
  const read = profileSchema.safeParse(body);
  if (!read.success) return null;
  const { status, result, data } = read.data;
  if (![status, result].some((said) => yes.safeParse(said).success)) return null;
  return signedAmount(data.balance ?? data.saldo);
}

function signedAmount(raw: unknown): number | null {
  const owed = /^-\s*(?<amount>.+)$/.exec(String(raw).trim())?.groups?.["amount"];
  if (owed === undefined) return readAmount(raw);
  const rupiah = readAmount(owed);
  return rupiah === null ? null : 0 - rupiah;
}
