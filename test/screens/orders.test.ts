import { languages } from "../../src/words/dictionary.ts";
import assert from "node:assert/strict";
import { test } from "node:test";
import { reason } from "../../src/reason.ts";
import { alarmNames, troubleNames, type Notice } from "../../src/orders/state/notice.ts";
import { isFinal, type OrderState } from "../../src/orders/state/order.ts";
import { card } from "../../src/screens/orders/card.ts";
import { notice, notices } from "../../src/screens/notices/notices.ts";
import type { Screen } from "../../src/screens/screen.ts";
import { assertSendable } from "../words/sendable.ts";
import {
  everyState,
  hostileOrder,
  noon,
  orderIn,
  placement,
  view,
} from "../words/sample-orders.ts";

const id = "n1";

function noticesAbout(state: OrderState): Notice[] {
  const { id: orderId } = orderIn(state);
  const kinds = (["result", "checking", "waiting", "review"] as const).map((kind): Notice => ({
    kind,
    id,
    orderId,
  }));
  return [
    ...kinds,
    { kind: "was-away", id, fromMs: 0, untilMs: noon },
    ...alarmNames.map((alarm): Notice => ({
      kind: "alarm",
      id,
      alarm,
      detail: reason("noted", "<b>\n".repeat(500)),
      orderId,
    })),
    ...troubleNames.flatMap((trouble) =>
      (["begun", "over"] as const).map((phase): Notice => ({
        kind: "trouble",
        id,
        trouble,
        phase,
        detail: reason("noted", "<b>\n".repeat(500)),
      })),
    ),
  ];
}

function text(screen: Screen): string {
  return screen.text.html;
}

test("every state has a card and every notice a message in both languages, within Telegram's limits", () => {
  for (const language of languages) {
    for (const state of everyState) {
      for (const order of [orderIn(state), hostileOrder(state)]) {
        for (const viewer of ["reseller", "operator"] as const)
          assertSendable(card(order, { ...view(language), viewer }));
        for (const one of noticesAbout(state)) {
          assertSendable(notice(one, order, view(language)));
          assertSendable(notice(one, null, view(language)));
        }
      }
    }
  }
});

test("a card tells state, destination, price and number, and never a secret", () => {
  const shown = text(card(orderIn({ name: "confirmed" }), { ...view("id"), viewer: "reseller" }));
  assert.match(shown, /Menunggu dikirim/);
  assert.match(
    shown,
    /Nomor HP: <code>081234567890<\/code>\nServer: <code>Asia<\/code>\nPassword: <code>••••••<\/code>\nHarga: Rp5\.475/,
  );
  assert.match(
    shown,
    /No\. transaksi: <code>K7QXM-2PA4Z<\/code>\nDikonfirmasi 14:05 WIB · Diperbarui 14:06 WIB/,
  );
  for (const state of everyState) {
    for (const viewer of ["reseller", "operator"] as const) {
      assert.doesNotMatch(text(card(orderIn(state), { ...view("en"), viewer })), /rahasia/);
    }
  }
});

test("🔄 stands on unfinished cards only, ❌ only while nothing was sent", () => {
  for (const state of everyState) {
    const labels = card(orderIn(state), { ...view("id"), viewer: "reseller" })
      .keyboard.flat()
      .map(({ label }) => label);
    const over = state.name === "succeeded" || state.name === "failed";
    assert.equal(
      labels.some((label) => label.startsWith("🔄")),
      !over,
    );
    assert.equal(
      labels.some((label) => label.startsWith("❌")),
      state.name === "confirmed",
    );
  }
});

test("a result carries the voucher as code and on a copy button when the phone can copy it", () => {
  const short = orderIn({ name: "succeeded", ...placement, voucher: "AB<1>&2" });
  const screen = notice({ kind: "result", id, orderId: short.id }, short, view("id"));
  assert.match(text(screen), /✅ Sukses[^]*<code>AB&lt;1&gt;&amp;2<\/code>/);
  assert.ok(screen.keyboard.flat().some((button) => "copy" in button && button.copy === "AB<1>&2"));
  const long = orderIn({ name: "succeeded", ...placement, voucher: "9".repeat(300) });
  const whole = notice({ kind: "result", id, orderId: long.id }, long, view("id"));
  assert.match(text(whole), /9{300}/);
  assert.ok(!whole.keyboard.flat().some((button) => "copy" in button));
});

