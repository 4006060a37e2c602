/**
 * The account that resellers pay into, and the forwarder of its notifications, which rings the bot's bell as
 * docs/payments.md says. What came in is kept in memory only; ids are random, so that none ever comes twice.
 */

import { createHmac, randomUUID } from "node:crypto";
import type { RingLook, RingManner } from "../page/money-protocol.ts";

export interface Transfer {
  /** The bank's own number. */
  readonly id: string;
  readonly rupiah: number;
  readonly note: string;
  readonly atMs: number;
  /** Oldest first. */
  readonly rings: readonly RingLook[];
}

export interface Bank {
  /** Money comes in and the bell is rung. */
  transfer(rupiah: number, note: string): Promise<void>;
  /** Rings for a transfer once more. Throws where there is none of that id. */
  ring(id: string, manner: RingManner): Promise<void>;
  /** Oldest first, the latest of them. */
  transfers(): readonly Transfer[];
}

const MAX_TRANSFERS = 50;
export const MAX_RINGS = 8;

export function createBank(options: {
  readonly secret: string;
  /** The bot's address, e.g. http://127.0.0.1:8080. */
  readonly origin: () => string;
  /** With which a bell is stamped. */
  readonly nowMs: () => number;
  readonly changed: () => void;
}): Bank {
  const transfers = new Map<string, Transfer>();

  function put(transfer: Transfer): void {
    transfers.set(transfer.id, transfer);
    const oldest = transfers.keys().next();
    if (transfers.size > MAX_TRANSFERS && oldest.done === false) transfers.delete(oldest.value);
    options.changed();
  }

  async function ring(id: string, manner: RingManner): Promise<void> {
    const transfer = transfers.get(id);
    if (transfer === undefined) throw new Error(`no transfer ${id}`);
    const { rupiah, note, atMs } = transfer;
    const body = JSON.stringify({
      id,
      amountRupiah: manner === "other-sum" ? rupiah + 1 : rupiah,
      at: Math.floor(atMs / 1_000),
      note,
    });
    const secret = manner === "forged" ? "somebody-elses-secret" : options.secret;
    const answered = await post(`${options.origin()}/hook/payments`, body, {
      secret,
      nowMs: options.nowMs(),
    });
    const rung: RingLook = { atMs: Date.now(), manner, ...answered };
    const { rings } = transfers.get(id) ?? transfer;
    put({ ...transfer, rings: [...rings, rung].slice(-MAX_RINGS) });
  }

  return {
    async transfer(rupiah, note) {
      const id = `BCA-${randomUUID().slice(0, 8).toUpperCase()}`;
      put({ id, rupiah, note, atMs: Date.now(), rings: [] });
      await ring(id, "told");
    },
    ring,
    transfers: () => [...transfers.values()],
  };
}

/** Status 0: there was no answer. */
async function post(
  url: string,
  body: string,
  { secret, nowMs }: { readonly secret: string; readonly nowMs: number },
): Promise<Pick<RingLook, "status" | "answer">> {
  const timestamp = String(Math.floor(nowMs / 1_000));
  const signature = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
  try {
    const answer = await fetch(url, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "x-payment-timestamp": timestamp,
        "x-payment-signature": signature,
      },
    });
    return { status: answer.status, answer: await answer.text() };
  } catch {
    return { status: 0, answer: "" };
  }
}
