import { z } from "zod";
import { beginTransfer, type Transfer } from "./books.ts";
import { attempt, type Keyspace } from "../keyspace.ts";

/** What the scripts of all rooms owe, as `common.lua` has it, line for line. */

const owedSchema = z.array(z.object({ chat: z.string(), notice: z.string() }));
type Owed = z.infer<typeof owedSchema>[number];
export const readOwed = (json: string) => owedSchema.parse(JSON.parse(json));

/** Whether this order or card was written in the memory that Redis has now. */
export function remembered(db: Keyspace, prefix: string, hash: Record<string, string>): boolean {
  const born = hash["identity"] ?? db.hget(`${prefix}lease:engine`, "first");
  return born === null || born === db.identity();
}

export function oweOne(db: Keyspace, prefix: string, { chat, notice }: Owed, now: number): void {
  if (!db.includes(`${prefix}outbox:${chat}`, notice)) db.rpush(`${prefix}outbox:${chat}`, notice);
  db.zadd(`${prefix}outbox:due`, now, chat, "NX");
}

export function owe(db: Keyspace, prefix: string, json: string, now: number): void {
  for (const owed of readOwed(json)) oweOne(db, prefix, owed, now);
}

export function tellOfTransfers(db: Keyspace, prefix: string, now: number): void {
  const untold = db.hgetall(`${prefix}books:untold`);
  for (const id of Object.keys(untold).toSorted()) {
    const made = db.exists(`${prefix}books:transfer:${id}`);
    if (!made || attempt(() => owe(db, prefix, untold[id] ?? "", now)))
      db.hdel(`${prefix}books:untold`, id);
  }
}

export function makeTransfer(
  db: Keyspace,
  prefix: string,
  id: string,
  transfer: Transfer,
  notices: string,
  now: number,
): void {
  db.hset(`${prefix}books:untold`, { [id]: notices });
  beginTransfer(db, prefix, "posted", id, transfer, now);
  tellOfTransfers(db, prefix, now);
}