test("trouble with the shop's own account is never worded as the reseller's fault", () => {
  const order = orderIn({
    name: "failed",
    failure: { reason: "refused", message: "Saldo tidak cukup", shop: true },
  });
  const shown = text(notice({ kind: "result", id, orderId: order.id }, order, view("id")));
  assert.match(shown, /bukan salah Anda\. Tidak ada yang terpotong\./);
  assert.doesNotMatch(shown, /saldo/i);
  assert.match(
    text(card(order, { ...view("id"), viewer: "operator" })),
    /Ditolak supplier: <b>Saldo tidak cukup<\/b>/,
  );
  assert.doesNotMatch(shown, /Cek datanya/);
});

test("what never left is not called failed, neither on the card nor in an operator's timeline", () => {
  for (const state of everyState) {
    if (state.name !== "failed") continue;
    const unsent = state.failure.reason === "withdrawn" || state.failure.reason === "not-sent";
    const why = state.failure.reason === "not-sent" ? state.failure.why : reason("refused");
    const order = orderIn(state, { timeline: [{ atMs: noon, to: "failed", why }] });
    const shown = text(card(order, { ...view("id"), viewer: "reseller" }));
    assert.match(shown, unsent ? /^<b>❌ Tidak dikirim/ : /^<b>❌ Gagal/);
    if (state.failure.reason === "not-sent")
      assert.match(
        text(card(order, { ...view("id"), viewer: "operator" })),
        /❌ Tidak dikirim – Tidak bisa tersambung/,
      );
  }
});

test("nobody is told to order again beside an equal order that is undecided, but whose result to wait for", () => {
  for (const state of everyState) {
    if (state.name !== "failed" || state.failure.reason !== "withdrawn") continue;
    const order = orderIn(state);
    const waits = state.failure.waitedFor !== undefined;
    for (const [language, wait] of [
      ["id", /Tunggu dulu hasil transaksi <code>ZZZZZ-11111<.code>[^]*jangan kirim ulang/],
      ["en", /Wait for the result of order <code>ZZZZZ-11111<.code>[^]*do not order again/],
    ] as const) {
      const shown = [
        card(order, { ...view(language), viewer: "reseller" }),
        notice({ kind: "result", id, orderId: order.id }, order, view(language)),
      ];
      for (const screen of shown) {
        assert.equal(wait.test(text(screen)), waits, text(screen));
        if (waits) assert.doesNotMatch(text(screen), /Silakan|Please/);
      }
    }
  }
});

test("every failure says what it means for the money", () => {
  for (const state of everyState) {
    if (state.name !== "failed") continue;
    const order = orderIn(state);
    assert.match(
      text(notice({ kind: "result", id, orderId: order.id }, order, view("id"))),
      /idak ada yang terpotong/,
    );
    assert.match(
      text(notice({ kind: "result", id, orderId: order.id }, order, view("en"))),
      /(?:othing was|is not) charged/,
    );
  }
});

test("results that came together share messages: in order, each once, none too long", () => {
  const states: OrderState[] = everyState.filter(
    ({ name }) => name === "succeeded" || name === "failed",
  );
  const due = Array.from({ length: 40 }, (_, index) => {
    const order =
      index % 3 === 0
        ? hostileOrder(states[index % states.length] ?? { name: "confirmed" })
        : orderIn(states[index % states.length] ?? { name: "confirmed" });
    const kind = index === 7 ? "checking" : "result";
    const one: Notice = { kind, id: `n${index}`, orderId: order.id };
    return { notice: one, order };
  });
  for (const language of languages) {
    const told = notices(due, view(language));
    for (const { screen } of told) if (screen !== null) assertSendable(screen);
    assert.deepEqual(
      told.flatMap(({ notices }) => notices.map(({ id }) => id)),
      due.map(({ notice }) => notice.id),
    );
    assert.ok(told.length < due.length);
  }
});

test("of an order that is over by then nothing is said but its result", () => {
  for (const state of everyState) {
    const order = orderIn(state);
    const due = (["checking", "waiting", "hung", "result"] as const).map((kind) => ({
      notice: { kind, id: kind, orderId: order.id },
      order,
    }));
    const said = notices(due, view("en")).map(({ screen }) => screen !== null);
    const isUnderWay = !isFinal(order);
    assert.deepEqual(said, [isUnderWay, isUnderWay, isUnderWay, true], state.name);
  }
});
