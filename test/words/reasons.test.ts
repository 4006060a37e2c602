import { languages, type Language } from "../../src/words/dictionary.ts";
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseStoredOrder } from "../../src/orders/store/stored-order.ts";
import { noticeSchema } from "../../src/orders/state/notice.ts";
import { readReasonLine, reason, reasonCodes, reasonLine } from "../../src/reason.ts";
import { card } from "../../src/screens/orders/card.ts";
import { notice } from "../../src/screens/notices/notices.ts";
import { noNames } from "../../src/words/person.ts";
import { reasonText } from "../../src/words/reason.ts";
import { noon, orderIn } from "./sample-orders.ts";

const view = (language: Language) => ({ language, timeZone: "Asia/Jakarta", nowMs: noon });
const room = { max: 100, lines: 2 };

/** An order as version 00bf643 wrote it. */
function storedBefore(state: object, timeline: readonly string[]): Record<string, string> {
  const { id, line, resellerId, chatId, service, destination, priceRupiah, fingerprint } = orderIn({
    name: "confirmed",
  });
  return {
    v: "1",
    facts: JSON.stringify({
      v: 1,
      id,
      line,
      resellerId,
      chatId,
      service,
      destination,
      priceRupiah,
      fingerprint,
    }),
    state: JSON.stringify(state),
    version: "4",
    confirmed: String(noon),
    sent: String(noon + 1_000),
    changed: String(noon + 9_000),
    timeline: timeline.map((entry, index) => `${noon + index}\t${entry}\n`).join(""),
  };
}

test("an order stored before reasons had codes is read, and its operator reads it in either language", () => {
  const stored = storedBefore({ name: "review", why: "no transaction was found on any page" }, [
    "confirmed\tconfirmed",
    "sending\tsending",
    "unknown\tECONNRESET",
    "review\tno transaction was found on any page",
    "placed\tR123 attached by operator 9001",
    "placed\tprocess",
    "failed\trefused: Nomor salah",
  ]);
  const order = parseStoredOrder("ABCDE12345", stored);
  assert.deepEqual(order.state, { name: "review", why: reason("none-fits") });
  assert.deepEqual(
    order.timeline.map(({ why }) => why),
    [
      null,
      null,
      reason("connection-lost", "ECONNRESET"),
      reason("none-fits"),
      reason("attached-by-operator", 9001),
      reason("supplier-status", "process"),
      reason("refused", "Nomor salah"),
    ],
  );
  const names = new Map([
    [7001, "Budi <Santoso>"],
    [9001, "Bu Ani"],
  ]);
  const shown = card(order, { ...view("id"), viewer: "operator", names }).text.html;
  assert.match(shown, /Sebab: Tidak ada transaksi yang cocok di daftar supplier\n/);
  assert.match(shown, /Sambungan ke supplier terputus \(ECONNRESET\)/);
  assert.match(shown, /operator <a href="tg:\/\/user\?id=9001">Bu Ani<\/a>/);
  assert.match(
    shown,
    /Reseller: <a href="tg:\/\/user\?id=7001">Budi &lt;Santoso&gt;<\/a> · <code>7001<\/code>/,
  );
  assert.doesNotMatch(shown, /confirmed|sending|unknown|review|placed|transaction was/);
  assert.match(
    card(order, { ...view("en"), viewer: "operator", names }).text.html,
    /Why: No fitting transaction in the supplier&#39;s list|Why: No fitting transaction in the supplier's list/,
  );
});

