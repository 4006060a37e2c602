import { z } from "zod";
import { json } from "../json.ts";
import { orderIdSchema, type OrderId } from "../orders/state/order.ts";

/** What a reseller can say with one tap; `words`: in words of their own. */
export const complaintTopics = ["missing", "wrong-sn", "words"] as const;

const facts = z.object({
  v: z.literal(1),
  /** null: a question that is of no order. */
  orderId: orderIdSchema.nullable(),
  resellerId: z.number().int(),
  chatId: z.number().int(),
  topic: z.enum(complaintTopics),
  /** "" for a topic without words. */
  text: z.string(),
});
export type ComplaintFacts = z.infer<typeof facts>;

const word = z.object({
  v: z.literal(1),
  from: z.enum(["reseller", "operator"]),
  userId: z.number().int(),
  text: z.string(),
});
export type ComplaintWord = z.infer<typeof word>;

export interface Complaint extends ComplaintFacts {
  id: string;
  /** Redis time, unix ms. */
  atMs: number;
  /** The operator who called it done; null: it is open. */
  doneBy: { userId: number; name: string } | null;
  /** What was said of it since, oldest first; times as above. */
  words: readonly (ComplaintWord & { atMs: number })[];
  /** The notice that told operators of it last. */
  noticeId: string;
}

/** What a complaint is of: one of each can be open. */
export const subjectOf = ({
  orderId,
  resellerId,
}: {
  orderId: OrderId | null;
  resellerId: number;
}): string => (orderId === null ? `person:${resellerId}` : `order:${orderId}`);

const stored = z.object({
  state: z.enum(["open", "done"]),
  at: z.coerce.number(),
  facts: json.pipe(facts),
  notice: z.string(),
  by: z.coerce.number().int().optional(),
  by_name: z.string().optional(),
});

const storedWord = json.pipe(word);

/** null: there is none, or nobody can read it. */
export function readComplaint(id: string, hash: Record<string, string>): Complaint | null {
  const found = stored.safeParse(hash).data;
  if (found === undefined) return null;
  const words = Object.entries(hash).flatMap(([field, text]) => {
    const [, at = "", said = ""] = field.startsWith("word ")
      ? (/^(\d+)\t(.*)$/s.exec(text) ?? [])
      : [];
    const read = said === "" ? undefined : storedWord.safeParse(said).data;
    return read === undefined ? [] : { ...read, atMs: Number(at) };
  });
  return {
    ...found.facts,
    id,
    atMs: found.at,
    doneBy: found.state === "open" ? null : { userId: found.by ?? 0, name: found.by_name ?? "" },
    words: words.toSorted((a, b) => a.atMs - b.atMs),
    noticeId: found.notice,
  };
}
