import assert from "node:assert/strict";
import { test } from "node:test";
import type { Complaint } from "../../src/complaints/complaint.ts";
import { askReportScreen, askWordsScreen } from "../../src/screens/complaints.ts";
import { notice, notices } from "../../src/screens/notices/notices.ts";
import { complaintScreen, complaintsScreen } from "../../src/screens/operator/complaints.ts";
import { languages, wordsIn } from "../../src/words/dictionary.ts";
import { noNames } from "../../src/words/person.ts";
import { assertSendable } from "../words/sendable.ts";
import { everyState, hostileOrder, noon, orderIn } from "../words/sample-orders.ts";

const bad = `</code><b>&${"😀\n".repeat(900)}\u202E`;
const names = new Map([[7001, "Budi <Santoso>"]]);

function complaintOf(change: Partial<Complaint> = {}): Complaint {
  return {
    v: 1,
    id: "ABCDE12345",
    orderId: orderIn({ name: "confirmed" }).id,
    resellerId: 7001,
    chatId: 7001,
    topic: "missing",
    text: "",
    atMs: noon,
    doneBy: null,
    words: [],
    noticeId: "complaint:ABCDE12345",
    ...change,
  };
}

const said = Array.from({ length: 50 }, (_none, place) => ({
  v: 1 as const,
  from: place % 2 === 0 ? ("operator" as const) : ("reseller" as const),
  userId: 9001 + place,
  text: bad,
  atMs: noon + place,
}));

test("whatever order and words, in both languages, each screen of a complaint can be sent", () => {
  for (const language of languages) {
    const view = { language, timeZone: "Asia/Jakarta", nowMs: noon };
    const all = [
      complaintOf(),
      complaintOf({ topic: "words", text: bad, words: said, doneBy: { userId: 1, name: bad } }),
      complaintOf({ topic: "words", text: bad, orderId: null }),
    ];
    for (const complaint of all) {
      for (const state of everyState)
        for (const order of [orderIn(state), hostileOrder(state), null]) {
          assertSendable(complaintScreen(complaint, order, view, names));
          if (order === null) continue;
          assertSendable(askReportScreen(order, complaint, view));
          assertSendable(askReportScreen(order, null, view));
          assertSendable(askWordsScreen(order, wordsIn(language)));
        }
    }
    const items = Array.from({ length: 8 }, () => all[1] ?? complaintOf());
    const orders = new Map([[items[0]?.orderId ?? "", hostileOrder({ name: "confirmed" })]]);
    const page = { items, page: 0, pages: 3, total: 20 };
    assertSendable(complaintsScreen(page, orders, view, names));
    for (const done of [true, false])
      for (const text of ["ok", bad])
        assertSendable(
          notice(
            { kind: "complaint-answer", id: "n", complaintId: "ABCDE12345", text, done },
            null,
            view,
          ),
        );
  }
});

test("the text for the supplier has no secret, no price and no reseller, and is copied whole or not at all", () => {
  const view = { language: "id" as const, timeZone: "Asia/Jakarta", nowMs: noon };
  const copied = everyState.flatMap((state) => {
    const { keyboard, text } = complaintScreen(complaintOf(), orderIn(state), view, names);
    return keyboard.flat().flatMap((button) => {
      if (!("copy" in button)) return [];
      assert.ok(text.html.includes(button.copy), "it is the text that is shown");
      return button.copy;
    });
  });
  assert.ok(copied.length > 10);
  for (const text of copied) {
    assert.doesNotMatch(text, /rahasia|5\.475|Rp|Budi|7001|…/);
    assert.match(text, /Tujuan: 081234567890 · Asia/);
    assert.match(text, /Waktu: 3 Jun 2026 14:05 WIB/);
  }
});

test("🆘 offers a wrong SN only where there is one, and stands among shared results where the voucher is doubted", () => {
  const view = { language: "id" as const, timeZone: "Asia/Jakarta", nowMs: noon };
  for (const state of everyState) {
    const order = orderIn(state);
    const labels = askReportScreen(order, null, view)
      .keyboard.flat()
      .map(({ label }) => label);
    assert.equal(labels.includes("SN salah"), state.name === "succeeded");
    const due = [1, 2].map((place) => ({
      notice: { kind: "result" as const, id: `n${place}`, orderId: order.id },
      order,
    }));
    const shared = notices(due, view)[0]?.screen?.keyboard.flat() ?? [];
    const reports = shared.filter(({ label }) => label.startsWith("🆘")).length;
    if (state.name !== "succeeded") assert.equal(reports, 0);
    else if (shared.some(({ label }) => label.startsWith("🔁 Pesan lagi")))
      assert.equal(reports, 1);
    else if (state.doubt !== undefined) assert.ok(reports > 0);
  }
});

test("a question has no order, and a complaint whose order is gone says so", () => {
  const view = { language: "en" as const, timeZone: "Asia/Jakarta", nowMs: noon };
  const question = complaintScreen(complaintOf({ orderId: null }), null, view, noNames);
  assert.match(question.text.html, /question/);
  assert.doesNotMatch(question.text.html, /can no longer be read/);
  const gone = complaintScreen(complaintOf(), null, view, noNames);
  assert.match(gone.text.html, /can no longer be read[^]*K7QXM-2PA4Z/);
  const unread = notice({ kind: "complaint", id: "n", complaintId: "X" }, null, view);
  assert.match(unread.text.html, /That report is gone/);
});
