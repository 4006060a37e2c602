import assert from "node:assert/strict";
import { test } from "node:test";
import type { Sticker } from "grammy/types";
import { hear, type Heard } from "../../../src/bot/ordering/form/hear.ts";
import { listed, type ListedService } from "../../../src/catalogue/snapshot.ts";
import { input, service } from "../goods.ts";

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
  return heardOf({ text }, digits, form);
}

/** What a message is to a form's first question. */
function heardOf(
  content: { text: string } | { sticker: Sticker } | { delete_chat_photo: true },
  digits: "as-typed" | undefined,
  form: ListedService,
): Heard {
  const from = { id: 7001, is_bot: false, first_name: "Budi" };
  const chat = { id: 7001, type: "private", first_name: "Budi" } as const;
  const message = { message_id: 1, date: 0, from, chat, ...content };
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

test("a sticker is no answer, and what Telegram reports about the chat needs none", () => {
  const sticker: Sticker = {
    file_id: "1",
    file_unique_id: "1",
    type: "regular",
    width: 1,
    height: 1,
    is_animated: false,
    is_video: false,
  };
  assert.deepEqual(heardOf({ sticker }, "as-typed", meter), {
    kind: "problem",
    problem: { kind: "not-text" },
  });
  assert.deepEqual(heardOf({ delete_chat_photo: true }, "as-typed", meter), { kind: "nothing" });
});
