import { languages } from "../../src/words/dictionary.ts";
import assert from "node:assert/strict";
import { test } from "node:test";
import { secondScreen } from "../../src/screens/ordering/second.ts";
import {
  confirmationScreen,
  type ConfirmationView,
} from "../../src/screens/ordering/confirmation.ts";
import type { Screen } from "../../src/screens/screen.ts";
import { assertSendable } from "../words/sendable.ts";
import { everyState, hostileOrder, orderIn, placement, view } from "../words/sample-orders.ts";

const confirmationOf = (about: Partial<ConfirmationView>): ConfirmationView => {
  const { service, destination, priceRupiah } = orderIn({ name: "confirmed" });
  return {
    confirmationId: "abcdefghijklmnop",
    facts: { service, destination, priceRupiah },
    priceBeforeRupiah: null,
    alikeToday: { own: [], others: false },
    oneMore: false,
    phoneDoubts: [],
    operatorMismatch: null,
    mayWaitMinutes: null,
    waitMs: 0,
    missingRupiah: 0,
    takesDeposits: true,
    page: 0,
    back: null,
    renewed: null,
    ...about,
  };
};

const labelsOf = ({ keyboard }: Screen) => keyboard.flat().map(({ label }) => label);

test("a confirmation card holds under hostile text, and ✅ reads 'again' for a repeat", () => {
  const { service, destination, priceRupiah } = hostileOrder({ name: "confirmed" });
  const ended = hostileOrder({ name: "succeeded", ...placement, voucher: "V" });
  for (const language of languages) {
    const screen = confirmationScreen(
      confirmationOf({
        facts: { service, destination, priceRupiah },
        priceBeforeRupiah: 1,
        alikeToday: { own: [ended], others: true },
        phoneDoubts: [{ kind: "length", digits: 17 }, { kind: "beginning" }],
        operatorMismatch: { number: "Tri", product: "Telkomsel" },
        mayWaitMinutes: 3,
        missingRupiah: 475,
        renewed: "old",
      }),
      view(language),
    );
    assertSendable(screen);
    assert.match(labelsOf(screen)[0] ?? "", /^➕ Deposit Rp475$/);
    assert.match(labelsOf(screen)[1] ?? "", /^✅ .*(?:lagi|again) Rp5\.475$/);
  }
});

test("a card says when the same was ordered and how it ended", () => {
  const ended = orderIn({ name: "succeeded", ...placement, voucher: "V" });
  const shown = confirmationScreen(
    confirmationOf({ alikeToday: { own: [ended, ended], others: false } }),
    view("id"),
  );
  assert.match(
    shown.text.html,
    /sudah 2 kali Anda isi ke tujuan yang sama<\/b>, terakhir 14:05: <b>✅ Sukses/,
  );
});

test("while one's own of the same is under way there is no ✅: it is shown, and one more takes a tap of its own", () => {
  for (const state of everyState) {
    const own = [orderIn(state)];
    const isOver = state.name === "succeeded" || state.name === "failed";
    for (const language of languages) {
      const screen = confirmationScreen(
        confirmationOf({ alikeToday: { own, others: false } }),
        view(language),
      );
      assertSendable(screen);
      assert.equal(
        labelsOf(screen).some((label) => label.startsWith("✅")),
        isOver,
      );
      const presses = screen.keyboard
        .flat()
        .flatMap((button) => ("press" in button ? [button.press.to] : []));
      assert.deepEqual(
        presses,
        isOver ? ["confirm", "edit", "discard"] : ["order", "oneMore", "discard"],
      );
      const said = confirmationScreen(
        confirmationOf({ alikeToday: { own, others: false }, oneMore: true }),
        view(language),
      );
      assert.match(labelsOf(said)[0] ?? "", /^✅ .*(?:lagi|again)/);
    }
  }
});

test("✅ that comes after the same was ordered, or shown on a newer card, asks", () => {
  for (const language of languages) {
    for (const order of [hostileOrder({ name: "confirmed" }), null]) {
      const screen = secondScreen("abcdefghijklmnop", order, view(language));
      assertSendable(screen);
      assert.ok(labelsOf(screen).every((label) => !label.startsWith("✅")));
      assert.match(labelsOf(screen).at(-1) ?? "", /^❌/);
    }
  }
});