test("every reason the version before codes could store is worded, none in its own English", () => {
  const before: [text: string, code: string][] = [
    ["no answer within 60000 ms", "timeout"],
    ["HTTP 502: no readable answer", "answer-unreadable"],
    ["HTTP 200: accepted without a ref_id", "accepted-without-ref"],
    ["HTTP 200: refused, yet with a ref_id", "refused-with-ref"],
    ["HTTP 500: Server sibuk", "server-error"],
    ["answer cut short", "answer-cut"],
    ["answer too large", "answer-too-large"],
    ["the process that sent it stopped", "sender-stopped"],
    ["2 transactions fit", "several-fit"],
    [
      "one transaction fits, but matching is off: the upstream's clock jumps",
      "one-fits-matching-off",
    ],
    ["one transaction fits, but somebody else uses this account", "one-fits-account-shared"],
    ["one transaction fits, but it could be order ZZZZZ11111's", "one-fits-watched"],
    ["no transaction fits, and somebody else uses this account", "none-fits-account-shared"],
    ["the pages since it was sent have a gap", "pages-have-gap"],
    ["not final after 72 hours", "not-final"],
    ["the upstream no longer knows its ref_id", "ref-vanished"],
    ["its ref_id belongs to order ZZZZZ11111", "ref-taken"],
    ["withdrawn: expired", "withdrawn-expired"],
    ["not sent: ECONNREFUSED", "connection-failed"],
    ["not sent: deadline missed", "deadline-missed"],
    ["not sent: claimed too late", "claimed-too-late"],
    ["failed upstream: Nomor tidak aktif", "supplier-failed"],
    ["never placed", "never-placed"],
    ["never placed, says operator 9001", "never-placed-by-operator"],
    ["waits for ZZZZZ11111", "waits-for"],
    ["matched with R1", "matched"],
    ["transactions come without created_at", "no-created-at"],
  ];
  for (const [text, code] of before) assert.equal(readReasonLine(text)?.code, code, text);
  assert.deepEqual(
    parseStoredOrder(
      "ABCDE12345",
      storedBefore({ name: "failed", failure: { reason: "not-sent", why: "ECONNREFUSED" } }, []),
    ).state,
    {
      name: "failed",
      failure: { reason: "not-sent", why: reason("connection-failed", "ECONNREFUSED") },
    },
  );
  assert.deepEqual(readReasonLine("something else"), reason("noted", "something else"));
  assert.equal(readReasonLine(""), null);
});

test("notices stored before reasons had codes, and those the scripts write, are read and told", () => {
  const stored = [
    { kind: "trouble", id: "a", trouble: "sending-paused", phase: "begun", detail: "Saldo habis" },
    { kind: "trouble", id: "b", trouble: "sending-paused", phase: "over", detail: "" },
    { kind: "alarm", id: "c", alarm: "matching-off", detail: "the upstream's clock jumps" },
    { kind: "alarm", id: "d", alarm: "matching-off", detail: reasonLine(reason("clock-jumps")) },
    { kind: "alarm", id: "e", alarm: "unexplained-transaction", detail: "", ref: "R1" },
  ].map((one) => noticeSchema.parse(JSON.parse(JSON.stringify(one))));
  const told = stored.map((one) => notice(one, null, view("id")).text.html);
  assert.match(told[0] ?? "", /Saldo habis$/);
  assert.match(told[2] ?? "", /Jam supplier, atau jam mesin ini, berubah-ubah$/);
  assert.equal(told[2], told[3]);
  assert.doesNotMatch(told.join("\n"), /clock|jumps|undefined|null/);
});

test("every reason has words in both languages, with its detail and without, and survives the scripts", () => {
  for (const code of reasonCodes) {
    const why = reason(code, "A <1>");
    assert.deepEqual(readReasonLine(reasonLine(why)), why);
    for (const language of languages) {
      const bare = reasonText(reason(code), language, noNames, room).html;
      assert.match(bare, /^\p{Lu}[^[\]{}]+$/u, code);
      assert.doesNotMatch(bare, /[:(]\s*$/);
    }
  }
  assert.equal(
    reasonText(reason("timeout", "60000 ms"), "en", noNames, room).html,
    "The supplier did not answer within 60000 ms",
  );
  assert.equal(
    reasonText(reason("ref-taken", "K7QXM2PA4Z"), "id", noNames, room).html,
    "Ref_id dari supplier sudah milik pesanan K7QXM-2PA4Z",
  );
});
