import assert from "node:assert/strict";
import { test } from "node:test";
import type { Chat, Message, Update, User } from "grammy/types";
import { createIgnoring } from "../../../src/bot/intake/ignoring.ts";
import { createPersonLimits } from "../../../src/bot/people/allowance.ts";
import { systemClock } from "../../../src/clock.ts";

const budi: User = { id: 7001, is_bot: false, first_name: "Budi" };
const robot: User = { id: 7002, is_bot: true, first_name: "Robot" };
const own: Chat.PrivateChat = { id: 7001, type: "private", first_name: "Budi" };
const group: Chat.GroupChat = { id: -5, type: "group", title: "Grup" };

const said = (from: User, chat: Chat.PrivateChat | Chat.GroupChat): Message & Update.NonChannel =>
  chat.type === "private"
    ? { message_id: 1, date: 1, chat, from, text: "x" }
    : { message_id: 1, date: 1, chat, from, text: "x" };
const member = { user: robot, status: "member" } as const;

/** One of each kind that the bot reads, by this person in this chat. */
const updatesOf = (from: User, chat: Chat.PrivateChat | Chat.GroupChat) => ({
  message: { update_id: 1, message: said(from, chat) },
  edited: { update_id: 1, edited_message: { ...said(from, chat), edit_date: 2 } },
  press: {
    update_id: 1,
    callback_query: { id: "1", from, chat_instance: "1", data: "x", message: said(from, chat) },
  },
  blocked: {
    update_id: 1,
    my_chat_member: { chat, from, date: 1, old_chat_member: member, new_chat_member: member },
  },
});

function openLimits() {
  let nowMs = 0;
  const limits = createPersonLimits({
    clock: { ...systemClock, monotonicMs: () => nowMs },
    updatesIn10S: 2,
  });
  const ignores = createIgnoring(limits);
  const kindsIgnored = (from: User, chat: Chat.PrivateChat | Chat.GroupChat) =>
    Object.entries(updatesOf(from, chat)).flatMap(([kind, update]) =>
      ignores(update) ? [kind] : [],
    );
  return { limits, ignores, kindsIgnored, pass: (ms: number) => (nowMs += ms) };
}

const all = ["message", "edited", "press", "blocked"];

test("outside private chats, and from bots, nothing is heard; from people everything is", () => {
  const { ignores, kindsIgnored } = openLimits();
  assert.deepEqual(kindsIgnored(budi, own), []);
  assert.deepEqual(kindsIgnored(budi, group), all);
  assert.deepEqual(kindsIgnored(robot, own), all);
  // Of a message sent by way of an inline query, which the bot has none of.
  assert.equal(
    ignores({
      update_id: 1,
      callback_query: { id: "1", from: budi, chat_instance: "1", inline_message_id: "1" },
    }),
    true,
  );
});

test("who was told to slow down is ignored until their ten seconds are over; that they block the bot is not", () => {
  const { limits, kindsIgnored, pass } = openLimits();
  for (const taken of ["allowed", "allowed"]) {
    assert.equal(limits.updates.take(7001), taken);
    assert.deepEqual(kindsIgnored(budi, own), []);
  }
  assert.equal(limits.updates.take(7001), "refused");
  assert.deepEqual(kindsIgnored(budi, own), ["message", "edited", "press"]);
  assert.deepEqual(kindsIgnored({ ...budi, id: 7003 }, own), []);
  pass(9_999);
  assert.deepEqual(kindsIgnored(budi, own), ["message", "edited", "press"]);
  pass(1);
  assert.deepEqual(kindsIgnored(budi, own), []);
});
