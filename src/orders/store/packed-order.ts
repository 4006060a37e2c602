import { deflateRawSync, inflateRawSync } from "node:zlib";
import { z } from "zod";
import { json } from "../../json.ts";
import { fingerprint } from "../state/fingerprint.ts";
import { factsSchema, stateSchema, type Order, type OrderFacts } from "../state/order.ts";

/**
 * What a final order of long ago says, small: deflated with a dictionary of what most orders say, as text in pieces.
 * What only its way to a final state needed (attempts, the memory and the pace it was confirmed in) is left out.
 */
export type PackedOrder = Pick<
  Order,
  "state" | "confirmedAtMs" | "sentAtMs" | "changedAtMs" | "cardMessageId"
> & { facts: OrderFacts; timeline: string };

/**
 * Redis keeps a hash as one list while no value in it is longer than 64, by its defaults (`hash-max-listpack-*`); up to 63
 * it says how long one is in a byte less.
 */
const pieceLength = 63;
const mostPieces = 100;
/** No order says more; what comes to more is none of ours. */
const maxTextBytes = 1_000_000;

export function pack(order: PackedOrder): string[] {
  const { facts, state, confirmedAtMs, sentAtMs, changedAtMs, cardMessageId } = order;
  const { id: _id, chatId, fingerprint: print, ...more } = facts;
  const times = timesIn(order.timeline);
  const record = {
    f: {
      ...more,
      ...(chatId === facts.resellerId ? {} : { chatId }),
      ...(print === fingerprintOf(facts) ? {} : { fingerprint: print }),
    },
    s: state,
    t: sinceBefore(order.timeline, confirmedAtMs),
    at: [confirmedAtMs, cardMessageId],
    ...(changedAtMs === times.changedAtMs ? {} : { changed: changedAtMs }),
    ...(sentAtMs === times.sentAtMs ? {} : { sent: sentAtMs }),
  };
  const options = { dictionary, level: 9, memLevel: 5 };
  const text = deflateRawSync(JSON.stringify(record), options).toString("base64");
  // A hash of many pieces takes more than one of a single long one.
  const length = text.length > mostPieces * pieceLength ? text.length : pieceLength;
  const pieces = Array.from({ length: Math.ceil(text.length / length) }, (_unused, place) =>
    text.slice(place * length, (place + 1) * length),
  );
  return pieces;
}

/** `hash`: an order's, as `lua/pack.lua` leaves it. Throws where it says something else. */
export function unpack(id: string, hash: Record<string, string>): PackedOrder {
  let text = "";
  for (let place = 0; hash[place] !== undefined; place += 1) text += hash[place];
  const { f, s, t, at, changed, sent } = recordSchema.parse(
    inflateRawSync(Buffer.from(text, "base64"), {
      dictionary,
      // Most come to less; the default is taken anew for each.
      chunkSize: 1_024,
      maxOutputLength: maxTextBytes,
    }).toString(),
  );
  const [confirmedAtMs, cardMessageId] = at;
  const timeline = sinceThen(t, confirmedAtMs);
  const times = timesIn(timeline);
  const facts = factsSchema.parse({ chatId: f["resellerId"], fingerprint: "", ...f, id });
  return {
    facts: f["fingerprint"] === undefined ? { ...facts, fingerprint: fingerprintOf(facts) } : facts,
    state: s,
    confirmedAtMs,
    changedAtMs: changed ?? times.changedAtMs,
    sentAtMs: sent === undefined ? times.sentAtMs : sent,
    cardMessageId,
    timeline,
  };
}

const recordSchema = json.pipe(
  z.object({
    f: z.record(z.string(), z.unknown()),
    s: stateSchema,
    t: z.string(),
    at: z.tuple([z.number(), z.number().int().nullable()]),
    /** Where the timeline says otherwise, or not at all. */
    changed: z.number().optional(),
    sent: z.number().nullable().optional(),
  }),
);

const fingerprintOf = ({ line, service, destination }: OrderFacts): string =>
  fingerprint(
    line,
    service.code,
    destination.map(({ value }) => value),
  );

/** What a timeline says of an order's times: of its last line, and of the last one that sent it. */
function timesIn(timeline: string): { changedAtMs: number; sentAtMs: number | null } {
  const timeOf = (line: string | undefined) => Number.parseInt(line ?? "", 10);
  const lines = timeline.trimEnd().split("\n");
  const sent = lines.findLast((line) => line.split("\t")[1] === "sending");
  return { changedAtMs: timeOf(lines.at(-1)), sentAtMs: sent === undefined ? null : timeOf(sent) };
}

/** Each line of a timeline begins with when it was; here with how long after the one before it. */
function sinceBefore(timeline: string, startMs: number): string {
  return withTimes(timeline, startMs, (ms, beforeMs) => ({ said: ms - beforeMs, atMs: ms }));
}

function sinceThen(timeline: string, startMs: number): string {
  return withTimes(timeline, startMs, (ms, beforeMs) => ({
    said: beforeMs + ms,
    atMs: beforeMs + ms,
  }));
}

function withTimes(
  timeline: string,
  startMs: number,
  retold: (ms: number, beforeMs: number) => { said: number; atMs: number },
): string {
  let beforeMs = startMs;
  return timeline.replaceAll(/^-?\d+(?=\t)/gm, (ms) => {
    const { said, atMs } = retold(Number(ms), beforeMs);
    beforeMs = atMs;
    return String(said);
  });
}

/** Never changed: what was packed with it is read with it. Another one is another `v` of the hash. The likeliest last. */
const dictionary = Buffer.from(
  [
    "given-back never-placed not-sent closed gone access expired cancelled forgotten price supplier-failed withdrawn-",
    "operator doubt kind repeated missing waitedFor shop true shown PLN Token Voucher Google Play Steam Wallet UC PUBG Mobile ",
    "Genshin Honor of Kings Free Fire Diamonds Mobile Legends Hari GB MB Paket Data Masa Aktif E-Money DANA OVO GoPay ShopeePay ",
    "Three Smartfren Axis Indosat XL Telkomsel Pulsa .000 ID Zone Server ID Pemain Nomor Meter ",
    '{"f":{"v":2,"line":"game","resellerId":,"service":{"code":"","name":"","category":""},"destination":[{"position":1,',
    '"label":"User ID","value":"","secret":false},{"position":2,"label":"Zone ID","value":"","secret":false}],"costRupiah":',
    ',"priceRupiah":},"s":{"name":"failed","failure":{"reason":"refused","message":"","shop":false}},"t":"0\\tconfirmed\\tconfirmed\\n',
    '\\tfailed\\trefused\\t\\n"s":{"name":"failed","failure":{"reason":"withdrawn","why":"expired"}},"s":{"name":"failed","failure":',
    '{"reason":"by-upstream","ref":"","note":"Gagal"}},"f":{"v":2,"line":"game","resellerId":,"service":{"code":"","name":"","category":"',
    'Pulsa Telkomsel"},"destination":[{"position":1,"label":"Nomor HP","value":"08","secret":false}],"costRupiah":,"priceRupiah":},',
    '"s":{"name":"succeeded","ref":"","statusWord":"success","note":"Transaksi berhasil","voucher":"","chargedRupiah":},',
    '"t":"0\\tconfirmed\\tconfirmed\\n\\tsending\\tsending\\n\\tplaced\\tsupplier-status\\twaiting\\n\\tsucceeded\\tsupplier-status\\tsukses\\n',
    '\\tsucceeded\\tsupplier-status\\tsuccess\\n","at":[179',
  ].join(""),
);
