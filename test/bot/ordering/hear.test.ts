import assert from "node:assert/strict";
import { test } from "node:test";
import { hear, type Heard } from "../../../src/bot/ordering/hear.ts";
import { listed } from "../../../src/catalogue/snapshot.ts";
import { input, service } from "../shop.ts";

const mobileLegends = listed(
  service("ML86", [
    input("User ID", { type: "tel" }),
    input("Zone ID", { type: "number", position: 2 }),
  ]),
);

const meter = listed(
  service("PLN", [input("Nomor meter"), input("Nama pelanggan", { position: 2 })]),
);

/** What typed text is to a form's first question. */
function heard(text: string, digits: "as-typed" | undefined, form = mobileLegends): Heard {
  const from = { id: 7001, is_bot: false, first_name: "Budi" };
  const chat = { id: 7001, type: "private", first_name: "Budi" } as const;
  const message = { message_id: 1, date: 0, from, chat, text };
  const [field] = form.fields;
  assert.ok(field);
  const ctx = { message, callbackQuery: undefined, editedMessage: undefined };
  return hear(ctx, { nonce: "n", service: form, at: 0, field, digits, earlier: null });
}

const values = (text: string, digits: "as-typed" | undefined, form = mobileLegends) => {
  const found = heard(text, digits, form);
  return found.kind === "answer" ? found.answers.map(({ value }) => value) : found.kind;
};

test("a form hears an answer again as it was heard when the form was begun", () => {
  // Before: the stored answer is one, and the steps that follow it belong to one.
  assert.deepEqual(values("12345678 (1234)", undefined), ["123456781234"]);
  assert.deepEqual(values("12345678 (1234)", "as-typed"), ["12345678", "1234"]);
  assert.deepEqual(values("12 345 678", undefined), ["12345678"]);
  assert.equal(values("12 345 678", "as-typed"), "problem");
});

test("what looks like an id and a zone is one answer where no id and zone are asked", () => {
  assert.deepEqual(values("12345678 (1234)", "as-typed", meter), ["12345678 (1234)"]);
});
